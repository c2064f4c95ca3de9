import { z } from "zod"
import { several } from "#http/forms.ts"
import { idOf } from "#http/ids.ts"

/** The seats whose tablets are asked; none means all. */
export const syncForm = z.object({ seats: several().transform((ids) => ids.map((id) => idOf(id) ?? 0)) })
