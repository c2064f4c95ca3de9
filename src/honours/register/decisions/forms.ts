import { z } from "zod"
import { line, optionalLine, seenVersion } from "#http/forms.ts"

/** One issuing body a line, first the one whose number it bears. */
const issuers = () =>
  line(600).transform((text) =>
    text
      .split(/\r?\n/)
      .map((one) => one.trim())
      .filter(Boolean)
      .slice(0, 10),
  )

export const decisionForm = z.strictObject({
  titleZh: optionalLine(120),
  titleEn: optionalLine(240),
  issuers: issuers(),
  body: optionalLine(4000),
  version: seenVersion(),
})
export type DecisionForm = z.output<typeof decisionForm>
