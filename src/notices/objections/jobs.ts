import { translator } from "#i18n/translate.ts"
import type { Handler } from "#jobs/commands.ts"
import type { Mailer } from "#mail/mailer.ts"

export const objectionMail = "objection_mail"

export type ObjectionMail = {
  readonly to: string
  readonly lang: "zh-CN" | "en"
  readonly issuer: string
  readonly number: string
  readonly link: string
}

/** Says that an objection has its conclusion, and where its sender reads it with the code: nothing of what it says. */
export const sendConclusion =
  ({ send }: Mailer): Handler =>
  async (payload) => {
    const { to, lang, ...facts } = payload as ObjectionMail
    const t = translator(lang)
    await send({ to, subject: t("notices.mail.subject", facts), text: t("notices.mail.text", facts) })
  }
