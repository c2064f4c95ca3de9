import { and, eq, isNull, ne } from "drizzle-orm"
import { record } from "#audit/record.ts"
import { type Scope, transact } from "#db/db.ts"
import { registerEntries } from "#db/schema/index.ts"
import { plain } from "#lib/names.ts"
import { ok, type Result, refuse } from "#lib/result.ts"
import { findEntry } from "../queries.ts"
import { isByHand } from "./filable.ts"
import { holderById } from "./queries.ts"

type Found = NonNullable<Awaited<ReturnType<typeof findEntry>>>

/** Locks an entry that was put down by hand, as the form has seen it. */
async function lockedEntry(scope: Scope, id: number, version: number): Promise<Result<Found>> {
  await scope.db
    .select({ id: registerEntries.id })
    .from(registerEntries)
    .where(eq(registerEntries.id, id))
    .for("update")
  const found = await findEntry(scope, id)
  if (!found) return refuse({ code: "not_found" })
  if (!isByHand(found.entry, found.honour.recipientKind)) return refuse({ code: "not_by_hand" })
  return found.entry.version === version ? ok(found) : refuse({ code: "stale" })
}

const save = ({ db }: Scope, { entry }: Found, personId: number | null) =>
  db
    .update(registerEntries)
    .set({ personId, version: entry.version + 1 })
    .where(eq(registerEntries.id, entry.id))

export type Filing = { readonly personId: number; readonly version: number; readonly confirmed: boolean }

/** Puts an entry on a person's file; that the person bears another name now is confirmed first. */
export const fileEntry = (scope: Scope, id: number, { personId, version, confirmed }: Filing) =>
  transact(scope, async (inner): Promise<Result<{ id: number }>> => {
    const found = await lockedEntry(inner, id, version)
    if (!found.ok) return found
    if (found.value.entry.personId !== null) return refuse({ code: "on_a_file" })
    const person = await holderById(inner, personId)
    if (!person) return refuse({ code: "holder_unknown", field: "personId" })
    const isSame = plain(person.name) === plain(found.value.entry.recipientName)
    if (!isSame && !confirmed) return refuse({ code: "holder_named_otherwise", field: "confirmed", name: person.name })
    if (await isThere(inner, found.value, personId)) return refuse({ code: "entry_doubled", field: "personId" })
    await save(inner, found.value, personId)
    await record(inner, "honour.file", { kind: "register_entry", id }, { person: personId })
    return ok({ id })
  })

/** Whether the file has the same of that decision already. */
async function isThere({ db }: Scope, { entry }: Found, personId: number): Promise<boolean> {
  const { honourId, year, decisionId, gradeZh, forZh } = registerEntries
  const [twin] = await db
    .select({ id: registerEntries.id })
    .from(registerEntries)
    .where(
      and(
        ...[eq(registerEntries.personId, personId), eq(honourId, entry.honourId), ne(registerEntries.id, entry.id)],
        ...[eq(gradeZh, entry.gradeZh), eq(forZh, entry.forZh)],
        entry.year === null ? isNull(year) : eq(year, entry.year),
        entry.decisionId === null ? isNull(decisionId) : eq(decisionId, entry.decisionId),
      ),
    )
    .limit(1)
  return twin !== undefined
}

/** Takes an entry off the file on which it was put by mistake, for a reason; the entry itself stays as it is. */
export const unfileEntry = (scope: Scope, id: number, given: { readonly version: number; readonly reason: string }) =>
  transact(scope, async (inner): Promise<Result<{ id: number }>> => {
    const found = await lockedEntry(inner, id, given.version)
    if (!found.ok) return found
    const { personId: person } = found.value.entry
    if (person === null) return refuse({ code: "on_no_file" })
    await save(inner, found.value, null)
    await record(inner, "honour.unfile", { kind: "register_entry", id }, { person, reason: given.reason })
    return ok({ id })
  })
