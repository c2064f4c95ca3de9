import { type Letter, letter } from "#jobs/letter.ts"
import { minuteOf } from "#lib/dates.ts"

export const invitationMail = "invitation_mail"

export type InvitationMail = Letter & {
  readonly name: string
  readonly issuer: string
  readonly username: string
  readonly link: string
  readonly code: string
  readonly until: string
}

/** Sends an invitation: whom it is for by name, a link, a code, and nothing else about anybody. */
export const sendInvitation = letter<InvitationMail>((t, facts) => ({
  subject: t("accounts.invitation.mail_subject", { issuer: facts.issuer }),
  text: t("accounts.invitation.mail_text", { ...facts, until: minuteOf(new Date(facts.until)) }),
}))
