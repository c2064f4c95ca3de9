import { eq, sql } from "drizzle-orm"
import type { PgInsertValue } from "drizzle-orm/pg-core"
import type { Db, Scope } from "#db/db.ts"
import { auditEntries, auditHeads } from "#db/schema/index.ts"
import { placeholders, statement } from "#db/statement.ts"
import { redactText } from "#lib/redaction.ts"
import { canonical, microseconds } from "./canonical.ts"
import { chainOf, type Subject } from "./chains.ts"

export type { Subject } from "./chains.ts"

type Row = typeof auditEntries.$inferInsert
type Noted = Omit<Row, "sequence" | "previous" | "mac" | "keyId">
type Head = typeof auditHeads.$inferSelect

/** Where an entry stands in its chain; the number is there once its transaction has written what it noted. */
export type Place = { readonly chain: string; sequence?: number }
type Note = { readonly row: Noted; readonly place: Place }

/**
 * Writes who did what in the transaction of the change itself. Facts never hold personal data or secrets. The entry
 * takes its place in its chain when the transaction is otherwise done: see `writeEntries`.
 */
export async function record(
  scope: Scope,
  action: string,
  subject: Subject,
  facts: Record<string, unknown> = {},
): Promise<void> {
  recordPlaced(scope, action, subject, facts)
}

/** The same, for whoever answers with where the entry stands. */
export function recordPlaced(scope: Scope, action: string, subject: Subject, facts: Record<string, unknown>): Place {
  if (!scope.closing) throw new Error(`${action} was recorded outside of a transaction`)
  const actor = actorId(scope.actor)
  const noted: Noted = {
    at: scope.now,
    actorKind: scope.actor.kind,
    actorId: actor,
    action,
    subjectKind: subject.kind,
    subjectId: subject.id,
    facts: JSON.parse(JSON.stringify(facts, withoutNumbers)),
    requestId: scope.requestId ?? null,
    chain: chainOf(scope.actor, actor, subject),
  }
  const place: Place = { chain: noted.chain }
  const note: Note = { row: noted, place }
  scope.closing.notes.push({ write: writeEntries, note })
  return place
}

/** A reason is typed by people, and what is in the trail can never be taken out: no number of anybody gets in. */
const withoutNumbers = (_: string, value: unknown) => (typeof value === "string" ? redactText(value) : value)

function actorId(actor: Scope["actor"]): number | null {
  if (actor.kind === "account") return actor.accountId
  if (actor.kind === "member") return actor.memberId
  return actor.kind === "seat" ? actor.seatId : null
}

/** Rows of one statement: PostgreSQL takes 65,535 values at most. */
const ROWS = 2_000

/**
 * Adds what a transaction noted to the chains, in two statements. The heads are the last rows that it locks, in the
 * order of their chains' names: who holds one waits for nothing but a later one, so that writers never wait in a circle.
 */
async function writeEntries({ db, keys, closing }: Scope, notes: readonly unknown[]): Promise<void> {
  const noted = notes as readonly Note[]
  const heads = await lockHeads(db, [...new Set(noted.map(({ row }) => row.chain))].sort())
  const rows = noted.map(({ row: note, place: given }): Row => {
    const head = heads.get(note.chain)
    if (!head) throw new Error(`the chain ${note.chain} has no head`)
    const place = { sequence: head.count + 1, previous: head.mac, keyId: keys.current }
    given.sequence = place.sequence
    const sealed = { ...note, ...place, at: microseconds(note.at), actorId: note.actorId ?? null }
    const mac = keys.mac(canonical({ ...sealed, requestId: note.requestId ?? null }))
    heads.set(note.chain, { chain: note.chain, count: place.sequence, mac })
    return { ...note, ...place, mac }
  })
  const [one] = rows
  if (rows.length === 1 && one) return void closing?.last.push(() => writeOne(db, one))
  for (let start = 0; start < rows.length; start += ROWS)
    await insert(db, rows.slice(start, start + ROWS), start + ROWS >= rows.length ? [...heads.values()] : [])
}

const locking = (db: Db, chains: readonly PgInsertValue<typeof auditHeads>["chain"][]) =>
  db
    .insert(auditHeads)
    .values(chains.map((chain) => ({ chain, count: 0, mac: "" })))
    .onConflictDoUpdate({ target: auditHeads.chain, set: { count: sql`${auditHeads.count}` } })
    .returning()

const standing = statement((db) =>
  db
    .select()
    .from(auditHeads)
    .where(eq(auditHeads.chain, sql.placeholder("chain")))
    .for("no key update"),
)

/** The heads of these chains, made where there are none, locked one by one in the order given. */
async function lockHeads(db: Db, chains: readonly string[]): Promise<Map<string, Head>> {
  const [chain] = chains
  // Most commands write to one chain that is there: it is locked without being written a first time.
  const known = chains.length === 1 ? await standing(db, { chain }) : []
  const locked = known.length > 0 ? known : await locking(db, chains)
  return new Map(locked.map((head) => [head.chain, head]))
}

/** The entries, and in the same statement what their heads have come to. */
function writing(
  db: Db,
  rows: readonly PgInsertValue<typeof auditEntries>[],
  heads: readonly PgInsertValue<typeof auditHeads>[],
) {
  const written = db.$with("written").as(
    db
      .insert(auditEntries)
      .values([...rows])
      .returning({ id: auditEntries.id }),
  )
  return db
    .with(written)
    .insert(auditHeads)
    .values([...heads])
    .onConflictDoUpdate({ target: auditHeads.chain, set: { count: sql`excluded.count`, mac: sql`excluded.mac` } })
}

const {
  chain,
  sequence: count,
  mac,
  ...others
} = placeholders([
  ...(["at", "actorKind", "actorId", "action", "subjectKind", "subjectId", "facts", "requestId"] as const),
  ...(["chain", "sequence", "previous", "mac", "keyId"] as const),
])

/** Nearly every command notes one entry, and its head is there since it was locked. */
const writeOne = statement((db) => {
  const entry = { ...others, chain, sequence: count, mac }
  const written = db.$with("written").as(db.insert(auditEntries).values(entry).returning({ id: auditEntries.id }))
  return db
    .with(written)
    .update(auditHeads)
    .set({ count: sql`${count}`, mac: sql`${mac}` })
    .where(eq(auditHeads.chain, chain))
})

const insert = (db: Db, rows: readonly Row[], heads: readonly Head[]) =>
  heads.length === 0 ? db.insert(auditEntries).values([...rows]) : writing(db, rows, heads)
