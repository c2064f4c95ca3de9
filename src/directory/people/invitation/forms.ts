import { z } from "zod"
import { choice, line, optionalLine } from "#http/forms.ts"

export const deliveries = ["mail", "letter"] as const
export type Delivery = (typeof deliveries)[number]

export const invitationForm = z.strictObject({
  username: line(32),
  delivery: choice(deliveries).default("letter"),
  email: optionalLine(254),
})
export type InvitationForm = z.output<typeof invitationForm>
