import { z } from "zod"
import { day, line, optionalDay, optionalLine, seenVersion, whole } from "#http/forms.ts"

export const vetoForm = z.strictObject({
  unit: whole(1, 999_999_999),
  ground: line(40),
  source: line(60),
  document: optionalLine(100),
  fromDay: day(),
  untilDay: optionalDay(),
})
export const liftForm = z.strictObject({ version: seenVersion(), reason: line(500) })
