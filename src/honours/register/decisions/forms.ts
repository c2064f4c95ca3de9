import { z } from "zod"
import { optionalLine, seenVersion } from "#http/forms.ts"
import { issuers } from "../forms.ts"

export const decisionForm = z.strictObject({
  titleZh: optionalLine(120),
  titleEn: optionalLine(240),
  issuers: issuers(),
  body: optionalLine(4000),
  version: seenVersion(),
})
export type DecisionForm = z.output<typeof decisionForm>
