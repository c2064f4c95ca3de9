import { and, eq, gt, isNull, like, ne, type SQL, sql } from "drizzle-orm"
import { record } from "#audit/record.ts"
import { type Scope, transact } from "#db/db.ts"
import { refill } from "#db/refill.ts"
import { units } from "#db/schema/index.ts"
import { searchKey } from "#lib/names.ts"
import { ok, type Result, refuse } from "#lib/result.ts"
import { sortKeys } from "#lib/sort-keys.ts"
import { strokeOrder } from "#lib/strokes.ts"
import { isCreditCode, normaliseCreditCode } from "./credit-code.ts"
import type { UnitForm } from "./forms.ts"
import { keepFormerUnitName } from "./names/commands.ts"
import { findUnit, type UnitRow, unitById } from "./queries.ts"
import { liesIn, pathOf, rootOf } from "./tree.ts"

/** Adds a unit below one within the actor's reach. */
export function createUnit(scope: Scope, form: UnitForm) {
  return transact(scope, async (inner): Promise<Result<number>> => {
    const parent = await placeFor(inner, form.parent)
    if (!parent.ok) return parent
    const facts = await factsOf(inner, form, undefined)
    if (!facts.ok) return facts
    const [made] = await inner.db
      .insert(units)
      .values({ ...facts.value, parentId: parent.value.id, path: "", createdAt: scope.now })
      .returning({ id: units.id })
    if (!made) throw new Error("a unit was not made")
    await inner.db
      .update(units)
      .set({ path: pathOf(made.id, parent.value) })
      .where(eq(units.id, made.id))
    await record(inner, "unit.create", { kind: "unit", id: made.id }, { parent: parent.value.id })
    return ok(made.id)
  })
}

/** Makes the federation at the top of the tree, inside the transaction of the set-up, which alone may. */
export async function addRoot(
  scope: Scope,
  given: Pick<UnitForm, "name" | "shortName" | "level" | "regionCode" | "creditCode">,
): Promise<Result<number>> {
  const bare = { industryCode: "", sortKeyOverride: "", parent: null, version: 0 }
  const facts = await factsOf(scope, { ...given, ...bare, kind: "federation", ownership: "organ" }, undefined)
  if (!facts.ok) return facts
  const values = { ...facts.value, parentId: null, path: "", createdAt: scope.now }
  const [made] = await scope.db.insert(units).values(values).returning({ id: units.id })
  if (!made) throw new Error("a unit was not made")
  await scope.db
    .update(units)
    .set({ path: `${made.id}.` })
    .where(eq(units.id, made.id))
  await record(scope, "unit.create", { kind: "unit", id: made.id })
  return ok(made.id)
}

/** Changes a unit, and with its parent the paths of everything below it; never into its own subtree. */
export function changeUnit(scope: Scope, id: number, form: UnitForm) {
  return transact(scope, async (inner): Promise<Result<number>> => {
    const seen = await findUnit(inner, id)
    if (!seen) return refuse({ code: "not_found" })
    await lockTree(inner, seen)
    const unit = (await unitById(inner.db, id)) as UnitRow
    if (unit.version !== form.version) return refuse({ code: "stale" })
    const moved = form.parent !== unit.parentId
    if (moved) {
      const parent = await placeFor(inner, form.parent)
      if (!parent.ok) return parent
      if (liesIn(parent.value, unit)) return refuse({ code: "own_subtree", field: "parent" })
      await movePaths(inner, unit, parent.value)
    }
    const facts = await factsOf(inner, form, unit)
    if (!facts.ok) return facts
    await inner.db
      .update(units)
      .set({ ...facts.value, parentId: form.parent, version: unit.version + 1 })
      .where(and(eq(units.id, id), eq(units.version, form.version)))
    const renamed = await renamedFrom(inner, unit, form.oldNameUntil ?? "", facts.value.name)
    if (!renamed.ok) return renamed
    const change = moved ? { from: unit.parentId, to: form.parent } : {}
    await record(inner, "unit.change", { kind: "unit", id }, change)
    return ok(id)
  })
}

/** Keeps the old name where the form says until when it was used; without that it was a slip that is corrected. */
async function renamedFrom(scope: Scope, { id, name }: UnitRow, usedUntil: string, now: string) {
  if (usedUntil === "" || name === now) return ok(undefined)
  const kept = await keepFormerUnitName(scope, id, { name, usedUntil })
  if (kept.ok || kept.refusal.code === "former_name_known") return ok(undefined)
  return refuse({ ...kept.refusal, field: "oldNameUntil" })
}

/** The parent that was chosen, with its tree locked so that no two moves cross and no path goes stale. */
async function placeFor(scope: Scope, parentId: number | null): Promise<Result<UnitRow>> {
  const seen = parentId === null ? undefined : await findUnit(scope, parentId)
  if (!seen) return refuse({ code: "no_parent", field: "parent" })
  await lockTree(scope, seen)
  return ok((await unitById(scope.db, seen.id)) as UnitRow)
}

async function lockTree(scope: Scope, unit: UnitRow): Promise<void> {
  await scope.db
    .select({ id: units.id })
    .from(units)
    .where(eq(units.id, rootOf(unit)))
    .for("update")
}

async function movePaths(scope: Scope, unit: UnitRow, parent: UnitRow): Promise<void> {
  const path = pathOf(unit.id, parent)
  await scope.db
    .update(units)
    .set({ path: sql`${path} || substr(${units.path}, ${unit.path.length + 1}::int)` })
    .where(like(units.path, `${unit.path}%`))
}

async function factsOf(scope: Scope, form: UnitForm, unit: UnitRow | undefined) {
  const { version, parent, oldNameUntil, ...rest } = form
  const name = rest.name.normalize("NFC")
  const creditCode = normaliseCreditCode(rest.creditCode) || null
  if (rest.regionCode && !/^\d{6}$/.test(rest.regionCode)) return refuse({ code: "region_code", field: "regionCode" })
  if (rest.industryCode && !/^[A-T]\d{0,4}$/.test(rest.industryCode))
    return refuse({ code: "industry_code", field: "industryCode" })
  if (creditCode && !isCreditCode(creditCode)) return refuse({ code: "credit_code", field: "creditCode" })
  const under = parent === null ? isNull(units.parentId) : eq(units.parentId, parent)
  if (await isTaken(scope, unit, and(eq(units.name, name), under)))
    return refuse({ code: "unit_name_taken", field: "name" })
  if (creditCode && (await isTaken(scope, unit, eq(units.creditCode, creditCode))))
    return refuse({ code: "credit_code_taken", field: "creditCode" })
  return ok({
    ...rest,
    name,
    shortName: rest.shortName || name,
    regionCode: rest.regionCode || null,
    industryCode: rest.industryCode || null,
    creditCode,
    searchKey: searchKey(`${name} ${rest.shortName}`, "unit"),
    ...sortKeys(name, "unit", rest.sortKeyOverride),
  })
}

async function isTaken(scope: Scope, unit: UnitRow | undefined, alike: SQL | undefined): Promise<boolean> {
  const others = unit ? ne(units.id, unit.id) : undefined
  const [other] = await scope.db.select({ id: units.id }).from(units).where(and(alike, others))
  return other !== undefined
}

/** Works out the order by strokes of rows from before it was kept. */
export const fillStrokes = ({ db }: Scope) =>
  refill(
    (after, limit) =>
      db
        .select({ id: units.id, name: units.name, sortAs: units.sortKeyOverride })
        .from(units)
        .where(and(eq(units.sortStroke, ""), gt(units.id, after)))
        .orderBy(units.id)
        .limit(limit),
    ({ id, name, sortAs }) =>
      db
        .update(units)
        .set({ sortStroke: strokeOrder(name, "unit", sortAs) })
        .where(eq(units.id, id)),
  )
