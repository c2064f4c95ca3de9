import { and, eq, isNull, type SQL, sql } from "drizzle-orm"
import { record } from "#audit/record.ts"
import { close, type Scope, transact } from "#db/db.ts"
import { markOperations, marks } from "#db/schema/index.ts"
import { placeholders, statement } from "#db/statement.ts"
import type { SeatActor } from "#lib/actor.ts"
import { ok, type Refusal, type Result, refuse } from "#lib/result.ts"
import { markProblem } from "../mark-limits.ts"
import type { Slot } from "../slots.ts"
import { decide } from "./decision.ts"
import { type Cell, cellOf, lockEntry, type MarkAt, type MarkStanding, markAt, standingOf } from "./queries.ts"

/** One save as a tablet sends it: made once with its own id, sent until it is answered. */
export type Operation = {
  readonly id: string
  readonly entry: string
  readonly slot: string
  readonly value: string | null
  readonly seenVersion: number
  readonly reason?: string
}

export type Saved = { readonly value: string | null; readonly version: number; readonly at: Date }
/** A stale save also says what the mark is now, so that both can stand side by side. */
export type Unsaved = Refusal & { readonly current?: MarkAt }

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

/** `last` says that the transaction ends with this save. */
async function saveWithin(scope: Scope, operation: Operation, last = false): Promise<Result<Saved, Unsaved>> {
  const { actor, db } = scope
  if (actor.kind !== "seat") return refuse({ code: "not_found" })
  // Sent together and carried out in this order: what is read is what stands once the lock is held.
  const [entry, standing] = await Promise.all([
    lockEntry(db, actor.eventId, operation.entry),
    standingOf(db, actor, operation),
  ])
  if (!entry || !standing) return refuse({ code: "not_found" })
  const cell = cellOf(actor, entry.id, operation.slot)
  if (standing.earlier) return answerAgain(scope, actor, cell, standing, operation)
  const before = { value: standing.mark?.value ?? null, version: standing.mark?.version ?? 0 }
  const size = standing.size ?? standing.slot.judges
  const decision = decide({ ...standing, ...before, size, status: entry.status }, operation)
  const outcome = typeof decision === "string" ? decision : decision.code
  const version = decision === "saved" ? before.version + 1 : before.version
  await record(
    scope,
    typeof decision === "string" ? "mark.save" : "mark.refuse",
    { kind: "entry", id: entry.id },
    { operation: operation.id, slot: operation.slot, from: before.value, to: operation.value, outcome, version },
  )
  // All are sent before any is answered; one that does not hold undoes the others with the whole transaction.
  const [write, kept] = await Promise.all([
    decision === "saved" && writeMark(scope, actor, cell, operation, before.version),
    keep(scope, actor, cell, operation, { outcome, version }),
    last && close(scope),
  ])
  if (decision === "saved" && !write) return refuse({ code: "stale" })
  if (!kept) return refuse({ code: "operation_reused" })
  if (typeof decision === "string") return ok({ value: write ? operation.value : before.value, version, at: scope.now })
  return refusal(scope, cell, decision, version)
}

const cellColumns = ["entryId", "slot", "seatId"] as const

const firstMark = statement((db) =>
  db
    .insert(marks)
    .values(placeholders([...cellColumns, "eventId", "value", "version", "updatedAt"]))
    .onConflictDoNothing()
    .returning({ id: marks.id }),
)

const changeFor = (owner: SQL) =>
  statement((db) => {
    const { entryId, slot, seen, value, updatedAt } = placeholders(["entryId", "slot", "seen", "value", "updatedAt"])
    return db
      .update(marks)
      .set({
        value: sql`${value}`,
        version: sql`${seen}::int + 1`,
        updatedAt: sql`${sql.param(updatedAt, marks.updatedAt)}`,
      })
      .where(and(eq(marks.entryId, entryId), eq(marks.slot, slot), owner, eq(marks.version, seen)))
      .returning({ id: marks.id })
  })
const changes = { own: changeFor(eq(marks.seatId, sql.placeholder("seatId"))), shared: changeFor(isNull(marks.seatId)) }

/** The first to insert or to raise the version it saw wins, whatever lock was held. */
async function writeMark({ db, now }: Scope, actor: SeatActor, cell: Cell, { value }: Operation, seen: number) {
  const written =
    seen === 0
      ? firstMark(db, { ...cell, eventId: actor.eventId, value, version: 1, updatedAt: now })
      : (cell.seatId === null ? changes.shared : changes.own)(db, { ...cell, value, seen, updatedAt: now })
  return (await written).length === 1
}

const operationColumns = ["id", ...cellColumns, "bySeatId", "deviceId", "eventId", "value", "seenVersion"] as const

const keptOperation = statement((db) =>
  db
    .insert(markOperations)
    .values(placeholders([...operationColumns, "reason", "at", "outcome", "version"]))
    .onConflictDoNothing()
    .returning({ id: markOperations.id }),
)

async function keep(
  scope: Scope,
  actor: SeatActor,
  cell: Cell,
  { id, value, seenVersion, reason }: Operation,
  result: { outcome: string; version: number },
): Promise<boolean> {
  const who = { bySeatId: actor.seatId, deviceId: actor.deviceId, eventId: actor.eventId }
  const row = { id, ...cell, ...who, value, seenVersion, reason: reason ?? null, at: scope.now, ...result }
  return (await keptOperation(scope.db, row)).length === 1
}

/** The answer that was given when this operation came first; another operation under its id is refused. */
async function answerAgain(
  scope: Scope,
  actor: SeatActor,
  cell: Cell,
  { earlier, slot, size }: MarkStanding,
  { value, seenVersion }: Operation,
): Promise<Result<Saved, Unsaved>> {
  const again =
    earlier?.bySeatId === actor.seatId &&
    earlier.entryId === cell.entryId &&
    earlier.slot === slot.slot &&
    earlier.value === value &&
    earlier.seenVersion === seenVersion
  if (!again) return refuse({ code: "operation_reused" })
  const { outcome, version, at } = earlier
  if (outcome === "saved") return ok({ value, version, at })
  if (outcome !== "same") return refusal(scope, cell, refusedAs(outcome, slot, value, size ?? slot.judges), version)
  return ok({ value: (await markAt(scope.db, cell, version))?.value ?? null, version, at })
}

/** The facts that a refusal's words need follow from the rules again. */
const refusedAs = (code: string, slot: Slot, value: string | null, size: number): Refusal =>
  (value === null ? undefined : codeIs(code, markProblem(value, slot))) ??
  (code === "panel_full" ? { code, size } : { code })

const codeIs = (code: string, refusal: Refusal | undefined) => (refusal?.code === code ? refusal : undefined)

/** `kept` tells that the operation was recorded: the refusal is an answer, not a reason to roll back. */
async function refusal(scope: Scope, cell: Cell, reason: Refusal, version: number) {
  const current = reason.code === "stale" ? await markAt(scope.db, cell, version) : undefined
  return refuse<Unsaved & { kept: true }>({ ...reason, ...(current && { current }), kept: true })
}
