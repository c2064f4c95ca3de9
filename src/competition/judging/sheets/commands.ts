import { record } from "#audit/record.ts"
import { moveEvent } from "#competition/contests/commands.ts"
import { type EventRow, eventById, lockEntries } from "#competition/contests/queries.ts"
import { setEntryStatus } from "#competition/registration/commands.ts"
import { entryByCode } from "#competition/registration/queries.ts"
import { type Scope, transact } from "#db/db.ts"
import { panelChanges } from "#db/schema/index.ts"
import type { EntryStatus } from "#db/words.ts"
import type { SeatActor } from "#lib/actor.ts"
import { ok, type Refusal, refuse } from "#lib/result.ts"
import { waitingLooks } from "../looks/queries.ts"
import { lockEntry } from "../marks/queries.ts"
import { markSigned } from "../panel/commands.ts"
import { slotsOfEvent } from "../panel/queries.ts"
import { sizeProblem } from "./panel-size.ts"
import {
  blanksOfEvent,
  blanksOfSeat,
  marksGiven,
  marksOfSheet,
  openSeatsOf,
  seatByAlias,
  waitingCount,
} from "./queries.ts"
import { type SheetMark, sameSheet } from "./same-sheet.ts"

/** The event of the seat that acts, while it is in one of these states. */
async function eventOf(scope: Scope, actor: SeatActor, ...states: EventRow["state"][]) {
  const event = await eventById(scope.db, actor.eventId)
  if (!event) return refuse({ code: "not_found" })
  return states.includes(event.state) ? ok(event) : refuse({ code: "wrong_state" })
}

const own = (scope: Scope, ...roles: SeatActor["role"][]): SeatActor | undefined =>
  scope.actor.kind === "seat" && roles.includes(scope.actor.role) ? scope.actor : undefined

/**
 * Signs one's own sheet, which locks its marks; refused while something is blank that may not be, and where the judge
 * saw other marks (`seen`) than those that stand.
 */
export async function signSheet(scope: Scope, seen?: readonly SheetMark[]) {
  return transact<unknown, Refusal>(scope, async (inner) => {
    const actor = own(inner, "judge", "scorekeeper")
    if (!actor) return refuse({ code: "not_found" })
    await lockEntries(inner.db, actor.eventId)
    const event = await eventOf(inner, actor, "judging")
    if (!event.ok) return event
    const seat = await seatByAlias(inner.db, actor.eventId, actor.alias)
    if (!seat || seat.endedAt) return refuse({ code: "not_found" })
    if (seen && !sameSheet(seen, await marksOfSheet(inner.db, seat))) return refuse({ code: "sheet_differs" })
    if (seat.signedAt) return refuse({ code: "locked" })
    const blanks = await blanksOfSeat(inner.db, seat)
    if (blanks.length > 0) return refuse({ code: "sheet_has_blanks", count: blanks.length })
    const again = (await waitingLooks(inner.db, actor.eventId)).filter(({ waiting }) => waiting.includes(seat.alias))
    if (again.length > 0) return refuse({ code: "looks_wanted", count: again.length })
    if (!(await markSigned(inner, seat, inner.now))) return refuse({ code: "stale" })
    await record(inner, "sheet.sign", { kind: "seat", id: seat.id }, { alias: seat.alias })
    return ok(undefined)
  })
}

/** Opens a signed sheet again, for a reason; marks of before stay readable in their operations. */
export async function reopenSheet(scope: Scope, alias: string, reason: string) {
  return transact<unknown, Refusal>(scope, async (inner) => {
    const actor = own(inner, "head_judge")
    if (!actor) return refuse({ code: "not_found" })
    await lockEntries(inner.db, actor.eventId)
    const event = await eventOf(inner, actor, "judging", "signed")
    if (!event.ok) return event
    const seat = await seatByAlias(inner.db, actor.eventId, alias)
    if (!seat?.signedAt || seat.endedAt || seat.role === "head_judge")
      return refuse({ code: "not_signed", field: "seat" })
    if (event.value.state === "signed") {
      const moved = await reopenSet(inner, event.value)
      if (!moved.ok) return moved
    }
    if (!(await markSigned(inner, seat, null))) return refuse({ code: "stale" })
    await record(inner, "sheet.reopen", { kind: "seat", id: seat.id }, { alias, reason })
    return ok(undefined)
  })
}

/** The head judge's own signature falls with the set. */
async function reopenSet(scope: Scope, event: EventRow) {
  for (const seat of await openSeatsOf(scope.db, event.id))
    if (seat.role === "head_judge" && seat.signedAt) await markSigned(scope, seat, null)
  return moveEvent(scope, event, "reopen")
}

export type SizeChange = {
  readonly entry: string
  readonly node: string
  readonly size: number
  readonly reason: string
}

/** Approves a panel of another size for one entry on one node. */
export async function changePanel(scope: Scope, { entry: code, node, size, reason }: SizeChange) {
  return transact<unknown, Refusal>(scope, async (inner) => {
    const actor = own(inner, "head_judge")
    const entry = actor && (await lockEntry(inner.db, actor.eventId, code))
    if (!entry) return refuse({ code: "entry_unknown", field: "entry" })
    const event = await eventOf(inner, actor, "judging")
    if (!event.ok) return event
    const slot = (await slotsOfEvent(inner.db, actor.eventId)).find((one) => one.slot === node)
    if (!slot) return refuse({ code: "no_panel_here", field: "node" })
    const problem = sizeProblem(slot, size, await marksGiven(inner.db, entry.id, node))
    if (problem) return refuse(problem)
    const change = { size, reason, approvedBySeatId: actor.seatId, createdAt: inner.now }
    await inner.db
      .insert(panelChanges)
      .values({ ...change, eventId: actor.eventId, entryId: entry.id, nodeKey: node })
      .onConflictDoUpdate({ target: [panelChanges.entryId, panelChanges.nodeKey], set: change })
    await record(inner, "panel.change", { kind: "entry", id: entry.id }, { node, size, from: slot.judges, reason })
    return ok(undefined)
  })
}

/** Records how an entry stands; its marks stay, and while it does not compete it gets none. */
export async function findStatus(scope: Scope, code: string, status: EntryStatus, reason: string) {
  return transact<unknown, Refusal>(scope, async (inner) => {
    const actor = own(inner, "head_judge")
    const entry = actor && (await entryByCode(inner.db, actor.eventId, code))
    if (!entry) return refuse({ code: "entry_unknown", field: "entry" })
    const event = await eventOf(inner, actor, "judging")
    if (!event.ok) return event
    return setEntryStatus(inner, entry, status, reason)
  })
}

/** Signs the whole set: every open seat has signed, and no competing entry misses a mark. */
export async function signSet(scope: Scope) {
  return transact<unknown, Refusal>(scope, async (inner) => {
    const actor = own(inner, "head_judge")
    if (!actor) return refuse({ code: "not_found" })
    await lockEntries(inner.db, actor.eventId)
    const event = await eventOf(inner, actor, "judging")
    if (!event.ok) return event
    const open = await openSeatsOf(inner.db, actor.eventId)
    const unsigned = open.filter(({ role, signedAt }) => role !== "head_judge" && !signedAt)
    if (unsigned.length > 0)
      return refuse({ code: "sheets_unsigned", aliases: unsigned.map(({ alias }) => alias).join(" ") })
    const blanks = await blanksOfEvent(inner.db, actor.eventId)
    if (blanks.length > 0) return refuse({ code: "marks_missing", count: blanks.length, first: blanks[0]?.code })
    const [again] = await waitingLooks(inner.db, actor.eventId)
    if (again) return refuse({ code: "panel_looks_wanted", entry: again.code, aliases: again.waiting.join(" ") })
    const waiting = await waitingCount(inner.db, actor.eventId)
    if (waiting > 0) return refuse({ code: "tray_not_empty", count: waiting })
    const seat = open.find(({ id }) => id === actor.seatId)
    if (!seat || !(await markSigned(inner, seat, inner.now))) return refuse({ code: "stale" })
    await record(inner, "sheet.sign_set", { kind: "event", id: actor.eventId }, { alias: actor.alias })
    return moveEvent(inner, event.value, "sign")
  })
}

export type ImportedPanel = { readonly entryId: number; readonly nodeKey: string; readonly size: number }

/** Takes over panel sizes that were approved elsewhere, inside the transaction of the command that sets an event up. */
export async function importPanelChanges(
  scope: Scope,
  eventId: number,
  panels: readonly ImportedPanel[],
  reason: string,
) {
  if (panels.length === 0) return
  const facts = { eventId, reason, approvedBySeatId: null, createdAt: scope.now }
  await scope.db.insert(panelChanges).values(panels.map((panel) => ({ ...panel, ...facts })))
  await record(scope, "panel.import", { kind: "event", id: eventId }, { count: panels.length })
}
