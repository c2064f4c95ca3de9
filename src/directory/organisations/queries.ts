import { and, asc, count, eq, getTableColumns, like, or, type SQL, sql } from "drizzle-orm"
import { alias } from "drizzle-orm/pg-core"
import { reachOf } from "#accounts/permissions.ts"
import type { Db, Scope } from "#db/db.ts"
import { units } from "#db/schema/index.ts"
import type { Actor, DutyKind } from "#lib/actor.ts"
import { plain } from "#lib/names.ts"
import { depthOf } from "./tree.ts"

export type UnitRow = typeof units.$inferSelect
export type UnitLine = UnitRow & {
  readonly parentName: string | null
  readonly depth: number
}

/** Who keeps the directory, each over what lies below the duty's unit. */
export const keepers = ["administrator", "contest_officer", "unit_operator"] as const satisfies readonly DutyKind[]

/** The condition that a row's unit lies within the actor's reach by these duties. */
export function withinReach(actor: Actor, kinds: readonly DutyKind[]): SQL {
  return or(...reachOf(actor, kinds).map((path) => like(units.path, `${path}%`))) ?? sql`false`
}

/** Pre-order of the tree, siblings as they were made. */
const treeOrder = sql`string_to_array(rtrim(${units.path}, '.'), '.')::int[]`

/** A unit within the actor's reach; any other is not found. */
export async function findUnit(
  scope: Scope,
  id: number,
  kinds: readonly DutyKind[] = keepers,
): Promise<UnitRow | undefined> {
  const [unit] = await scope.db
    .select()
    .from(units)
    .where(and(eq(units.id, id), withinReach(scope.actor, kinds)))
  return unit
}

export async function unitById(db: Db, id: number): Promise<UnitRow | undefined> {
  const [unit] = await db.select().from(units).where(eq(units.id, id))
  return unit
}

/** The units that the actor may choose from, in the order of the tree, indented by depth. */
export async function unitChoices(scope: Scope, kinds: readonly DutyKind[] = keepers) {
  const rows = await scope.db
    .select({
      id: units.id,
      name: units.name,
      shortName: units.shortName,
      path: units.path,
    })
    .from(units)
    .where(withinReach(scope.actor, kinds))
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

export type UnitFilter = {
  readonly name: string
  readonly under: UnitRow | undefined
}

const parents = alias(units, "parents")

/** Units within reach in the order of the tree, some at a time, with their number. */
export async function listUnits(scope: Scope, filter: UnitFilter, page: { size: number; offset: number }) {
  const wanted = and(
    withinReach(scope.actor, keepers),
    filter.name ? like(units.searchKey, `%${plain(filter.name)}%`) : undefined,
    filter.under ? like(units.path, `${filter.under.path}%`) : undefined,
  )
  const [total] = await scope.db.select({ count: count() }).from(units).where(wanted)
  const rows = await scope.db
    .select({ ...getTableColumns(units), parentName: parents.name })
    .from(units)
    .leftJoin(parents, eq(parents.id, units.parentId))
    .where(wanted)
    .orderBy(treeOrder, asc(units.id))
    .limit(page.size)
    .offset(page.offset)
  return {
    total: total?.count ?? 0,
    lines: rows.map((row) => ({ ...row, depth: depthOf(row) })),
  }
}
