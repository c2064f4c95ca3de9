import { eq } from "drizzle-orm"
import type { Scope } from "#db/db.ts"
import { units } from "#db/schema/index.ts"
import type { Page } from "#http/paging.ts"
import { honourFacets, placeFacets } from "../facets.ts"
import { type BoardFilter, type Dimension, isFiltered, without } from "../filter.ts"
import { grouped } from "../groups.ts"
import type { BoardOrder } from "../order.ts"
import { boardLines, countsByHonour, countsByUnit, gradesOf, listDistricts, listHonours } from "../queries.ts"

type Asked = {
  readonly filter: BoardFilter
  /** What the page itself stands for, such as an honour: no choice of its filter. */
  readonly fixed: readonly Dimension[]
  readonly order: BoardOrder
  readonly page: Page
}

export type Board = Awaited<ReturnType<typeof boardOf>>

/** A page of the board under a filter, with what every choice of the filter would leave. */
export async function boardOf(scope: Scope, { filter, fixed, order, page }: Asked) {
  const open = (...names: Dimension[]) => names.filter((name) => !fixed.includes(name))
  const honours = await listHonours(scope)
  const districts = await listDistricts(scope)
  const chosen = filter.unit === undefined ? undefined : await unitById(scope, filter.unit)
  const byHonour = await countsByHonour(scope, without(filter, ...open("level", "honour", "kind", "year")))
  const byUnit = await countsByUnit(scope, without(filter, ...open("district", "industry", "unit")))
  // Every name at once is no board: a page of all honours stands for it.
  const grades = isFiltered(filter) ? await gradesOf(scope, filter) : []
  const total = sum(grades)
  const lines = total > 0 ? await boardLines(scope, filter, order, page) : []
  return {
    filter,
    fixed,
    order,
    unit: chosen,
    honours: honours.map((honour) => ({ honour, count: sum(byHonour.filter((one) => one.honourId === honour.id)) })),
    facets: { ...honourFacets(honours, byHonour, filter), ...placeFacets(districts, byUnit, filter, chosen) },
    kinds: [...new Set(grades.map(({ kind }) => kind))],
    groups: grouped(grades, lines),
    total,
  }
}

const sum = (rows: readonly { readonly count: number }[]) => rows.reduce((total, { count }) => total + count, 0)

async function unitById({ db }: Scope, id: number) {
  const [row] = await db
    .select({ id: units.id, name: units.name, path: units.path, parentId: units.parentId, kind: units.kind })
    .from(units)
    .where(eq(units.id, id))
  return row
}
