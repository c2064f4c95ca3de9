import type { Problem } from "#http/forms.ts"
import { template } from "#render/template.ts"
import type { CellLine, EntryLine } from "./path.ts"
import type { MarkAt, TabletView } from "./queries.ts"

export const entriesPage = template<TabletView & { current: string | undefined; total: number; done: number }>(
  "competition/judging/entries",
)

type Around = {
  readonly previous: string | undefined
  readonly next: string
  readonly number: number
  readonly total: number
}

export const markPage = template<
  TabletView & {
    entry: EntryLine
    cell: CellLine
    here: string
    typed: string
    operation: string
    around: Around
    problems: Problem[]
    cleared: boolean
  }
>("competition/judging/mark")

export const conflictPage = template<
  Pick<TabletView, "strip"> & {
    code: string
    title: { zh: string; en: string }
    here: string
    operation: string
    mine: string | null
    current: MarkAt
  }
>("competition/judging/conflict")
