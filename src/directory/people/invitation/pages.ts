import type { Problem, Typed } from "#http/forms.ts"
import { template } from "#render/template.ts"
import type { PersonSeen } from "../queries.ts"

export const invitePage = template<{
  person: PersonSeen
  /** Whether there is a channel for mail; without one a letter is printed. */
  mails: boolean
  account: { readonly username: string; readonly isInvited: boolean }
  typed: Typed
  problems: Problem[]
}>("directory/people/invitation/invite")

export const letterPage = template<{
  person: PersonSeen
  username: string
  until: Date
  code: string
  address: string
  qr: { readonly path: string; readonly side: number }
}>("directory/people/invitation/letter")
