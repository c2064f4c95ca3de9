import { and, asc, count, eq, getTableColumns, inArray, like, or, type SQL, sql } from "drizzle-orm"
import { alias } from "drizzle-orm/pg-core"
import type { Ability } from "#accounts/abilities.ts"
import { mayInUnit, reachOf } from "#accounts/permissions.ts"
import type { Db, Scope } from "#db/db.ts"
import { formerUnitNames, units } from "#db/schema/index.ts"
import type { Actor } from "#lib/actor.ts"
import { plain } from "#lib/names.ts"
import { nameOrders } from "#lib/sort-keys.ts"
import { type FormerUnitName, formerUnitNamesLike, formerUnitNamesOf } from "./names/queries.ts"
import { depthOf } from "./tree.ts"

export type UnitRow = typeof units.$inferSelect
export type UnitLine = UnitRow & {
  readonly parentName: string | null
  readonly depth: number
  /** Whether the actor may change it, too. */
  readonly keeps: boolean
  /** The former name by which a search found it. */
  readonly formerName: string
}

/** The condition that a row's unit lies where the actor may do this. */
export function withinReach(actor: Actor, ability: Ability): SQL {
  return or(...reachOf(actor, ability).map((path) => like(units.path, `${path}%`))) ?? sql`false`
}

/** Pre-order of the tree, siblings as they were made. */
const treeOrder = sql`string_to_array(rtrim(${units.path}, '.'), '.')::int[]`

/** A unit within the actor's reach; any other is not found. */
export async function findUnit(
  scope: Scope,
  id: number,
  ability: Ability = "directory.keep",
): Promise<UnitRow | undefined> {
  const [unit] = await scope.db
    .select()
    .from(units)
    .where(and(eq(units.id, id), withinReach(scope.actor, ability)))
  return unit
}

export async function unitById(db: Db, id: number): Promise<UnitRow | undefined> {
  const [unit] = await db.select().from(units).where(eq(units.id, id))
  return unit
}

/** The units that the actor may choose from, in the order of the tree, indented by depth. */
export async function unitChoices(scope: Scope, ability: Ability = "directory.keep") {
  const rows = await scope.db
    .select({
      id: units.id,
      name: units.name,
      shortName: units.shortName,
      creditCode: units.creditCode,
      path: units.path,
      kind: units.kind,
    })
    .from(units)
    .where(withinReach(scope.actor, ability))
    .orderBy(treeOrder)
  const top = Math.min(...rows.map(depthOf))
  return rows.map((unit) => ({
    value: unit.id,
    text: `${"　".repeat(depthOf(unit) - top)}${unit.name}`,
    ...unit,
  }))
}

/** The unit above, also where the actor's own reach ends below it. */
export const parentOf = async (scope: Scope, unit: UnitRow): Promise<UnitRow | undefined> =>
  unit.parentId === null ? undefined : unitById(scope.db, unit.parentId)

/** As the units stand below each other, or by their names. */
export const unitOrders = ["tree", ...nameOrders] as const
export type UnitOrder = (typeof unitOrders)[number]
const ordersBy: Readonly<Record<UnitOrder, SQL>> = {
  tree: treeOrder,
  stroke: asc(units.sortStroke),
  pinyin: asc(units.sortPinyin),
}

export type UnitFilter = {
  readonly name: string
  readonly under: UnitRow | undefined
  readonly order: UnitOrder
}

const parents = alias(units, "parents")

/** Units within reach, some at a time, with their number. */
export async function listUnits(scope: Scope, filter: UnitFilter, page: { size: number; offset: number }) {
  const wanted = and(
    withinReach(scope.actor, "directory.read"),
    filter.name ? namedLike(scope.db, filter.name) : undefined,
    filter.under ? like(units.path, `${filter.under.path}%`) : undefined,
  )
  const [total] = await scope.db.select({ count: count() }).from(units).where(wanted)
  const rows = await scope.db
    .select({ ...getTableColumns(units), parentName: parents.name })
    .from(units)
    .leftJoin(parents, eq(parents.id, units.parentId))
    .where(wanted)
    .orderBy(ordersBy[filter.order], asc(units.id))
    .limit(page.size)
    .offset(page.offset)
  const ids = rows.map(({ id }) => id)
  const formerly = await formerUnitNamesLike(scope.db, ids, filter.name)
  const lines = rows.map((row): UnitLine => {
    const keeps = mayInUnit(scope.actor, "directory.keep", row)
    return { ...row, depth: depthOf(row), keeps, formerName: formerly.get(row.id) ?? "" }
  })
  return { total: total?.count ?? 0, lines }
}

/** Called so now, or before. */
function namedLike(db: Db, typed: string): SQL | undefined {
  const pattern = `%${plain(typed)}%`
  const formerly = db
    .select({ id: formerUnitNames.unitId })
    .from(formerUnitNames)
    .where(like(formerUnitNames.searchKey, pattern))
  return or(like(units.searchKey, pattern), inArray(units.id, formerly))
}

export const formerNames = (scope: Scope, unitId: number): Promise<FormerUnitName[]> =>
  formerUnitNamesOf(scope.db, unitId)
