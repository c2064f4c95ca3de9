import { and, eq, inArray } from "drizzle-orm"
import { record } from "#audit/record.ts"
import type { Scope } from "#db/db.ts"
import { duties, formerPersonNames, people } from "#db/schema/index.ts"
import { dayOf } from "#lib/dates.ts"
import { ok, type Result, refuse } from "#lib/result.ts"
import { identityFault } from "../identity-number.ts"
import { keepFormerName } from "../names/commands.ts"
import { formerNamesOf } from "../names/queries.ts"
import type { PersonRow } from "../queries.ts"
import { noIdentity, noPhone } from "../sealing.ts"
import type { MergeField } from "./fields.ts"

type Column = keyof PersonRow
const columnsOf: Readonly<Record<MergeField, readonly Column[]>> = {
  name: ["name", "searchKey", "sortPinyin", "sortStroke", "sortKeyOverride"],
  sex: ["sex"],
  birthDate: ["birthDate"],
  ethnicGroup: ["ethnicGroup"],
  unit: ["unitId"],
  post: ["post"],
  identityClass: ["identityClass"],
  skillLevel: ["skillLevel"],
  isMigrantWorker: ["isMigrantWorker"],
  isNewForm: ["isNewForm"],
  isStudent: ["isStudent"],
  identity: ["identityKind", "identitySealed", "identityHash"],
  phone: ["phoneSealed", "phoneHash"],
}

export type Seen = { readonly id: number; readonly version: number }

/**
 * Makes one file of two, inside the caller's transaction and before the other tables follow: `from` becomes a stub that
 * points to `into`, which takes over the fields that are named, and all duties and former names.
 */
export async function takeOverPerson(
  scope: Scope,
  from: Seen,
  into: Seen,
  taken: readonly MergeField[],
): Promise<Result<void>> {
  const rows = await lockBoth(scope, [from.id, into.id])
  const [gone, kept] = [from, into].map(({ id, version }) =>
    rows.find((row) => row.id === id && row.version === version && row.mergedIntoId === null),
  )
  if (!gone || !kept) return refuse({ code: "stale" })
  const columns = taken.flatMap((field) => columnsOf[field])
  const changed = { ...kept, ...Object.fromEntries(columns.map((column) => [column, gone[column]])) }
  const fault = faultOf(scope, changed)
  if (fault) return refuse({ code: fault, field: "identity" })
  const { id, createdAt, version, ...values } = changed
  const stub = { ...noIdentity, ...noPhone, mergedIntoId: kept.id, version: gone.version + 1 }
  await scope.db.update(people).set(stub).where(eq(people.id, gone.id))
  await scope.db
    .update(people)
    .set({ ...values, version: version + 1 })
    .where(eq(people.id, id))
  await scope.db.update(people).set({ mergedIntoId: id }).where(eq(people.mergedIntoId, gone.id))
  await scope.db.update(duties).set({ personId: id }).where(eq(duties.personId, gone.id))
  await moveNames(scope, gone, kept, changed.name)
  await record(scope, "person.merge", { kind: "person", id }, { from: gone.id, taken })
  await record(scope, "person.become_double", { kind: "person", id: gone.id }, { into: id })
  return ok(undefined)
}

const lockBoth = (scope: Scope, ids: number[]): Promise<PersonRow[]> =>
  scope.db.select().from(people).where(inArray(people.id, ids)).orderBy(people.id).for("update")

/** The number that is kept has to agree with the birth date and the sex that are kept. */
function faultOf({ keys, now }: Scope, { identityKind, identitySealed, ...bearer }: PersonRow) {
  if (!identityKind || !identitySealed) return undefined
  return identityFault(identityKind, keys.open("identity_number", identitySealed), bearer, dayOf(now))
}

/** Former names go along, and the name that was not chosen becomes one. */
async function moveNames(scope: Scope, gone: PersonRow, kept: PersonRow, name: string): Promise<void> {
  const known = new Set((await formerNamesOf(scope.db, kept.id)).map((one) => one.name))
  for (const former of await formerNamesOf(scope.db, gone.id)) {
    const here = eq(formerPersonNames.id, former.id)
    if (known.has(former.name)) await scope.db.delete(formerPersonNames).where(here)
    else await scope.db.update(formerPersonNames).set({ personId: kept.id }).where(here)
    known.add(former.name)
  }
  const other = [gone.name, kept.name].find((one) => one !== name)
  if (other && !known.has(other)) await keepFormerName(scope, kept.id, { name: other, usedUntil: "" })
  await scope.db
    .delete(formerPersonNames)
    .where(and(eq(formerPersonNames.personId, kept.id), eq(formerPersonNames.name, name)))
}
