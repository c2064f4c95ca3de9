import { z } from "zod"
import { choice, optionalLine } from "#http/forms.ts"
import { isUuid } from "#lib/uuid.ts"

/** Why a head judge is wanted, one tap each. */
export const callTopics = ["absent", "fault", "recuse", "other"] as const

export const callForm = z.object({
  id: z.string().refine(isUuid, "not_a_choice"),
  entry: z.string().min(1).max(64),
  slot: z.string().min(1).max(80),
  topic: choice(callTopics),
  note: optionalLine(120),
})
