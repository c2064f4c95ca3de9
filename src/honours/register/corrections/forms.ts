import { z } from "zod"
import { line, optionalDay, optionalLine, optionalWhole, seenVersion, whole } from "#http/forms.ts"

export const correctionForm = z.strictObject({
  recipientName: line(100),
  sortKeyOverride: optionalLine(100),
  unitName: optionalLine(100),
  gradeZh: optionalLine(30),
  gradeEn: optionalLine(60),
  gradeRank: whole(0, 99),
  forZh: optionalLine(100),
  forEn: optionalLine(200),
  year: optionalWhole(1900, 2200),
  yearTo: optionalWhole(1900, 2200),
  decidedOn: optionalDay(),
  documentNumber: optionalLine(60),
  correctionReason: line(500),
  version: seenVersion(),
})
export type CorrectionForm = z.output<typeof correctionForm>
