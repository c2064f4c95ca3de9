import { translator } from "#i18n/translate.ts"
import type { Handler } from "#jobs/commands.ts"
import { minuteOf } from "#lib/dates.ts"
import type { Mailer } from "#mail/mailer.ts"

export const letterMail = "opinion_mail"

export type LetterMail = {
  readonly to: string
  readonly lang: "zh-CN" | "en"
  readonly issuer: string
  readonly programme: string
  readonly department: string
  readonly count: number
  /** Where to answer; of a first letter the code stands behind its `#`, of a reminder it does not. */
  readonly address: string
  readonly code: string
  readonly until: string
  readonly isReminder: boolean
}

/** Asks a department for its opinions, or reminds it: a link, a code, a date, and nobody's name. */
export const sendLetter =
  ({ send }: Mailer): Handler =>
  async (payload) => {
    const { to, lang, until, isReminder, ...facts } = payload as LetterMail
    const t = translator(lang)
    const which = isReminder ? "reminder" : "letter"
    const text = t(`opinions.mail.${which}_text`, { ...facts, until: minuteOf(new Date(until)) })
    await send({ to, subject: t(`opinions.mail.${which}_subject`, { programme: facts.programme }), text })
  }
