import type { Problem, Typed } from "#http/forms.ts"
import { template } from "#render/template.ts"
import type { Sent } from "./commands.ts"
import type { Asking, Letter, LetterLine, Nominee } from "./queries.ts"
import type { LetterState } from "./standing.ts"

type Programme = Asking["programme"]

export const lettersPage = template<{
  programme: Programme
  lines: readonly (LetterLine & { state: LetterState })[]
  /** Departments that can be asked now, with how many nominees wait for each. */
  questions: readonly { key: string; title: { zh: string; en: string }; count: number; email: string }[]
  mails: boolean
  dueAt: string
  typed: Typed
  problems: Problem[]
  done: "reminded" | ""
}>("honours/opinions/letters")

export const answersPage = template<{
  programme: Programme
  letter: Letter
  state: LetterState
  nominees: readonly Nominee[]
  mails: boolean
  email: string
  problems: Problem[]
}>("honours/opinions/answers")

/** Letters that were just made: each is printed on a sheet of its own, with its code, which is shown this once. */
export const printPage = template<{
  programme: Programme
  sent: readonly (Sent & { qr: { readonly path: string; readonly side: number } })[]
  address: string
}>("honours/opinions/print")
