import { z } from "zod"
import { line, optionalLine, optionalWhole, seenVersion, several, ticked, whole } from "#http/forms.ts"
import { isDecimal } from "#lib/exact.ts"

const id = () => whole(1, 999_999_999)

export const seatingForm = z.strictObject({
  step: line(60).regex(/^\d{1,9}:[a-z][a-z0-9_]*$/, "not_a_choice"),
  name: line(60),
  readers: optionalWhole(1, 50),
})

export const memberForm = z.strictObject({ personId: id(), isChair: ticked() })
export const memberIdForm = z.strictObject({ memberId: id() })
export const cardsForm = z.strictObject({ memberId: several() })
export const versionForm = z.strictObject({ version: seenVersion() })
export const honourForm = z.strictObject({ honourId: id() })

/** One word a line; blank lines say nothing. */
export const wordsForm = z.strictObject({
  words: optionalLine(500).transform((text) =>
    text
      .split(/[\r\n、，,]+/)
      .map((word) => word.trim())
      .filter(Boolean),
  ),
})

export const selectionForm = z.strictObject({ caseId: several(), reason: optionalLine(300), version: seenVersion() })
export const minutesForm = z.strictObject({ minutes: line(5000), version: seenVersion() })

/** A score of 0 to 100, with at most two digits after the point. */
const mark = () =>
  line(6)
    .transform((text) => text.normalize("NFKC"))
    .refine((text) => isDecimal(text) && /^\d{1,3}(\.\d{1,2})?$/.test(text), "not_a_decimal")
    .refine((text) => !isDecimal(text) || Number(text) <= 100, { error: "too_big", params: { maximum: 100 } })

export const scoreForm = z.strictObject({ score: mark(), words: optionalLine(300), seen: whole(0, 9999) })
export const interestForm = z.strictObject({ reason: line(200) })
export const codeForm = z.object({ code: line(40) })
