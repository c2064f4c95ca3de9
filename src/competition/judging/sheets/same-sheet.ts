export type SheetMark = { readonly entry: string; readonly slot: string; readonly value: string }

/** Whether a sheet holds exactly the marks that its judge saw. */
export function sameSheet(seen: readonly SheetMark[], there: readonly SheetMark[]): boolean {
  const line = ({ entry, slot, value }: SheetMark) => JSON.stringify([entry, slot, value])
  const ordered = (marks: readonly SheetMark[]) => marks.map(line).sort().join()
  return seen.length === there.length && ordered(seen) === ordered(there)
}
