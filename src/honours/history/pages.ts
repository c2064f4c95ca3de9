import type { Problem, Typed } from "#http/forms.ts"
import type { pager } from "#http/paging.ts"
import { template } from "#render/template.ts"
import type {
  honourChoices,
  ImportRow,
  listImports,
  listRows,
  openPeople,
  openSpellings,
  RowFilter,
} from "./queries.ts"

type Found<T extends (...given: never[]) => Promise<unknown>> = NonNullable<Awaited<ReturnType<T>>>
type Honours = Found<typeof honourChoices>
type Pager = { pager: ReturnType<typeof pager> }

export const uploadPage = template<{ imports: Found<typeof listImports>; problems: Problem[] }>(
  "honours/history/upload",
)

/** How an honour is written that no title is, and how often. */
export type Unnamed = { readonly text: string; readonly count: number }

export const draftPage = template<{
  draft: ImportRow
  /** How many rows stand how. */
  states: Readonly<Record<string, number>>
  issues: Readonly<Record<string, number>>
  spellings: number
  people: number
  unnamed: readonly Unnamed[]
  honours: Honours
  /** When the same file was imported before. */
  earlier: Date | undefined
  problems: Problem[]
  typed: Typed
  done: string
}>("honours/history/draft")

export const unitsPage = template<
  Pager & { draft: ImportRow; problems: Problem[]; typed: Typed } & Pick<
      Found<typeof openSpellings>,
      "total" | "spellings"
    >
>("honours/history/units")

export const peoplePage = template<Pager & { draft: ImportRow } & Pick<Found<typeof openPeople>, "total" | "groups">>(
  "honours/history/people",
)

export const rowsPage = template<
  Pager & { draft: ImportRow; filter: RowFilter; honours: Honours } & Pick<Found<typeof listRows>, "total" | "lines">
>("honours/history/rows")
