import type { Problem, Typed } from "#http/forms.ts"
import { template } from "#render/template.ts"
import type { LetterSeen, Nominee } from "../queries.ts"
import type { LetterState } from "../standing.ts"

export const codePage = template<{ code: string; problems: Problem[] }>("honours/opinions/code")

export const letterPage = template<
  LetterSeen & {
    state: LetterState
    nominees: Nominee[]
    typed: Typed
    problems: Problem[]
    done: "saved" | "signed" | ""
  }
>("honours/opinions/letter")
