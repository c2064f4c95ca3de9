import { exact, plus, shown, ZERO } from "#lib/exact.ts"
import { isScore } from "#lib/mark-value.ts"
import { type EntryLine, looksWanted } from "../marks/path.ts"

const FEWEST = 3

/** The plain sum of what a sheet gives an entry, without weights; nothing where it gives no number. */
export function sumOf({ cells }: EntryLine): string | undefined {
  const scores = cells.flatMap(({ value }) => (isScore(value) ? [exact(value)] : []))
  return scores.length > 0 ? shown(scores.reduce(plus, ZERO)) : undefined
}

/** Groups of entries with the same marks on every criterion, of three or more: a sheet may have been entered twice. */
export function alike(lines: readonly EntryLine[]): string[][] {
  const full = lines.filter(({ open, cells }) => open && cells.filter(({ value }) => isScore(value)).length >= FEWEST)
  const groups = Map.groupBy(full, ({ cells }) =>
    cells.map(({ value }) => (isScore(value) ? shown(exact(value)) : (value ?? ""))).join(" "),
  )
  return [...groups.values()].filter((group) => group.length > 1).map((group) => group.map(({ code }) => code))
}

/** What a sheet says of itself before it is signed; sums by code where the rules show them to judges. */
export const summaryOf = (lines: readonly EntryLine[], totals: boolean) => ({
  looks: looksWanted(lines),
  sums: totals ? Object.fromEntries(lines.map((line) => [line.code, sumOf(line)])) : undefined,
  alike: alike(lines),
})
