import { and, asc, eq, inArray, isNull, like, sql } from "drizzle-orm"
import { type EventRow, findEvent, type ManagedEvent, rulesOf } from "#competition/contests/queries.ts"
import type { Db, Scope } from "#db/db.ts"
import { entries, events, marks, people, seats, units } from "#db/schema/index.ts"
import type { SeatRole } from "#lib/actor.ts"
import { plain } from "#lib/names.ts"
import type { SeatRow } from "../seats/queries.ts"
import { mayMark, type Slot, slotsOf } from "../slots.ts"
import { coverOf, readiness, suggestedAliases } from "./completeness.ts"

export type SeatLine = SeatRow & { readonly personName: string | null; readonly hasMarks: boolean }

/** Open seats first, each kind by alias as people count. */
export async function seatsOf(db: Db, eventId: number): Promise<SeatLine[]> {
  const hasMarks = sql<boolean>`exists (select 1 from ${marks} m where m.seat_id = ${seats.id})`
  const rows = await db
    .select({ seat: seats, personName: people.name, hasMarks })
    .from(seats)
    .leftJoin(people, eq(people.id, seats.personId))
    .where(eq(seats.eventId, eventId))
  const lines = rows.map(({ seat, ...more }) => ({ ...seat, ...more }))
  const rank = ({ endedAt, role }: SeatRow) => (endedAt ? 3 : ["head_judge", "judge", "scorekeeper"].indexOf(role))
  return lines.sort((a, b) => rank(a) - rank(b) || byAlias.compare(a.alias, b.alias))
}

/** J2 before J10. */
export const byAlias = new Intl.Collator("en", { numeric: true })

export type ManagedSeat = ManagedEvent & { readonly seat: SeatRow }

/** A seat of an event that the actor runs. */
export async function seatOf(scope: Scope, id: number): Promise<ManagedSeat | undefined> {
  const [seat] = await scope.db.select().from(seats).where(eq(seats.id, id))
  const managed = seat && (await findEvent(scope, seat.eventId))
  return managed ? { ...managed, seat } : undefined
}

/** Holds a seat for the rest of the transaction; not found where `seatOf` finds nothing. */
export async function holdSeat(scope: Scope, id: number): Promise<ManagedSeat | undefined> {
  await scope.db.select({ id: seats.id }).from(seats).where(eq(seats.id, id)).for("update")
  return seatOf(scope, id)
}

/** The slots of the rules that an event stands under now; none before it has rules. */
export async function slotsOfEvent(db: Db, eventId: number): Promise<Slot[]> {
  const row = await rulesOf(db, eventId)
  return row ? slotsOf(row.rules, row.titles) : []
}

/** What the panel's page shows: seats, how far each slot is covered, and what is left before the start. */
export async function panelOf({ db }: Scope, event: EventRow) {
  const [slots, seats] = [await slotsOfEvent(db, event.id), await seatsOf(db, event.id)]
  return { seats, cover: coverOf(slots, seats), checks: readiness(event.state, slots, seats) }
}

type Asked = { readonly role: SeatRole; readonly q: string; readonly chosen: number | undefined }

/** What the form of a seat offers: slots of its role, people, and an alias that is free. */
export async function choicesFor({ db }: Scope, { event, hostPath }: ManagedEvent, { role, q, chosen }: Asked) {
  const slots = (await slotsOfEvent(db, event.id)).filter((slot) => mayMark(role, slot))
  const taken = (await seatsOf(db, event.id)).map(({ alias }) => alias)
  const found = await peopleNamed(db, hostPath, q)
  const kept = chosen && !found.some(({ id }) => id === chosen) ? await personWithin(db, hostPath, chosen) : undefined
  return { slots, people: kept ? [kept, ...found] : found, alias: suggestedAliases(taken)[role] }
}

/** People of the host's units whose name fits, for a seat; at most twenty. */
export async function peopleNamed(db: Db, hostPath: string, name: string) {
  const key = plain(name)
  if (!key) return []
  return db
    .select({ id: people.id, name: people.name, unit: units.shortName })
    .from(people)
    .innerJoin(units, eq(units.id, people.unitId))
    .where(and(isNull(people.mergedIntoId), like(units.path, `${hostPath}%`), like(people.searchKey, `%${key}%`)))
    .orderBy(asc(people.sortPinyin), asc(people.id))
    .limit(20)
}

export async function personWithin(db: Db, hostPath: string, personId: number) {
  const [row] = await db
    .select({ id: people.id, name: people.name, unit: units.shortName })
    .from(people)
    .innerJoin(units, eq(units.id, people.unitId))
    .where(and(isNull(people.mergedIntoId), like(units.path, `${hostPath}%`), eq(people.id, personId)))
  return row
}

/** The event that two files of one person would make impossible: two seats in it, or a seat and an entry. */
export async function clashOf(db: Db, from: number, into: number) {
  const pair = [from, into]
  const [twice] = await db
    .select({ event: events.titleZh })
    .from(seats)
    .innerJoin(events, eq(events.id, seats.eventId))
    .where(and(inArray(seats.personId, pair), isNull(seats.endedAt)))
    .groupBy(events.id, events.titleZh)
    .having(sql`count(distinct ${seats.personId}) > 1`)
  if (twice) return { code: "both_on_panel", event: twice.event }
  const [entrant] = await db
    .select({ event: events.titleZh })
    .from(seats)
    .innerJoin(events, eq(events.id, seats.eventId))
    .innerJoin(entries, and(eq(entries.eventId, events.id), inArray(entries.personId, pair)))
    .where(
      and(
        inArray(seats.personId, pair),
        isNull(seats.endedAt),
        inArray(entries.registration, ["submitted", "approved"]),
      ),
    )
  return entrant && { code: "judge_and_entrant", event: entrant.event }
}
