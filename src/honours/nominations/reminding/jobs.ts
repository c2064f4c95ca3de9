import { languages, translator } from "#i18n/translate.ts"
import { type Letter, letter } from "#jobs/letter.ts"
import { minuteOf } from "#lib/dates.ts"

export const reminderMail = "reminder_mail"

export type ReminderMail = Letter & {
  readonly issuer: string
  readonly link: string
  readonly count: number
  /** The earliest deadline. */
  readonly until: string
}

/** Says how much waits and until when, and nothing of whom; a clock knows nobody's language, so both stand in it. */
export const sendReminder = letter<ReminderMail>((_, { until, ...facts }) => {
  const words = languages.map(translator)
  const said = { ...facts, until: minuteOf(new Date(Date.parse(until) - 1)) }
  return {
    subject: words.map((t) => t("nominations.reminder.subject", said)).join(" / "),
    text: words.map((t) => t("nominations.reminder.text", said)).join("\n\n"),
  }
})
