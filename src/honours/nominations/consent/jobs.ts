import { type Letter, letter } from "#jobs/letter.ts"
import { minuteOf } from "#lib/dates.ts"

export const consentMail = "consent_mail"

export type ConsentMail = Letter & {
  readonly name: string
  readonly unit: string
  readonly programme: string
  /** Where to answer, with the code behind its `#`. */
  readonly link: string
  readonly code: string
  readonly until: string
}

/** Asks a nominee for consent: a greeting, a link, a code and a date, and nothing of the papers. */
export const sendConsent = letter<ConsentMail>((t, facts) => ({
  subject: t("nominations.consent.mail_subject", { programme: facts.programme }),
  text: t("nominations.consent.mail_text", { ...facts, until: minuteOf(new Date(facts.until)) }),
}))
