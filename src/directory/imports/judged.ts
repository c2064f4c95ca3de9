import type { DutyKind } from "#lib/actor.ts"
import { hasPrivateUse } from "#lib/names.ts"
import type { CellProblem } from "#lib/sheet.ts"

export type Outcome = "added" | "changed" | "unchanged"
export type Line = {
  readonly row: number
  readonly name: string
  readonly outcome: Outcome
  /** Of a duty: what is given, where and until when. */
  readonly duty?: {
    readonly kind: DutyKind
    readonly place: { readonly zh: string; readonly en: string }
    readonly endsOn: string
  }
}
export type Counts = Readonly<Record<Outcome, number>>

/** What keeps no row from being imported and should be looked at before: a name, or somebody with a file elsewhere. */
export type Warning = {
  readonly row: number
  readonly name: string
  readonly code: "private_use" | "double"
  /** The units where such files are, as far as they are within reach. */
  readonly places: readonly string[]
}

/** What importing a file would do, row by row, or all that keeps it from being imported. */
export type Judged = {
  readonly problems: readonly CellProblem[]
  readonly lines: readonly Line[]
  readonly warnings: readonly Warning[]
}

/** The names of new and changed rows that hold signs of private use. */
export const oddNames = (lines: readonly Line[]): Warning[] =>
  lines
    .filter(({ name, outcome }) => outcome !== "unchanged" && hasPrivateUse(name))
    .map(({ row, name }) => ({ row, name, code: "private_use", places: [] }))

export const countsOf = (lines: readonly Line[]): Counts => {
  const count = (outcome: Outcome) => lines.filter((line) => line.outcome === outcome).length
  return { added: count("added"), changed: count("changed"), unchanged: count("unchanged") }
}

/** Whether a sheet cannot be judged row by row at all: then there is nothing to preview. */
export const isWholeSheet = ({ code }: CellProblem): boolean =>
  code === "missing_column" || code === "no_rows" || code === "too_many_rows"

/** The user's own rows with what is wrong with each in a last column. */
export function withProblems(
  sheet: readonly (readonly string[])[],
  title: string,
  problems: readonly { readonly row: number; readonly text: string }[],
): string[][] {
  const width = Math.max(...sheet.map((row) => row.length))
  const byRow = Map.groupBy(problems, ({ row }) => row)
  return sheet.map((cells, at) => {
    const own = byRow.get(at + 1)?.map(({ text }) => text) ?? []
    const last = at === 0 ? [title, ...own] : own
    return [...cells, ...Array<string>(width - cells.length).fill(""), last.join("；")]
  })
}
