import { translator } from "#i18n/translate.ts"
import type { Handler } from "#jobs/commands.ts"
import { minuteOf } from "#lib/dates.ts"
import type { Mailer } from "#mail/mailer.ts"

export const invitationMail = "invitation_mail"

export type InvitationMail = {
  readonly to: string
  readonly lang: "zh-CN" | "en"
  readonly name: string
  readonly issuer: string
  readonly username: string
  readonly link: string
  readonly code: string
  readonly until: string
}

/** Sends an invitation: whom it is for by name, a link, a code, and nothing else about anybody. */
export const sendInvitation =
  ({ send }: Mailer): Handler =>
  async (payload) => {
    const { to, lang, until, ...facts } = payload as InvitationMail
    const t = translator(lang)
    const text = t("accounts.invitation.mail_text", { ...facts, until: minuteOf(new Date(until)) })
    await send({ to, subject: t("accounts.invitation.mail_subject", { issuer: facts.issuer }), text })
  }
