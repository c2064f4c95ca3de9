import { z } from "zod"
import { choice, day, line, optionalLine, ticked, whole } from "#http/forms.ts"
import { longestNotice } from "#notices/calendar/working-days.ts"
import { audiences } from "./rows.ts"

export const announcementForm = z.strictObject({
  whom: choice(audiences),
  title: line(100),
  basis: line(3000),
  workingDays: whole(1, longestNotice),
  address: line(100),
  phone: line(40),
  mail: optionalLine(254),
  firstDay: day(),
  confirmed: ticked(),
  reason: optionalLine(200),
})
