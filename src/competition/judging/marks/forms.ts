import { z } from "zod"
import { choice, optionalLine, seenVersion } from "#http/forms.ts"
import { isUuid } from "#lib/uuid.ts"

/**
 * `next` saves and goes on, `clear` takes the mark away (an empty value never does), `undo` brings back what was before.
 * `sure` repeats a value that was asked about.
 */
export const markForm = z.object({
  id: z.string().refine(isUuid, "not_a_choice"),
  seen: seenVersion(),
  value: optionalLine(100),
  reason: optionalLine(500),
  sure: optionalLine(100),
  act: choice(["next", "clear", "not_observed", "undo"]),
})
