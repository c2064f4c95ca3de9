import type { VetoGround } from "#honours/programmes/eligibility-rules.ts"
import type { Problem, Typed } from "#http/forms.ts"
import { template } from "#render/template.ts"
import type { LetterSeen, Nominee } from "../queries.ts"
import type { LetterState } from "../standing.ts"

export const codePage = template<{ code: string; problems: Problem[] }>("honours/opinions/code")

export const letterPage = template<
  LetterSeen & {
    state: LetterState
    nominees: Nominee[]
    /** What may be named of a unit; empty where the programme has no veto list. */
    grounds: readonly VetoGround[]
    typed: Typed
    problems: Problem[]
    done: "saved" | "signed" | ""
  }
>("honours/opinions/letter")
