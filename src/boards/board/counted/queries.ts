import { and, asc, count, desc, eq, isNotNull, sql } from "drizzle-orm"
import type { Scope } from "#db/db.ts"
import { publicEntry } from "#db/gate.ts"
import { honours, registerEntries, registerRolls, units } from "#db/schema/index.ts"
import { placeholders, statement, statements } from "#db/statement.ts"
import type { Cells } from "../cells.ts"
import { entriesWhere, given, gradeColumns, rollOrder, rollsWhere, shapeOf, valuesOf } from "../conditions/queries.ts"
import { type BoardFilter, dimensions, without } from "../filter.ts"

// What no count is kept of is counted name by name: of a text that is looked for, of a unit, and of a board's units.

const where = (shape: string) => and(publicEntry(given.now), rollsWhere(shape), entriesWhere(shape))
const { rollId, unitId, districtId, section } = registerEntries

const countedCells = statements((db, shape: string) =>
  db
    .select({ rollId, district: districtId, section, count: count() })
    .from(registerEntries)
    .where(where(shape))
    .groupBy(rollId, districtId, section),
)

const { ids } = placeholders(["ids"])
const rollsOf = statement((db) =>
  db
    .select({ ...gradeColumns, level: honours.level })
    .from(registerRolls)
    .innerJoin(honours, eq(honours.id, registerRolls.honourId))
    .where(sql`${registerRolls.id} = any(${ids}::int[])`)
    .orderBy(...rollOrder),
)

/** How many names that a text finds, or of a unit, each roll has in each place; once for all that a board counts of them. */
export async function cellsOf(scope: Scope, filter: BoardFilter, path: string | undefined): Promise<Cells> {
  const found = without(filter, ...dimensions.filter((name) => name !== "unit"))
  const cells = await countedCells(scope.db, shapeOf(found), valuesOf(scope, found, path))
  const rolls = new Set(cells.map((one) => one.rollId))
  return { cells, rolls: rolls.size > 0 ? await rollsOf(scope.db, { ids: `{${[...rolls].join()}}` }) : [] }
}

/** The most units that a filter names; the others are found by their names. */
const MOST_UNITS = 40

/** The units with the most names, each with how many. */
export const countedByUnit = statements((db, shape: string) => {
  const counted = db
    .select({ id: unitId, count: count().as("count") })
    .from(registerEntries)
    .innerJoin(registerRolls, eq(registerRolls.id, rollId))
    .innerJoin(honours, eq(honours.id, registerRolls.honourId))
    .where(and(where(shape), isNotNull(unitId)))
    .groupBy(unitId)
    .orderBy((one) => [desc(one.count), asc(unitId)])
    .limit(MOST_UNITS)
    .as("counted")
  return db
    .select({ id: units.id, name: units.name, count: counted.count })
    .from(counted)
    .innerJoin(units, eq(units.id, counted.id))
    .orderBy(desc(counted.count), asc(units.id))
})
