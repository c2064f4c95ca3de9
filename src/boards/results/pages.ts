import type { OpenedEntry } from "#competition/results/opened.ts"
import type { PlacingRow, VersionLine } from "#competition/results/published/queries.ts"
import type { Both } from "#db/schema/index.ts"
import type { pager } from "#http/paging.ts"
import { template } from "#render/template.ts"
import type { PublicEvent, resultOf } from "./queries.ts"

export type ResultShape = Awaited<ReturnType<typeof resultOf>> & { readonly pager: ReturnType<typeof pager> }

export const eventPage = template<PublicEvent & { result: ResultShape | undefined }>("boards/results/event")

export const entryPage = template<
  PublicEvent & {
    version: VersionLine
    placing: PlacingRow
    prize: Both | undefined
    why: OpenedEntry
    names: ReadonlyMap<string, string>
  }
>("boards/results/entry")
