import { type Letter, letter } from "#jobs/letter.ts"
import { minuteOf } from "#lib/dates.ts"

export const letterMail = "opinion_mail"

export type LetterMail = Letter & {
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
export const sendLetter = letter<LetterMail>((t, { isReminder, ...facts }) => {
  const which = isReminder ? "reminder" : "letter"
  return {
    subject: t(`opinions.mail.${which}_subject`, { programme: facts.programme }),
    text: t(`opinions.mail.${which}_text`, { ...facts, until: minuteOf(new Date(facts.until)) }),
  }
})
