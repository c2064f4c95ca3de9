import type { CellLine, EntryLine } from "../marks/path.ts"

/** What an undo of the sheet's newest mark would bring back. */
export type Undo = {
  readonly entry: EntryLine
  readonly cell: CellLine
  readonly before: string | null
}

/** The mark that was changed last on a sheet: what an undo is about. */
export function newestOf(lines: readonly EntryLine[]): { entry: EntryLine; cell: CellLine } | undefined {
  const changed = lines.flatMap((entry) => entry.cells.map((cell) => ({ entry, cell })))
  const time = ({ cell }: { cell: CellLine }) => cell.at?.getTime() ?? 0
  const newest = changed.reduce<(typeof changed)[number] | undefined>(
    (last, one) => (one.cell.at && (!last || time(one) > time(last)) ? one : last),
    undefined,
  )
  return newest
}
