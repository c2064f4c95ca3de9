import type { pager } from "#http/paging.ts"
import { template } from "#render/template.ts"
import type { Notice } from "../issuing/queries.ts"
import type { ShownRow } from "../issuing/shown.ts"
import type { BoardLine, endedNotices, endedYears } from "./queries.ts"

export const boardPage = template<{
  open: readonly BoardLine[]
  years: Awaited<ReturnType<typeof endedYears>>
  year: number | undefined
  ended: Awaited<ReturnType<typeof endedNotices>>
  pager: ReturnType<typeof pager>
}>("notices/board/index")

export type PaperLists = readonly { number: number; firstDay: string; lastDay: string; hash: string; reason: string }[]

export const paperPage = template<{
  notice: Notice["notice"]
  unit: Notice["unit"]
  list: NonNullable<Notice["list"]>
  lists: PaperLists
  rows: readonly ShownRow[]
  columns: readonly string[]
  daysLeft: number
  /** Whether objections are received on the page now. */
  takes: boolean
  /** Whether the first day is still to come. */
  early: boolean
}>("notices/board/show")
