import type { Problem, Typed } from "#http/forms.ts"
import type { pager } from "#http/paging.ts"
import { template } from "#render/template.ts"
import type { findEntry } from "../queries.ts"
import type { listTerms, TermRow, TermView, termActsOf } from "./queries.ts"
import type { TermAct } from "./workflow.ts"

type Form = { problems: Problem[]; typed: Typed }

export const termsPage = template<
  Form & {
    view: TermView
    lines: Awaited<ReturnType<typeof listTerms>>
    keeps: boolean
    today: string
    done: string
    pager: ReturnType<typeof pager>
  }
>("honours/register/terms/index")

type Found = NonNullable<Awaited<ReturnType<typeof findEntry>>>

export const termPage = template<
  Form &
    Pick<Found, "entry" | "honour" | "keeps"> & {
      term: TermRow | undefined
      acts: Awaited<ReturnType<typeof termActsOf>>
      /** What may be decided today. */
      moves: readonly TermAct[]
      today: string
      done: string
    }
>("honours/register/terms/show")
