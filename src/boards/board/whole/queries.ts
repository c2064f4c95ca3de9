import type { Scope } from "#db/db.ts"
import type { Page } from "#http/paging.ts"
import type { Cells } from "../cells.ts"
import { honourFacets, placeFacets } from "../facets.ts"
import { type BoardFilter, type Dimension, isFiltered, without } from "../filter.ts"
import { grouped } from "../groups.ts"
import type { BoardOrder } from "../order.ts"
import {
  boardLines,
  countedCells,
  countsByHonour,
  countsByPlace,
  gradesOf,
  listDistricts,
  listHonours,
  unitById,
} from "../queries.ts"
import { wantedBy } from "../words/queries.ts"

type Asked = {
  readonly filter: BoardFilter
  /** What the page itself stands for, such as an honour: no choice of its filter. */
  readonly fixed: readonly Dimension[]
  readonly order: BoardOrder
  readonly page: Page
}

export type Board = Awaited<ReturnType<typeof boardOf>>

/** A board of more names does not count them for every unit: the units of a whole city are found by their names. */
const LONG = 5_000

/** A page of the board under a filter, with what every choice of the filter would leave. */
export async function boardOf(scope: Scope, typed: Asked) {
  const { fixed, order, page } = typed
  const { q, isEverywhere } = await wantedBy(scope, typed.filter.q)
  const asked = { ...typed, filter: { ...typed.filter, q } }
  const { filter } = asked
  const unit = filter.unit === undefined ? undefined : await unitById(scope, filter.unit)
  const honours = await listHonours(scope)
  const districts = await listDistricts(scope)
  const under = { unit, cells: isEverywhere ? none : await countedCells(scope, filter, unit) }
  const byHonour = await countsByHonour(
    scope,
    without(filter, ...open(asked, "level", "honour", "kind", "year")),
    under,
  )
  // Every name at once is no board: a page of all honours stands for it.
  const grades = isFiltered(filter) ? await gradesOf(scope, filter, under) : []
  const total = sum(grades)
  const long = isEverywhere || (await isLong(scope, asked, sum(grades) || sum(byHonour)))
  const byPlace = await countsByPlace(scope, filter, under, long)
  return {
    filter: typed.filter,
    isEverywhere,
    fixed,
    order,
    unit,
    honours: honours.map((honour) => ({ honour, count: sum(byHonour.filter((one) => one.honourId === honour.id)) })),
    facets: { ...honourFacets(honours, byHonour, filter), ...placeFacets(districts, byPlace, filter) },
    kinds: [...new Set(grades.map(({ kind }) => kind))],
    groups: grouped(grades, await boardLines(scope, { filter, order, page, grades, unit })),
    total,
  }
}

const none: Cells = { cells: [], rolls: [] }

const open = ({ fixed }: Asked, ...names: Dimension[]) => names.filter((name) => !fixed.includes(name))

const sum = (rows: readonly { readonly count: number }[]) => rows.reduce((total, { count }) => total + count, 0)

/** Whether too many names are left to count them by unit, were none chosen. */
async function isLong(scope: Scope, { filter, fixed }: Asked, total: number): Promise<boolean> {
  if (fixed.includes("unit")) return true
  if (filter.unit === undefined) return total > LONG
  return sum(await gradesOf(scope, without(filter, "unit"))) > LONG
}
