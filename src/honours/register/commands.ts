import { and, count, eq, gt } from "drizzle-orm"
import { record } from "#audit/record.ts"
import { type Scope, transact } from "#db/db.ts"
import { refill } from "#db/refill.ts"
import { reseal } from "#db/reseal.ts"
import { honours, honourVersions, registerEntries } from "#db/schema/index.ts"
import { plain, searchKey } from "#lib/names.ts"
import { ok, type Result, refuse } from "#lib/result.ts"
import { sortKeys } from "#lib/sort-keys.ts"
import { strokeOrder } from "#lib/strokes.ts"
import { keepTerms } from "./finding/commands.ts"
import type { HonourForm } from "./forms.ts"
import { giveNumbers } from "./numbering/commands.ts"
import { findHonour, type HonourRow, listConferringUnits } from "./queries.ts"
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
    const [made] = await inner.db.insert(honours).values(given).onConflictDoNothing().returning()
    if (!made) return refuse({ code: "honour_slug_taken", field: "slug" })
    await keepVersion(inner, made, "set-up")
    await record(inner, "honour.add", { kind: "honour", id: made.id }, { slug: given.slug })
    return ok({ id: made.id })
  })

/** How an honour stands now, for good: the next change makes another version. */
async function keepVersion(scope: Scope, { id, version, ...facts }: HonourRow, reason: string): Promise<void> {
  const createdBy = scope.actor.kind === "account" ? scope.actor.accountId : null
  await scope.db
    .insert(honourVersions)
    .values({ honourId: id, number: version, facts, reason, createdBy, createdAt: scope.now })
}

type HonourChange = HonourForm & { readonly version: number; readonly changeReason: string }

/** Changes a kind of honour, with the reason; who receives it stays as it is once somebody has. */
export const changeHonour = (scope: Scope, id: number, given: HonourChange) =>
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
    const { version, changeReason, ...facts } = given
    const [changed] = await inner.db
      .update(honours)
      .set({ ...facts, version: version + 1 })
      .where(and(eq(honours.id, id), eq(honours.version, version)))
      .returning()
    if (!changed) return refuse({ code: "stale" })
    await keepVersion(inner, changed, changeReason)
    await record(inner, "honour.change", { kind: "honour", id }, { slug: given.slug, reason: changeReason })
    return ok({ id })
  })

async function isHeld({ db }: Scope, honourId: number): Promise<boolean> {
  const [row] = await db.select({ count: count() }).from(registerEntries).where(eq(registerEntries.honourId, honourId))
  return (row?.count ?? 0) > 0
}

export type NewEntry = Omit<
  typeof registerEntries.$inferInsert,
  "searchKey" | "sortPinyin" | "sortStroke" | "createdAt" | "certificateNumber" | "receiverSealed"
> & {
  /** Who of the family received an honour conferred after death. */
  readonly receiver?: { readonly name: string; readonly relation: string } | undefined
}

/** What finds an entry: its recipient, its unit as it is written there, and what it was for. */
export const entrySearchKey = (name: string, kind: "person" | "unit", unitName: string, forZh = ""): string =>
  [searchKey(name, kind), plain(unitName), plain(forZh)].join(" ").trim()

/**
 * Writes entries into the register inside the transaction of the command that decides on them, with their certificate
 * numbers. An honour that is already there for its placing or nomination is passed over: sent twice, it is conferred once.
 */
export async function enter(scope: Scope, kind: "person" | "unit", entries: readonly NewEntry[]): Promise<number[]> {
  const rows = entries.map(({ receiver, ...entry }) => ({
    ...entry,
    receiverSealed: receiver ? scope.keys.seal("receiver", JSON.stringify(receiver)) : null,
    searchKey: entrySearchKey(entry.recipientName, kind, entry.unitName, entry.forZh),
    ...sortKeys(entry.recipientName, kind, entry.sortKeyOverride),
    createdAt: scope.now,
  }))
  await keepTerms(scope, entries, kind)
  const made: number[] = []
  for (let from = 0; from < rows.length; from += 1000) {
    const part = scope.db.insert(registerEntries).values(rows.slice(from, from + 1000))
    made.push(...(await part.onConflictDoNothing().returning({ id: registerEntries.id })).map(({ id }) => id))
  }
  if (entries.some(({ source }) => source !== "import")) await giveNumbers(scope, made)
  return made
}

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

/** Seals the receivers of posthumous honours under the current key; gives how many. */
export const resealReceivers = (scope: Scope): Promise<number> => {
  const { id, receiverSealed } = registerEntries
  return reseal(scope, {
    id,
    column: receiverSealed,
    fresh: (keys, sealed) => keys.seal("receiver", keys.open("receiver", sealed)),
    save: ({ db }, row, fresh) =>
      db
        .update(registerEntries)
        .set({ receiverSealed: fresh })
        .where(and(eq(id, row.id), eq(receiverSealed, row.sealed)))
        .returning({ id }),
    note: (inner, count) => record(inner, "honour.reseal", { kind: "key", id: 0 }, { key: inner.keys.current, count }),
  })
}
