import { and, eq } from "drizzle-orm"
import { record } from "#audit/record.ts"
import { type Scope, transact } from "#db/db.ts"
import { formerUnitNames } from "#db/schema/index.ts"
import { dayOf } from "#lib/dates.ts"
import { searchKey } from "#lib/names.ts"
import { ok, type Result, refuse } from "#lib/result.ts"
import { findUnit } from "../queries.ts"

type Given = { readonly name: string; readonly usedUntil: string }

/** Keeps what a unit within reach was called before. */
export function addFormerUnitName(scope: Scope, unitId: number, given: Given) {
  return transact(scope, async (inner): Promise<Result<number>> => {
    const unit = await findUnit(inner, unitId)
    if (!unit) return refuse({ code: "not_found" })
    const name = given.name.normalize("NFC")
    if (name === unit.name) return refuse({ code: "former_name_now", field: "formerName" })
    return keepFormerUnitName(inner, unitId, { ...given, name })
  })
}

/** The same inside the caller's transaction, for a unit that the caller has found. */
export async function keepFormerUnitName(scope: Scope, unitId: number, given: Given): Promise<Result<number>> {
  if (given.usedUntil > dayOf(scope.now)) return refuse({ code: "former_name_until", field: "usedUntil" })
  const key = searchKey(given.name, "unit")
  const [made] = await scope.db
    .insert(formerUnitNames)
    .values({ unitId, name: given.name, usedUntil: given.usedUntil || null, searchKey: key, createdAt: scope.now })
    .onConflictDoNothing()
    .returning({ id: formerUnitNames.id })
  if (!made) return refuse({ code: "former_name_known", field: "formerName" })
  await record(scope, "unit.add_name", { kind: "unit", id: unitId }, { name: made.id })
  return ok(made.id)
}

export function removeFormerUnitName(scope: Scope, unitId: number, nameId: number) {
  return transact(scope, async (inner): Promise<Result<number>> => {
    if (!(await findUnit(inner, unitId))) return refuse({ code: "not_found" })
    const [gone] = await inner.db
      .delete(formerUnitNames)
      .where(and(eq(formerUnitNames.id, nameId), eq(formerUnitNames.unitId, unitId)))
      .returning({ id: formerUnitNames.id })
    if (!gone) return refuse({ code: "not_found" })
    await record(inner, "unit.remove_name", { kind: "unit", id: unitId }, { name: nameId })
    return ok(nameId)
  })
}
