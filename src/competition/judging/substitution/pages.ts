import type { ContestRow, EventRow } from "#competition/contests/queries.ts"
import type { Problem, Typed } from "#http/forms.ts"
import { template } from "#render/template.ts"
import type { PersonChoice } from "../panel/pages.ts"
import type { SeatRow } from "../seats/queries.ts"
import type { RecordLine } from "./queries.ts"
import type { Gap } from "./uncovered.ts"

type OfEvent = { readonly contest: ContestRow; readonly event: EventRow }

export const substitutePage = template<
  OfEvent & {
    seat: SeatRow
    unsent: number
    typed: Typed
    q: string
    people: readonly PersonChoice[]
    problems: readonly Problem[]
  }
>("competition/judging/substitution/form")

export const recordPage = template<
  OfEvent & { runs: boolean; lines: readonly RecordLine[]; gaps: readonly Gap[]; done: string }
>("competition/judging/substitution/record")
