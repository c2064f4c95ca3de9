import { placeOfOperation } from "#audit/places.ts"
import { type Place, recordPlaced } from "#audit/record.ts"
import { close, type Scope, transact } from "#db/db.ts"
import { markOperations } from "#db/schema/index.ts"
import type { SeatActor } from "#lib/actor.ts"
import { NOT_OBSERVED } from "#lib/mark-value.ts"
import { ok, type Result, refuse } from "#lib/result.ts"
import { firstAnswer, type Saved, saveMark, type Unsaved } from "../marks/commands.ts"
import { lockEntry } from "../marks/queries.ts"
import { noteReport } from "../seats/commands.ts"
import type { DeviceRow } from "../seats/queries.ts"
import { signSheet } from "../sheets/commands.ts"
import type { Barred, TrayOutcome } from "../tray-outcomes.ts"
import type { DeviceTold, MarkOperation, SeatOperation } from "./forms.ts"
import { type OperationRow, operationById, seatOfEvent } from "./queries.ts"

/** Marks also say what they are now. */
export type Done = Pick<Saved, "at" | "place"> & Partial<Pick<Saved, "value" | "version">>
export type Answer = Result<Done, Unsaved>

/**
 * Carries out one operation of a tablet, once: its key is kept in the transaction of its effect, and the same key gets
 * the first answer again. What may not be carried out any more is laid before the head judge.
 */
export async function carryOut(scope: Scope, operation: SeatOperation, barred?: Barred): Promise<Answer> {
  const { actor } = scope
  if (actor.kind !== "seat" || actor.role === "head_judge") return refuse({ code: "not_found" })
  const foreign = operation.seat !== undefined && operation.seat !== actor.seatId
  if (barred || foreign) return once(scope, actor, operation, lay(actor, operation, barred ?? "other_seat"))
  if (operation.kind === "sign") return once(scope, actor, operation, sign(actor, operation))
  if (operation.kind === "call") return once(scope, actor, operation, lay(actor, operation, "called"))
  return saveMark(scope, markOf(operation))
}

function markOf(operation: MarkOperation) {
  const { id, kind, entry, slot, seenVersion } = operation
  const at = intended(operation)
  const reason = operation.kind === "remark" && operation.reason
  const said = { ...(reason && { reason }), ...(at && { intendedAt: at }) }
  return { id, kind, entry, slot, seenVersion, value: wanted(operation), ...said }
}

function wanted(operation: MarkOperation): string | null {
  if (operation.kind === "not_observed") return NOT_OBSERVED
  return operation.kind === "clear" ? null : operation.value
}

const intended = ({ intendedAt }: SeatOperation) => (intendedAt === undefined ? undefined : new Date(intendedAt))

type Kept = typeof markOperations.$inferInsert
/** What an operation comes to, in the transaction that keeps it. */
type Work = (scope: Scope) => Promise<Result<{ row: Kept; place: Place }, Unsaved>>

/** Two tablets' pages may send one operation at the same time: the second waits for the key, and gets the first's answer. */
async function once(scope: Scope, actor: SeatActor, operation: SeatOperation, work: Work): Promise<Answer> {
  const earlier = await operationById(scope.db, operation.id)
  if (earlier) return again(scope, actor, operation, earlier)
  const done = await transact<{ row: Kept; place: Place }, Unsaved>(scope, async (inner) => {
    const worked = await work(inner)
    if (!worked.ok) return worked
    const added = await inner.db.insert(markOperations).values(worked.value.row).onConflictDoNothing().returning()
    await close(inner)
    return added.length === 1 ? worked : refuse({ code: "operation_reused" })
  })
  if (done.ok) return answerOf({ ...done.value.row, at: scope.now }, done.value.place)
  const first = done.refusal.code === "operation_reused" ? await operationById(scope.db, operation.id) : undefined
  return first ? again(scope, actor, operation, first) : done
}

function answerOf({ outcome, facts, at }: Pick<Kept, "outcome" | "facts" | "at">, place: Place): Answer {
  if (["called", "signed", "same"].includes(outcome)) return ok({ at, place })
  return refuse({ code: outcome, ...facts, kept: true, at, place })
}

async function again({ db }: Scope, actor: SeatActor, operation: SeatOperation, row: OperationRow): Promise<Answer> {
  const mine = row.bySeatId === actor.seatId || row.bySeatId === operation.seat
  if (!mine || row.kind !== operation.kind || !sameMeaning(operation, row)) return refuse({ code: "operation_reused" })
  if (row.entryId !== null && row.slot !== null) return firstAnswer(db, row)
  return answerOf(row, await placeOfOperation(db, row.bySeatId ?? 0, row.id))
}

const sameMeaning = (operation: SeatOperation, { slot, value, seenVersion }: OperationRow): boolean =>
  operation.kind === "sign" ||
  operation.kind === "call" ||
  (operation.slot === slot && wanted(operation) === value && operation.seenVersion === seenVersion)

const base = ({ now }: Scope, actor: SeatActor, operation: SeatOperation) => ({
  id: operation.id,
  kind: operation.kind,
  eventId: actor.eventId,
  bySeatId: actor.seatId,
  deviceId: actor.deviceId,
  value: null,
  seenVersion: 0,
  version: 0,
  intendedAt: intended(operation) ?? null,
  at: now,
})

/** A refused signature is kept as well: sent again, it must not become one that its judge knows nothing of. */
const sign =
  (actor: SeatActor, operation: Extract<SeatOperation, { kind: "sign" }>): Work =>
  async (scope) => {
    const signed = await signSheet(scope, operation.marks)
    const { code, ...facts } = signed.ok ? { code: "signed" } : signed.refusal
    const outcome = code === "locked" ? "same" : code
    const told = { operation: operation.id, outcome }
    const place = recordPlaced(scope, "sheet.sign_by_tablet", { kind: "seat", id: actor.seatId }, told)
    return ok({ row: { ...base(scope, actor, operation), outcome, facts, seatId: actor.seatId }, place })
  }

/** Puts an operation where the head judge and the officers see it, with why it is there. */
const lay =
  (actor: SeatActor, operation: SeatOperation, outcome: TrayOutcome): Work =>
  async (scope) => {
    const seat = await seatOfEvent(scope.db, actor.eventId, operation.seat ?? actor.seatId)
    const code = operation.kind === "sign" ? undefined : operation.entry
    const entry = code === undefined ? undefined : await lockEntry(scope.db, actor.eventId, code)
    if (!seat || (code !== undefined && !entry)) return refuse({ code: "not_found" })
    const told = { operation: operation.id, outcome, kind: operation.kind, seat: seat.alias, ...wish(operation) }
    const subject = { kind: "seat", id: actor.seatId }
    const place = recordPlaced(scope, operation.kind === "call" ? "judge.call" : "operation.lay", subject, told)
    const whose = operation.kind === "call" || seat.role === "judge" ? seat.id : null
    const row = { ...base(scope, actor, operation), ...wish(operation), outcome, facts: { seat: seat.alias } }
    return ok({ row: { ...row, entryId: entry?.id ?? null, seatId: whose }, place })
  }

function wish(operation: SeatOperation) {
  if (operation.kind === "sign") return {}
  if (operation.kind === "call") return { reason: operation.note ?? null }
  const reason = operation.kind === "remark" ? operation.reason : null
  return { slot: operation.slot, value: wanted(operation), seenVersion: operation.seenVersion, reason }
}

const quietMs = 20_000

/** What a report came to: `isNews` where something was written, `asked` where an officer waits for what the tablet has. */
export type Heard = { readonly isNews: boolean; readonly asked: boolean }

/** Keeps what a tablet tells of itself, with every batch when something changed, else now and then. */
export async function hear(scope: Scope, device: DeviceRow, told: DeviceTold, brought: number): Promise<Heard> {
  const { sentAt, version, battery } = told
  const unsent = Math.max(0, told.unsent - brought)
  const skew = sentAt === undefined ? {} : { skewMs: new Date(sentAt).getTime() - scope.now.getTime() }
  const report = {
    unsent,
    ...(version !== undefined && { version }),
    ...(battery !== undefined && { battery }),
    ...skew,
  }
  const { syncAskedAt, syncSeenAt } = device
  const unheard = syncAskedAt !== null && (syncSeenAt === null || syncSeenAt < syncAskedAt)
  const quiet = scope.now.getTime() - device.seenAt.getTime()
  const isNews = unheard || quiet > quietMs || device.report?.unsent !== unsent
  if (isNews) await noteReport(scope, device.id, report, unheard)
  return { isNews, asked: unheard || (syncAskedAt !== null && unsent > 0) }
}
