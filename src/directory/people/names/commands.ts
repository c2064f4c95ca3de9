import { and, eq } from "drizzle-orm"
import { record } from "#audit/record.ts"
import { type Scope, transact } from "#db/db.ts"
import { formerPersonNames } from "#db/schema/index.ts"
import { dayOf } from "#lib/dates.ts"
import { normaliseName, searchKey } from "#lib/names.ts"
import { ok, type Result, refuse } from "#lib/result.ts"
import { findPerson } from "../queries.ts"

type Given = { readonly name: string; readonly usedUntil: string }

/** Keeps what a person within reach was called before. */
export function addFormerName(scope: Scope, personId: number, given: Given) {
  return transact(scope, async (inner): Promise<Result<number>> => {
    const person = await findPerson(inner, personId)
    if (!person) return refuse({ code: "not_found" })
    const name = normaliseName(given.name)
    if (name === person.name) return refuse({ code: "former_name_now", field: "formerName" })
    return keepFormerName(inner, personId, { ...given, name })
  })
}

/** The same inside the caller's transaction, for a person whom the caller has found. */
export async function keepFormerName(scope: Scope, personId: number, given: Given): Promise<Result<number>> {
  if (given.usedUntil > dayOf(scope.now)) return refuse({ code: "former_name_until", field: "usedUntil" })
  const key = searchKey(given.name, "person")
  const [made] = await scope.db
    .insert(formerPersonNames)
    .values({ personId, name: given.name, usedUntil: given.usedUntil || null, searchKey: key, createdAt: scope.now })
    .onConflictDoNothing()
    .returning({ id: formerPersonNames.id })
  if (!made) return refuse({ code: "former_name_known", field: "formerName" })
  await record(scope, "person.add_name", { kind: "person", id: personId }, { name: made.id })
  return ok(made.id)
}

export function removeFormerName(scope: Scope, personId: number, nameId: number) {
  return transact(scope, async (inner): Promise<Result<number>> => {
    if (!(await findPerson(inner, personId))) return refuse({ code: "not_found" })
    const [gone] = await inner.db
      .delete(formerPersonNames)
      .where(and(eq(formerPersonNames.id, nameId), eq(formerPersonNames.personId, personId)))
      .returning({ id: formerPersonNames.id })
    if (!gone) return refuse({ code: "not_found" })
    await record(inner, "person.remove_name", { kind: "person", id: personId }, { name: nameId })
    return ok(nameId)
  })
}
