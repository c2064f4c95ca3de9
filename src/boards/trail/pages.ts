import type { Checkpoint } from "#audit/checkpoints.ts"
import type { pager } from "#http/paging.ts"
import { template } from "#render/template.ts"
import type { TrailFilter } from "./filter.ts"
import type { TrailLine, trailState } from "./queries.ts"

type Choice = { readonly value: string; readonly text: string }
type State = Awaited<ReturnType<typeof trailState>> & { readonly code: string }

export const trailPage = template<{
  filter: TrailFilter
  filtered: boolean
  lines: { id: number; at: Date; sentence: string; href: string }[]
  whos: Choice[]
  actions: Choice[]
  kinds: Choice[]
  state: State
  mostLines: number
  message: string
  pager: ReturnType<typeof pager>
}>("boards/trail/list")

export const trailEntryPage = template<{
  line: TrailLine
  sentence: string
  by: string
  what: string
  facts: { label: string; value: string }[]
  check: "holds" | "altered" | "unchained"
}>("boards/trail/entry")

export const checkpointPage = template<{
  checkpoint: Checkpoint
  code: string
  qr: { path: string; side: number }
}>("boards/trail/checkpoint")
