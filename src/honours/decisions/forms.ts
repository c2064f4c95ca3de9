import { z } from "zod"
import { choice, day, line, optionalLine, several, ticked, whole } from "#http/forms.ts"
import { issuers, visibleFrom } from "../register/forms.ts"

export const namingForm = z.strictObject({
  nominee: several(),
  posthumous: several(),
  /** Each is `<nomination>:<grade>`. */
  grade: several(),
  documentNumber: line(60),
  decidedOn: day(),
  titleZh: line(120),
  titleEn: optionalLine(240),
  issuers: issuers(),
  visibleFrom: visibleFrom(),
  reason: optionalLine(300),
  basis: optionalLine(100),
})

const place = { stepKey: line(40), unitId: whole(1, 999_999_999) }

export const announcementForm = z.strictObject({
  ...place,
  title: line(100),
  basis: line(3000),
  address: line(100),
  phone: line(40),
  mail: optionalLine(254),
  firstDay: day(),
  confirmed: ticked(),
})

export const conclusionForm = z.strictObject({
  ...place,
  upheld: choice(["lose", "reject"]),
  ending: optionalLine(500),
})

export const reportForm = z.strictObject({ file: choice(["workbook", "data"]), reason: line(200) })
