import { translator } from "#i18n/translate.ts"
import type { Mail, Mailer } from "#mail/mailer.ts"
import type { Handler } from "./commands.ts"

/** What the job of every mail carries: the address, and the language of whoever reads it. */
export type Letter = { readonly to: string; readonly lang: "zh-CN" | "en" }

type Words = Omit<Mail, "to">

/** Does the jobs of a kind of mail: `words` says what the mail says. */
export const letter =
  <L extends Letter>(words: (t: ReturnType<typeof translator>, facts: L) => Words) =>
  ({ send }: Mailer): Handler =>
  async (payload) => {
    const facts = payload as L
    await send({ to: facts.to, ...words(translator(facts.lang), facts) })
  }
