import { and, count, eq, gt, isNull } from "drizzle-orm"
import { record } from "#audit/record.ts"
import { type Scope, transact } from "#db/db.ts"
import { refill } from "#db/refill.ts"
import { honours, registerEntries } from "#db/schema/index.ts"
import { normaliseName, plain, searchKey } from "#lib/names.ts"
import { ok, type Result, refuse } from "#lib/result.ts"
import { sortKeys } from "#lib/sort-keys.ts"
import { strokeOrder } from "#lib/strokes.ts"
import { documentNumber } from "./document-number.ts"
import type { EntryForm, HonourForm } from "./forms.ts"
import { findEntry, findHonour, listConferringUnits, unitsNamed } from "./queries.ts"
import { isSlug } from "./slug.ts"

async function conferringUnit(scope: Scope, id: number) {
  return (await listConferringUnits(scope)).find((unit) => unit.id === id)
}

/** Sets up a kind of honour in the name of a unit whose register the actor keeps. */
export const addHonour = (scope: Scope, given: HonourForm) =>
  transact(scope, async (inner): Promise<Result<{ id: number }>> => {
    if (!isSlug(given.slug)) return refuse({ code: "not_a_slug", field: "slug" })
    if (!(await conferringUnit(inner, given.conferringUnitId)))
      return refuse({ code: "conferring_unit_unknown", field: "conferringUnitId" })
    const [made] = await inner.db.insert(honours).values(given).onConflictDoNothing().returning({ id: honours.id })
    if (!made) return refuse({ code: "honour_slug_taken", field: "slug" })
    await record(inner, "honour.add", { kind: "honour", id: made.id }, { slug: given.slug })
    return ok(made)
  })

/** Changes a kind of honour; who receives it stays as it is once somebody has. */
export const changeHonour = (scope: Scope, id: number, given: HonourForm & { readonly version: number }) =>
  transact(scope, async (inner): Promise<Result<{ id: number }>> => {
    const found = await findHonour(inner, id)
    if (!found) return refuse({ code: "not_found" })
    if (!isSlug(given.slug)) return refuse({ code: "not_a_slug", field: "slug" })
    if (!(await conferringUnit(inner, given.conferringUnitId)))
      return refuse({ code: "conferring_unit_unknown", field: "conferringUnitId" })
    const { honour } = found
    if (given.recipientKind !== honour.recipientKind && (await isHeld(inner, id)))
      return refuse({ code: "honour_held", field: "recipientKind" })
    const [namesake] = await inner.db.select({ id: honours.id }).from(honours).where(eq(honours.slug, given.slug))
    if (namesake && namesake.id !== id) return refuse({ code: "honour_slug_taken", field: "slug" })
    const { version, ...facts } = given
    const [changed] = await inner.db
      .update(honours)
      .set({ ...facts, version: version + 1 })
      .where(and(eq(honours.id, id), eq(honours.version, version)))
      .returning({ id: honours.id })
    if (!changed) return refuse({ code: "stale" })
    await record(inner, "honour.change", { kind: "honour", id }, { slug: given.slug })
    return ok(changed)
  })

async function isHeld({ db }: Scope, honourId: number): Promise<boolean> {
  const [row] = await db.select({ count: count() }).from(registerEntries).where(eq(registerEntries.honourId, honourId))
  return (row?.count ?? 0) > 0
}

type NewEntry = Omit<typeof registerEntries.$inferInsert, "searchKey" | "sortPinyin" | "sortStroke" | "createdAt">

/**
 * Writes entries into the register inside the transaction of the command that decides on them. An honour that is
 * already there for its placing is passed over, so that sending a conferral twice confers once.
 */
export async function enter(scope: Scope, kind: "person" | "unit", entries: readonly NewEntry[]): Promise<number[]> {
  const rows = entries.map((entry) => ({
    ...entry,
    searchKey: [searchKey(entry.recipientName, kind), plain(entry.unitName), plain(entry.forZh ?? "")].join(" ").trim(),
    ...sortKeys(entry.recipientName, kind, entry.sortKeyOverride),
    createdAt: scope.now,
  }))
  const made: number[] = []
  for (let from = 0; from < rows.length; from += 1000) {
    const part = scope.db.insert(registerEntries).values(rows.slice(from, from + 1000))
    made.push(...(await part.onConflictDoNothing().returning({ id: registerEntries.id })).map(({ id }) => id))
  }
  return made
}

/** Enters one honour by hand: a decision on paper, or one from before the register. */
export const enterByHand = (scope: Scope, given: EntryForm) =>
  transact(scope, async (inner): Promise<Result<{ id: number }>> => {
    const found = await findHonour(inner, given.honourId)
    if (!found) return refuse({ code: "honour_unknown", field: "honourId" })
    const number = given.documentNumber ? documentNumber(given.documentNumber) : ""
    if (number === undefined) return refuse({ code: "not_a_document_number", field: "documentNumber" })
    const [unit, another] = await unitsNamed(inner.db, normaliseName(given.unitName), found.path)
    if (!unit) return refuse({ code: "unit_unknown", field: "unitName" })
    if (another) return refuse({ code: "unit_ambiguous", field: "unitName" })
    const isUnit = found.honour.recipientKind === "unit"
    const recipientName = isUnit ? unit.name : normaliseName(given.recipientName)
    if (!recipientName) return refuse({ code: "recipient_missing", field: "recipientName" })
    const names = { recipientName, unitId: unit.id, unitName: unit.name, documentNumber: number }
    const visibleFrom = given.visibleFrom ?? inner.now
    const kind = found.honour.recipientKind === "person" ? "person" : "unit"
    const [id] = await enter(inner, kind, [{ ...given, ...names, visibleFrom, source: "decision" }])
    if (id === undefined) throw new Error("an entry was not made")
    await record(inner, "honour.enter", { kind: "register_entry", id }, { honourId: given.honourId })
    return ok({ id })
  })

/** Revokes an honour: the entry stays in the register with the reason, and leaves every public page at once. */
export const revoke = (scope: Scope, given: { readonly id: number; readonly reason: string }) =>
  transact(scope, async (inner): Promise<Result<{ id: number }>> => {
    const found = await findEntry(inner, given.id)
    if (!found) return refuse({ code: "not_found" })
    const [revoked] = await inner.db
      .update(registerEntries)
      .set({ revokedAt: inner.now, revocationReason: given.reason })
      .where(and(eq(registerEntries.id, given.id), isNull(registerEntries.revokedAt)))
      .returning({ id: registerEntries.id })
    if (!revoked) return refuse({ code: "already_revoked" })
    await record(inner, "honour.revoke", { kind: "register_entry", id: given.id }, { honourId: found.honour.id })
    return ok(revoked)
  })

/** Works out the order by strokes of rows from before it was kept. */
export const fillStrokes = ({ db }: Scope) =>
  refill(
    (after, limit) =>
      db
        .select({
          id: registerEntries.id,
          name: registerEntries.recipientName,
          sortAs: registerEntries.sortKeyOverride,
          kind: honours.recipientKind,
        })
        .from(registerEntries)
        .innerJoin(honours, eq(honours.id, registerEntries.honourId))
        .where(and(eq(registerEntries.sortStroke, ""), gt(registerEntries.id, after)))
        .orderBy(registerEntries.id)
        .limit(limit),
    ({ id, name, sortAs, kind }) =>
      db
        .update(registerEntries)
        .set({ sortStroke: strokeOrder(name, kind === "person" ? "person" : "unit", sortAs) })
        .where(eq(registerEntries.id, id)),
  )

/** Points a person's honours to the file that they were merged into; each stays as it was conferred. */
export async function takeOverPerson(scope: Scope, from: number, into: number): Promise<number> {
  const moved = await scope.db
    .update(registerEntries)
    .set({ personId: into })
    .where(eq(registerEntries.personId, from))
    .returning({ id: registerEntries.id })
  return moved.length
}
