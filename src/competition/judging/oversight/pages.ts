import type { ContestRow, EventRow } from "#competition/contests/queries.ts"
import { template } from "#render/template.ts"
import type { historyOf, Progress } from "../sheets/queries.ts"
import type { Slot } from "../slots.ts"

type OfEvent = { readonly contest: ContestRow; readonly event: EventRow; readonly progress: Progress }

export const overviewPage = template<OfEvent>("competition/judging/overview")

export const overviewPart = template<OfEvent>("competition/judging/overview-live")

export const historyPage = template<
  OfEvent & { code: string; slot: Slot | undefined; history: Awaited<ReturnType<typeof historyOf>> }
>("competition/judging/history")
