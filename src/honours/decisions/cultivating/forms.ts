import { z } from "zod"
import { choice, day, line, optionalLine, seenVersion, several, whole } from "#http/forms.ts"
import { issuers } from "../../register/forms.ts"
import { verdicts } from "./workflow.ts"

export const cultivationForm = z.strictObject({
  nominee: several(),
  documentNumber: line(60),
  decidedOn: day(),
  titleZh: line(120),
  titleEn: optionalLine(240),
  issuers: issuers(),
})

export const assessmentForm = z.strictObject({
  cultivation: whole(1, 999_999_999),
  verdict: choice(verdicts),
  assessment: line(2000),
  assessedOn: day(),
  version: seenVersion(),
})
export type AssessmentForm = z.output<typeof assessmentForm>
