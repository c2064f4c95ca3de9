import { and, eq, isNull, type SQL, sql } from "drizzle-orm"
import { placeOfOperation } from "#audit/places.ts"
import { type Place, recordPlaced } from "#audit/record.ts"
import { close, type Db, type Scope, transact } from "#db/db.ts"
import { markOperations, marks, type OperationKind } from "#db/schema/index.ts"
import { placeholders, statements } from "#db/statement.ts"
import type { SeatActor } from "#lib/actor.ts"
import { ok, type Refusal, type Result, refuse } from "#lib/result.ts"
import { decide, firstLook } from "./decision.ts"
import { type Cell, cellOf, type Earlier, lockEntry, type MarkAt, markAt, standingOf } from "./queries.ts"

/** One save as a tablet sends it: made once with its own id, sent until it is answered. */
export type Operation = {
  readonly id: string
  readonly entry: string
  readonly slot: string
  readonly value: string | null
  readonly seenVersion: number
  readonly reason?: string
  readonly kind?: Extract<OperationKind, "mark" | "clear" | "remark" | "not_observed">
  readonly intendedAt?: Date
}

export type Saved = {
  readonly value: string | null
  readonly version: number
  readonly at: Date
  readonly place: Place
}
/** A stale save also says what the mark is now, so that both can stand side by side. */
export type Unsaved = Refusal & { readonly current?: MarkAt; readonly place?: Place; readonly at?: Date }

/** Saves one mark. Whatever becomes of it is kept under its id, and the same id gets the same answer again. */
export async function saveMark(scope: Scope, operation: Operation): Promise<Result<Saved, Unsaved>> {
  const done = await transact(scope, async (inner) => {
    const answer = await saveWithin(inner, operation, !scope.closing)
    return answer.ok || answer.refusal.kept ? ok(answer) : answer
  })
  return done.ok ? done.value : done
}

/** Saves many marks, or none of them: the first refusal that is not just "already so" undoes all. */
export async function saveAll(scope: Scope, operations: readonly Operation[]): Promise<Result<number, Unsaved>> {
  return transact(scope, async (inner) => {
    for (const operation of operations) {
      const answer = await saveWithin(inner, operation)
      if (!answer.ok) return refuse({ ...answer.refusal, entry: operation.entry, slot: operation.slot })
    }
    return ok(operations.length)
  })
}

/**
 * Saves a mark of another seat for a reason, inside the transaction of the head judge's decision: by the same rules, and
 * in the head judge's name.
 */
export const correctMark = (scope: Scope, owner: SeatActor, operation: Operation): Promise<Result<Saved, Unsaved>> =>
  saveWithin(scope, operation, false, owner)

/** `last` says that the transaction ends with this save. */
async function saveWithin(scope: Scope, operation: Operation, last = false, owner?: SeatActor) {
  const { actor: by, db } = scope
  if (by.kind !== "seat") return refuse<Unsaved>({ code: "not_found" })
  const actor = owner ?? by
  // Sent together and carried out in this order: what is read is what stands once the lock is held.
  const [entry, standing] = await Promise.all([
    lockEntry(db, actor.eventId, operation.entry),
    standingOf(scope, actor, operation),
  ])
  if (!entry || !standing || (standing.ended && !owner)) return refuse<Unsaved>({ code: "not_found" })
  const cell = cellOf(actor, entry.id, operation.slot)
  if (standing.earlier) return answerAgain(scope, actor, cell, standing.earlier, operation)
  const before = { value: standing.mark?.value ?? null, version: standing.mark?.version ?? 0 }
  const size = standing.size ?? standing.slot.judges
  const now = { ...standing, ...before, size, first: standing.mark?.first ?? null, status: entry.status }
  const decision = decide(now, operation)
  const { code: outcome, ...facts } = typeof decision === "string" ? { code: decision } : decision
  const version = decision === "saved" ? before.version + 1 : before.version
  const place = recordPlaced(
    scope,
    typeof decision === "string" ? "mark.save" : "mark.refuse",
    { kind: "entry", id: entry.id },
    { operation: operation.id, slot: operation.slot, from: before.value, to: operation.value, outcome, version },
  )
  // All are sent before any is answered; one that does not hold undoes the others with the whole transaction.
  const writing = decision !== "saved" ? "nothing" : before.version === 0 ? "first" : cell.seatId ? "own" : "shared"
  const [kept] = await Promise.all([
    keep(scope, by, { ...cell, writing, seen: before.version, first: firstLook(now) }, operation, {
      outcome,
      version,
      facts,
    }),
    last && close(scope),
  ])
  if (decision === "saved" && kept && !kept.written) return refuse<Unsaved>({ code: "stale" })
  if (!kept) return refuse<Unsaved>({ code: "operation_reused" })
  if (typeof decision === "string")
    return ok({ value: kept.written ? operation.value : before.value, version, at: scope.now, place })
  return refusal(db, cell, decision, { version, place, at: scope.now })
}

const cellColumns = ["entryId", "slot", "seatId", "eventId", "value", "version"] as const
const operationColumns = ["id", ...cellColumns, "kind", "bySeatId", "deviceId", "seenVersion", "outcome"] as const

type Writing = "first" | "own" | "shared"

/** The first to insert or to raise the version it saw wins, whatever lock was held. */
function writtenMark(db: Db, writing: Writing) {
  const { at, seen, first, ...row } = placeholders([...cellColumns, "at", "seen", "first"])
  const updatedAt = sql`${sql.param(at, marks.updatedAt)}`
  if (writing === "first")
    return db
      .insert(marks)
      .values({ ...row, updatedAt })
      .onConflictDoNothing()
      .returning({ id: marks.id })
  const owner = writing === "own" ? eq(marks.seatId, row.seatId) : isNull(marks.seatId)
  return db
    .update(marks)
    .set({ value: sql`${row.value}`, firstValue: sql`${first}`, version: sql`${seen}::int + 1`, updatedAt })
    .where(and(eq(marks.entryId, row.entryId), eq(marks.slot, row.slot), owner, eq(marks.version, seen)))
    .returning({ id: marks.id })
}

/** The operation with what it came to, and in the same statement the mark. */
const keptOperation = statements((db, writing: Writing | "nothing") => {
  const row = placeholders([...operationColumns, "reason", "at", "facts"])
  // Spelt out, since a placeholder of a time may not be null.
  const intendedAt = sql`${sql.placeholder("intendedAt")}::timestamptz`
  const keeping = (within: Pick<Db, "insert">, written: SQL<boolean>) =>
    within
      .insert(markOperations)
      .values({ ...row, intendedAt })
      .onConflictDoNothing()
      .returning({ written })
  if (writing === "nothing") return keeping(db, sql<boolean>`false`)
  const mark = db.$with("mark").as(writtenMark(db, writing))
  return keeping(db.with(mark), sql<boolean>`exists (select 1 from ${mark})`)
})

/** Nothing where the operation's id was there already. */
async function keep(
  scope: Scope,
  actor: SeatActor,
  {
    writing,
    ...cell
  }: Cell & { readonly writing: Writing | "nothing"; readonly seen: number; readonly first: string | null },
  { id, value, seenVersion, reason, kind = "mark", intendedAt }: Operation,
  result: { outcome: string; version: number; facts: Record<string, unknown> },
): Promise<{ written: boolean } | undefined> {
  const who = { bySeatId: actor.seatId, deviceId: actor.deviceId, eventId: actor.eventId }
  const said = { value, seenVersion, reason: reason ?? null, intendedAt: intendedAt?.toISOString() ?? null }
  const [kept] = await keptOperation(scope.db, writing, {
    id,
    kind,
    ...cell,
    ...who,
    ...said,
    at: scope.now,
    ...result,
  })
  return kept
}

/** The answer that was given when this operation came first; another operation under its id is refused. */
async function answerAgain(
  { db }: Scope,
  actor: SeatActor,
  cell: Cell,
  earlier: Earlier,
  { id, value, seenVersion }: Operation,
): Promise<Result<Saved, Unsaved>> {
  const again =
    earlier.bySeatId === actor.seatId &&
    earlier.entryId === cell.entryId &&
    earlier.slot === cell.slot &&
    earlier.value === value &&
    earlier.seenVersion === seenVersion
  return again ? firstAnswer(db, { ...earlier, id }) : refuse({ code: "operation_reused" })
}

/** What a kept operation on a mark was answered. */
export async function firstAnswer(db: Db, kept: Earlier & { readonly id: string }): Promise<Result<Saved, Unsaved>> {
  const { id, outcome, version, at, value, facts } = kept
  const place = await placeOfOperation(db, kept.bySeatId ?? 0, id)
  const cell = { entryId: kept.entryId ?? 0, slot: kept.slot ?? "", seatId: kept.seatId }
  if (outcome === "saved") return ok({ value, version, at, place })
  if (outcome !== "same") return refusal(db, cell, { code: outcome, ...facts }, { version, place, at })
  return ok({ value: (await markAt(db, cell, version))?.value ?? null, version, at, place })
}

type Given = { readonly version: number; readonly place: Place; readonly at: Date }

/** `kept` tells that the operation was recorded: the refusal is an answer, not a reason to roll back. */
async function refusal(db: Db, cell: Cell, reason: Refusal, { version, place, at }: Given) {
  const current = reason.code === "stale" ? await markAt(db, cell, version) : undefined
  return refuse<Unsaved & { kept: true }>({ ...reason, ...(current && { current }), kept: true, place, at })
}
