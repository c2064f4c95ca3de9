import type { Problem, Typed } from "#http/forms.ts"
import type { pager } from "#http/paging.ts"
import { template } from "#render/template.ts"
import type { VetoGround } from "../programmes/eligibility-rules.ts"
import type { listVetoes, SeenVeto, VetoFilter } from "./queries.ts"

export const vetoesPage = template<{
  filter: VetoFilter
  lines: Awaited<ReturnType<typeof listVetoes>>["lines"]
  keeps: boolean
  first: number
  pager: ReturnType<typeof pager>
}>("honours/vetoes/index")

export const vetoPage = template<SeenVeto & { typed: Typed; problems: Problem[]; done: "recorded" | "lifted" | "" }>(
  "honours/vetoes/show",
)

export const vetoFormPage = template<{
  units: readonly { value: number; text: string }[]
  grounds: readonly VetoGround[]
  today: string
  typed: Typed
  problems: Problem[]
}>("honours/vetoes/new")
