import { and, eq } from "drizzle-orm"
import { record } from "#audit/record.ts"
import { moveEvent } from "#competition/contests/commands.ts"
import { type EventRow, findEvent, type ManagedEvent, staysOpen } from "#competition/contests/queries.ts"
import { rulesAreLocked } from "#competition/contests/workflow.ts"
import { type Scope, transact } from "#db/db.ts"
import { seats } from "#db/schema/index.ts"
import type { EventState } from "#db/words.ts"
import type { SeatRole } from "#lib/actor.ts"
import { codeFrom, typedCode } from "#lib/codes.ts"
import { startOfDay } from "#lib/dates.ts"
import { sha256 } from "#lib/hash.ts"
import { ok, type Refusal, type Result, refuse } from "#lib/result.ts"
import { deleteDevicesOf, endDevicesOf } from "../seats/commands.ts"
import type { SeatRow } from "../seats/queries.ts"
import { mayMark } from "../slots.ts"
import { readiness } from "./completeness.ts"
import { clashOf, holdSeat, personWithin, seatsOf, slotsOfEvent } from "./queries.ts"

export type Appointment = {
  readonly role: SeatRole
  readonly alias: string
  readonly personId: number | null
  readonly slots: readonly string[]
}

const dayMs = 86_400_000

/** A seat's code opens until one day after the contest's last day; one that is issued later, for a correction, for a day. */
const validUntil = (endsOn: string, now: Date): Date =>
  new Date(Math.max(startOfDay(endsOn).getTime() + 2 * dayMs, now.getTime() + dayMs))

/** A panel is made until judging ends; while it runs, only by substitution. */
const panelIsOpen = (state: EventState): boolean => !rulesAreLocked(state) || state === "judging"

/** As the contest bundle writes codes. */
const aliasForm = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/

async function problemWith(scope: Scope, managed: ManagedEvent, wanted: Appointment, seatId?: number) {
  if (!aliasForm.test(wanted.alias)) return { code: "alias_form", field: "alias" }
  const slots = await slotsOfEvent(scope.db, managed.event.id)
  const taken = await seatsOf(scope.db, managed.event.id)
  if (taken.some(({ id, alias }) => alias === wanted.alias && id !== seatId))
    return { code: "alias_taken", field: "alias" }
  const own = slots.filter((slot) => wanted.slots.includes(slot.slot))
  if (own.length !== wanted.slots.length || own.some((slot) => !mayMark(wanted.role, slot)))
    return { code: "slots_of_other_role", field: "slots" }
  if (wanted.role !== "head_judge" && own.length === 0) return { code: "no_slots", field: "slots" }
  const person = wanted.personId === null || (await personWithin(scope.db, managed.hostPath, wanted.personId))
  return person ? undefined : { code: "person_unknown", field: "personId" }
}

/** Appoints somebody to an event's panel; a code is issued later, on a card. */
export async function appoint(scope: Scope, eventId: number, wanted: Appointment) {
  return transact<SeatRow, Refusal>(scope, async (inner) => {
    const managed = await findEvent(inner, eventId)
    if (!managed) return refuse({ code: "not_found" })
    if (!panelIsOpen(managed.event.state)) return refuse({ code: "wrong_state" })
    const problem = await problemWith(inner, managed, wanted)
    if (problem) return refuse(problem)
    const [seat] = await inner.db
      .insert(seats)
      .values({
        ...wanted,
        slots: [...wanted.slots],
        eventId,
        validUntil: validUntil(managed.contest.endsOn, inner.now),
        createdAt: inner.now,
      })
      .onConflictDoNothing()
      .returning()
    if (!seat) return refuse({ code: "alias_taken", field: "alias" })
    const facts = { eventId, role: seat.role, alias: seat.alias, slots: seat.slots }
    await record(inner, "seat.appoint", { kind: "seat", id: seat.id }, facts)
    return ok(seat)
  })
}

/** Changes a seat until judging starts; from then on a seat is ended and another opened. */
export async function changeSeat(scope: Scope, id: number, wanted: Appointment & { version: number }) {
  return transact<SeatRow, Refusal>(scope, async (inner) => {
    const found = await holdSeat(inner, id)
    if (!found) return refuse({ code: "not_found" })
    if (rulesAreLocked(found.event.state)) return refuse({ code: "wrong_state" })
    const { version, ...appointment } = wanted
    const problem = await problemWith(inner, found, appointment, id)
    if (problem) return refuse(problem)
    const [seat] = await inner.db
      .update(seats)
      .set({ ...appointment, slots: [...appointment.slots], version: version + 1 })
      .where(and(eq(seats.id, id), eq(seats.version, version)))
      .returning()
    if (!seat) return refuse({ code: "stale" })
    await record(inner, "seat.change", { kind: "seat", id }, { role: seat.role, alias: seat.alias, slots: seat.slots })
    return ok(seat)
  })
}

export async function removeSeat(scope: Scope, id: number) {
  return transact<EventRow, Refusal>(scope, async (inner) => {
    const found = await holdSeat(inner, id)
    if (!found) return refuse({ code: "not_found" })
    if (rulesAreLocked(found.event.state)) return refuse({ code: "wrong_state" })
    await deleteDevicesOf(inner, id)
    await inner.db.delete(seats).where(eq(seats.id, id))
    await record(inner, "seat.remove", { kind: "seat", id }, { alias: found.seat.alias, eventId: found.event.id })
    return ok(found.event)
  })
}

/** Ends a seat while judging runs; its marks stay, and count toward the panel. */
export async function endSeat(scope: Scope, id: number, reason: string) {
  return transact<EventRow, Refusal>(scope, async (inner) => {
    const found = await holdSeat(inner, id)
    if (!found) return refuse({ code: "not_found" })
    if (found.event.state !== "judging" || found.seat.endedAt) return refuse({ code: "wrong_state" })
    const change = { endedAt: inner.now, codeHash: null, version: found.seat.version + 1 }
    await inner.db.update(seats).set(change).where(eq(seats.id, id))
    await endDevicesOf(inner, id)
    await record(inner, "seat.end", { kind: "seat", id }, { alias: found.seat.alias, reason })
    return ok(found.event)
  })
}

export type Card = { readonly seat: SeatRow; readonly code: string }

/** Issues codes, of which only hashes are kept; an earlier code of the seat, and the tablet it opened, end with it. */
export async function issueCards(
  scope: Scope,
  eventId: number,
  seatIds: readonly number[],
  random: (length: number) => Uint8Array,
) {
  return transact<readonly Card[], Refusal>(scope, async (inner) => {
    const managed = await findEvent(inner, eventId)
    if (!managed) return refuse({ code: "not_found" })
    if (!panelIsOpen(managed.event.state)) return refuse({ code: "wrong_state" })
    const open = (await seatsOf(inner.db, eventId)).filter(({ endedAt }) => !endedAt)
    const wanted = open.filter(({ id, codeHash }) => (seatIds.length > 0 ? seatIds.includes(id) : codeHash === null))
    if (wanted.length === 0) return refuse({ code: "no_cards_left" })
    if (seatIds.length > wanted.length) return refuse({ code: "not_found" })
    const cards = wanted.map((seat) => ({ seat, code: codeFrom(random(48)) }))
    for (const { seat, code } of cards)
      if (!(await renew(inner, seat, code, validUntil(managed.contest.endsOn, inner.now))))
        return refuse({ code: "stale" })
    return ok(cards)
  })
}

async function renew(scope: Scope, seat: SeatRow, code: string, until: Date): Promise<boolean> {
  const change = { codeHash: sha256(typedCode(code)), codeIssuedAt: scope.now, validUntil: until }
  const unchanged = and(eq(seats.id, seat.id), eq(seats.version, seat.version))
  const changed = await scope.db
    .update(seats)
    .set({ ...change, version: seat.version + 1 })
    .where(unchanged)
    .returning({ id: seats.id })
  await endDevicesOf(scope, seat.id)
  const again = seat.codeHash !== null
  await record(scope, again ? "seat.reissue" : "seat.issue", { kind: "seat", id: seat.id }, { alias: seat.alias })
  return changed.length === 1
}

/** Opens the event for marks, once everything on the list stands. */
export async function startJudging(scope: Scope, eventId: number) {
  return transact<unknown, Refusal>(scope, async (inner) => {
    const managed = await findEvent(inner, eventId)
    if (!managed) return refuse({ code: "not_found" })
    const { event } = managed
    if (event.state !== "drawn" || !(await staysOpen(inner.db, event.contestId))) return refuse({ code: "wrong_state" })
    const checks = readiness(event.state, await slotsOfEvent(inner.db, eventId), await seatsOf(inner.db, eventId))
    if (checks.some(({ done }) => !done)) return refuse({ code: "not_ready" })
    return moveEvent(inner, event, "start")
  })
}

/** Marks a seat's sheet as signed, or as open again; inside the transaction of the command that signs or reopens. */
export async function markSigned(
  scope: Scope,
  seat: { id: number; version: number },
  at: Date | null,
): Promise<boolean> {
  const changed = await scope.db
    .update(seats)
    .set({ signedAt: at, version: seat.version + 1 })
    .where(and(eq(seats.id, seat.id), eq(seats.version, seat.version)))
    .returning({ id: seats.id })
  return changed.length === 1
}

export type ImportedSeat = Pick<Appointment, "role" | "alias" | "slots">

/** Takes over a whole panel without people, inside the transaction of the command that sets an event up. */
export async function importSeats(scope: Scope, event: EventRow, endsOn: string, panel: readonly ImportedSeat[]) {
  const facts = { eventId: event.id, validUntil: validUntil(endsOn, scope.now), createdAt: scope.now }
  await scope.db.insert(seats).values(panel.map((seat) => ({ ...seat, slots: [...seat.slots], ...facts })))
  await record(scope, "seat.import", { kind: "event", id: event.id }, { aliases: panel.map(({ alias }) => alias) })
}

/**
 * Moves a person's seats to the file that they were merged into, inside the caller's transaction and after the entries:
 * nobody judges an event from two seats, or one that they enter.
 */
export async function takeOverPerson(scope: Scope, from: number, into: number): Promise<Result<number>> {
  const clash = await clashOf(scope.db, from, into)
  if (clash) return refuse(clash)
  const moved = await scope.db.update(seats).set({ personId: into }).where(eq(seats.personId, from)).returning()
  return ok(moved.length)
}
