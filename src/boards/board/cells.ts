import type { RecipientKind, UnitLevel } from "#db/words.ts"
import type { BoardFilter } from "./filter.ts"

/** How many names of a roll stand in one district and section. */
type Cell = {
  readonly rollId: number
  readonly district: number
  readonly section: string
  readonly count: number
}

type Roll = {
  readonly rollId: number
  readonly honourId: number
  readonly slug: string
  readonly title: { readonly zh: string; readonly en: string }
  readonly kind: RecipientKind
  readonly level: UnitLevel
  readonly year: number | null
  readonly yearTo: number | null
  readonly gradeRank: number
  readonly grade: { readonly zh: string; readonly en: string }
}

/** Cells with the rolls that they speak of, these in the order of the board. */
export type Cells = { readonly cells: readonly Cell[]; readonly rolls: readonly Roll[] }

const isIn = (roll: Roll, { level, honour, kind, year }: BoardFilter): boolean =>
  (level === undefined || roll.level === level) &&
  (honour === undefined || roll.slug === honour) &&
  (kind === undefined || roll.kind === kind) &&
  (year === undefined || roll.year === year)

function summed<K>({ cells, rolls }: Cells, filter: BoardFilter, keyOf: (cell: Cell) => K): Map<K, number> {
  const { district, industry } = filter
  const open = new Set(rolls.filter((roll) => isIn(roll, filter)).map(({ rollId }) => rollId))
  const sums = new Map<K, number>()
  for (const cell of cells)
    if (
      open.has(cell.rollId) &&
      (district === undefined || cell.district === district) &&
      (industry === undefined || cell.section === industry)
    )
      sums.set(keyOf(cell), (sums.get(keyOf(cell)) ?? 0) + cell.count)
  return sums
}

export function gradesIn(found: Cells, filter: BoardFilter) {
  const counts = summed(found, filter, ({ rollId }) => rollId)
  return found.rolls.flatMap(({ level: _, ...roll }) => {
    const count = counts.get(roll.rollId)
    return count ? [{ ...roll, count }] : []
  })
}

export function honourYearsIn(found: Cells, filter: BoardFilter) {
  const byYear = Map.groupBy(gradesIn(found, filter), ({ honourId, year }) => `${honourId} ${year}`)
  return [...byYear.values()].map((grades) => {
    const { honourId = 0, year = null } = grades[0] ?? {}
    return { honourId, year, count: grades.reduce((sum, { count }) => sum + count, 0) }
  })
}

export const districtsIn = (found: Cells, filter: BoardFilter) =>
  [...summed(found, filter, ({ district }) => district)].flatMap(([id, count]) => (id > 0 ? [{ id, count }] : []))

export const sectionsIn = (found: Cells, filter: BoardFilter) =>
  [...summed(found, filter, ({ section }) => section)].flatMap(([section, count]) =>
    section ? [{ section, count }] : [],
  )
