import { z } from "zod"
import { choice, optionalLine, seenVersion } from "#http/forms.ts"
import { isUuid } from "#lib/uuid.ts"

/** `next` saves and goes on, `clear` takes the mark away; an empty value never does. */
export const markForm = z.object({
  id: z.string().refine(isUuid, "not_a_choice"),
  seen: seenVersion(),
  value: optionalLine(100),
  act: choice(["next", "clear"]),
})
