import { eq, inArray, sql } from "drizzle-orm"
import { reachOf } from "#accounts/permissions.ts"
import { record } from "#audit/record.ts"
import { type Scope, transact } from "#db/db.ts"
import { inParts } from "#db/listed.ts"
import { units } from "#db/schema/index.ts"
import { searchKey } from "#lib/names.ts"
import { ok, type Result, refuse } from "#lib/result.ts"
import { sortKeys } from "#lib/sort-keys.ts"
import { rootOf } from "../tree.ts"
import type { UnitAdd, UnitGiven, UnitProblem, UnitsPlan } from "./plan.ts"
import { judgeUnits } from "./queries.ts"

type Problems = { readonly code: "sheet_problems"; readonly problems: readonly UnitProblem[] }
type Imported = { readonly added: number; readonly changed: number; readonly unchanged: number }

/** Adds or changes every unit that the rows tell of, or none, with the tree locked as it is for a move. */
export const importUnits = (scope: Scope, rows: readonly UnitGiven[]) =>
  transact(scope, async (inner): Promise<Result<Imported, Problems>> => {
    const [top = ""] = reachOf(inner.actor, "directory.import")
    await inner.db
      .select({ id: units.id })
      .from(units)
      .where(eq(units.id, rootOf({ path: top || "0." })))
      .for("update")
    const plan = await judgeUnits(inner, rows)
    if (plan.problems.length > 0) return refuse({ code: "sheet_problems", problems: plan.problems })
    await add(inner, plan.adds)
    for (const one of plan.changes) await change(inner, one)
    const { adds, changes, outcomes } = plan
    const unchanged = outcomes.length - adds.length - changes.length
    const counts = { added: adds.length, changed: changes.length, unchanged }
    await record(inner, "unit.import", { kind: "unit", id: Number(top.split(".").at(-2) ?? 0) }, counts)
    return ok(counts)
  })

/** Level by level, since a unit's path begins with that of the unit above. */
async function add(scope: Scope, adds: readonly UnitAdd[]): Promise<void> {
  const made = new Map<number, number>()
  const parentOf = ({ above }: UnitAdd) => ("id" in above ? above.id : made.get(above.row))
  for (let left = adds; left.length > 0; ) {
    const ready = left.filter((one) => parentOf(one) !== undefined)
    if (ready.length === 0) throw new Error("units stand above each other in a circle")
    for (const some of inParts(ready, 1_000)) {
      const rows = some.map((one) => rowOf(scope, one.given, parentOf(one) ?? 0))
      const saved = await scope.db
        .insert(units)
        .values(rows)
        .returning({ id: units.id, parentId: units.parentId, name: units.name })
      const ids = new Map(saved.map(({ id, parentId, name }) => [JSON.stringify([parentId, name]), id]))
      const path = sql`(select above.path from units above where above.id = ${units.parentId}) || ${units.id} || '.'`
      await scope.db
        .update(units)
        .set({ path })
        .where(inArray(units.id, [...ids.values()]))
      for (const one of some) {
        const id = ids.get(JSON.stringify([parentOf(one), one.given.name.normalize("NFC")]))
        if (id !== undefined) made.set(one.given.row, id)
      }
    }
    left = left.filter((one) => !made.has(one.given.row))
  }
}

const keysOf = (name: string, shortName: string, sortAs = "") => ({
  searchKey: searchKey(`${name} ${shortName}`, "unit"),
  ...sortKeys(name, "unit", sortAs),
})

function rowOf({ now }: Scope, given: UnitGiven, parentId: number) {
  const { kind, level, ownership } = given
  if (!kind || !level || !ownership) throw new Error("a row was not judged")
  const name = given.name.normalize("NFC")
  const shortName = given.shortName ?? name
  const codes = { regionCode: given.regionCode ?? null, industryCode: given.industryCode ?? null }
  const creditCode = given.creditCode ?? null
  const fixed = { parentId, path: "", name, shortName, kind, level, ownership, createdAt: now }
  return { ...fixed, ...codes, creditCode, ...keysOf(name, shortName) }
}

async function change(scope: Scope, { unit, given }: UnitsPlan["changes"][number]): Promise<void> {
  const { row: _, parent: __, ...said } = given
  const name = given.name.normalize("NFC")
  const [stored] = await scope.db
    .update(units)
    .set({ ...said, name, version: sql`${units.version} + 1` })
    .where(eq(units.id, unit.id))
    .returning()
  if (!stored) throw new Error("a unit is gone")
  const keys = keysOf(stored.name, stored.shortName, stored.sortKeyOverride)
  await scope.db.update(units).set(keys).where(eq(units.id, unit.id))
}
