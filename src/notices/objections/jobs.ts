import { type Letter, letter } from "#jobs/letter.ts"

export const objectionMail = "objection_mail"

export type ObjectionMail = Letter & {
  readonly issuer: string
  readonly number: string
  readonly link: string
}

/** Says that an objection has its conclusion, and where its sender reads it with the code: nothing of what it says. */
export const sendConclusion = letter<ObjectionMail>((t, facts) => ({
  subject: t("notices.mail.subject", facts),
  text: t("notices.mail.text", facts),
}))
