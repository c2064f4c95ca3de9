import type { ContestRow } from "#competition/contests/queries.ts"
import type { pager } from "#http/paging.ts"
import { template } from "#render/template.ts"
import type { ContestFilter, conferredBy, eventsOf, listContests } from "./queries.ts"
import type { PublicState } from "./states.ts"

export const contestsPage = template<{
  filter: ContestFilter
  states: readonly PublicState[]
  years: number[]
  contests: Awaited<ReturnType<typeof listContests>>
  pager: ReturnType<typeof pager>
}>("boards/contests/index")

export const contestPage = template<{
  contest: ContestRow
  host: string
  state: PublicState
  events: Awaited<ReturnType<typeof eventsOf>>
  conferred: Awaited<ReturnType<typeof conferredBy>>
}>("boards/contests/show")
