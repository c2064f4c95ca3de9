import { record } from "#audit/record.ts"
import { findEvent } from "#competition/contests/queries.ts"
import { type Scope, transact } from "#db/db.ts"
import { operationSettlements } from "#db/schema/index.ts"
import type { SeatActor } from "#lib/actor.ts"
import { ok, type Refusal, refuse } from "#lib/result.ts"
import { correctMark } from "../marks/commands.ts"
import { itemOf } from "./queries.ts"

type Decision = typeof operationSettlements.$inferInsert.decision
type Settling = { readonly eventId: number; readonly id: string; readonly reason: string }

const headOf = ({ actor }: Scope, eventId: number): SeatActor | undefined =>
  actor.kind === "seat" && actor.role === "head_judge" && actor.eventId === eventId ? actor : undefined

/** An item that is still to be settled, for the head judge of its event or, where `officers` may, who runs it. */
async function openItem(scope: Scope, { eventId, id }: Settling, officers: boolean) {
  const may = headOf(scope, eventId) ?? (officers ? await findEvent(scope, eventId) : undefined)
  const item = may && (await itemOf(scope.db, eventId, id))
  if (!item) return refuse({ code: "not_found" })
  return item.settled?.at ? refuse({ code: "taken_meanwhile" }) : ok(item)
}

/** The first decision stands: whoever settles the same item later is told. */
async function settle(scope: Scope, { eventId, id, reason }: Settling, decision: Decision) {
  const { actor, now } = scope
  const by = {
    bySeatId: actor.kind === "seat" ? actor.seatId : null,
    byAccountId: actor.kind === "account" ? actor.accountId : null,
  }
  const row = { operationId: id, decision, reason, at: now, ...by }
  const added = await scope.db.insert(operationSettlements).values(row).onConflictDoNothing().returning()
  if (added.length === 0) return refuse({ code: "taken_meanwhile" })
  await record(scope, `operation.${decision}`, { kind: "event", id: eventId }, { operation: id, reason })
  return ok(undefined)
}

/** Leaves what stands as it is; a call has been answered by it. */
export async function setAside(scope: Scope, settling: Settling) {
  return transact<unknown, Refusal>(scope, async (inner) => {
    const item = await openItem(inner, settling, true)
    if (!item.ok) return item
    return settle(inner, settling, item.value.kind === "call" ? "answered" : "set_aside")
  })
}

/**
 * Carries an item out as a correction, by the rules that hold for every mark: a signed sheet has to be opened first, and
 * a mark that changed since it was looked at is shown again. `operation` is the correction's own id.
 */
export async function applyItem(scope: Scope, settling: Settling, seenVersion: number, operation: string) {
  return transact<unknown, Refusal>(scope, async (inner) => {
    const found = await openItem(inner, settling, false)
    if (!found.ok) return found
    const { seat, entry, slot, value, kind } = found.value
    if (entry === null || slot === null || kind === "sign" || kind === "call") return refuse({ code: "not_a_mark" })
    const { id: seatId, eventId, role, alias } = seat
    const owner: SeatActor = { kind: "seat", seatId, deviceId: 0, eventId, role, alias }
    const mark = { id: operation, entry, slot, value, seenVersion, reason: settling.reason }
    const corrected = await correctMark(inner, owner, mark)
    if (!corrected.ok) return refuse(corrected.refusal)
    return settle(inner, settling, "applied")
  })
}
