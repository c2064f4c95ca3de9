import { z } from "zod"
import { choice, line, seenVersion, several } from "#http/forms.ts"
import { seatRoles } from "#lib/actor.ts"

/** Empty, or the number of somebody found by the search above the form. */
const person = z
  .string()
  .regex(/^([1-9]\d{0,8})?$/, "not_a_choice")
  .transform((text) => (text === "" ? null : Number(text)))
  .default(null)

export const seatForm = z.object({ role: choice(seatRoles), alias: line(64), personId: person, slots: several() })

export const seatChangeForm = seatForm.extend({ version: seenVersion() })

/** The seats to print cards for; none ticked means all that have no code yet. */
export const cardsForm = z.object({ seats: several().transform((ids) => ids.map(Number)) })

export const reasonForm = z.object({ reason: line(500) })
