import { and, desc, eq, getTableColumns, isNotNull, isNull, type Placeholder, type SQL, sql } from "drizzle-orm"
import type { EventRow, RulesRow } from "#competition/contests/queries.ts"
import type { Db, Scope } from "#db/db.ts"
import {
  entries,
  eventRules,
  events,
  markOperations,
  marks,
  panelChanges,
  seatDevices,
  seats,
} from "#db/schema/index.ts"
import { statement } from "#db/statement.ts"
import type { SeatActor } from "#lib/actor.ts"
import { isScore, NOT_OBSERVED } from "#lib/mark-value.ts"
import { looksOf } from "../looks/queries.ts"
import { slotsOfEvent } from "../panel/queries.ts"
import type { SeatRow } from "../seats/queries.ts"
import { slotsOf } from "../slots.ts"
import type { Looks } from "../split.ts"
import { linesOf } from "./path.ts"
import { stripOf, type TabletView } from "./tablet-view.ts"

export type Cell = { readonly entryId: number; readonly slot: string; readonly seatId: number | null }

/** The mark of a judge is their own; a measured mark or a value is the entry's, whoever entered it. */
const ownerOf = ({ role, seatId }: SeatActor) => (role === "judge" ? seatId : null)

export const cellOf = (actor: SeatActor, entryId: number, slot: string): Cell => ({
  entryId,
  slot,
  seatId: ownerOf(actor),
})

const lockedEntry = statement((db) =>
  db
    .select({ id: entries.id, status: entries.status })
    .from(entries)
    .where(and(eq(entries.eventId, sql.placeholder("eventId")), eq(entries.code, sql.placeholder("code"))))
    .for("no key update"),
)

/** Holds the entry for the rest of the transaction: saves, signatures and panel changes on it wait for each other. */
export async function lockEntry(db: Db, eventId: number, code: string) {
  const [entry] = await lockedEntry(db, { eventId, code })
  return entry
}

const sameSeat = (
  column: typeof marks.seatId | typeof markOperations.seatId,
  seatId: number | null | Placeholder,
): SQL => (seatId === null ? isNull(column) : eq(column, seatId))

const slot = sql.placeholder("slot")

const othersOn = sql<number>`(select count(*)::int from ${marks} o where o.entry_id = ${entries.id}
  and o.slot = ${slot} and o.value is not null and o.seat_id is distinct from ${sql.placeholder("owner")}::int)`

/** The panel's first looks here, this mark's own among them. */
const looksOn = sql<Looks | null>`(select json_build_object('given', count(*)::int,
  'low', (min(l.look::numeric) filter (where l.look <> ${NOT_OBSERVED}))::text,
  'high', (max(l.look::numeric) filter (where l.look <> ${NOT_OBSERVED}))::text)
  from (select coalesce(o.first_value, o.value) as look from ${marks} o
    where o.entry_id = ${entries.id} and o.slot = ${slot} and o.value is not null) l)`

/** A judge signs their own marks; what scorekeepers enter is sealed by whoever signs for the slot. */
const sealedAlone = sql<boolean>`${seats.signedAt} is not null`
const sealedTogether = sql<boolean>`exists (select 1 from ${seats} s where s.event_id = ${seats.eventId}
  and s.role = 'scorekeeper' and s.ended_at is null and s.signed_at is not null
  and s.slots @> to_jsonb(${slot}::text))`

/** Whether the seat or its tablet may not act any more: whoever asked before may have been told otherwise. */
const endedNow = sql<boolean>`(${seats.endedAt} is not null or ${seats.validUntil} <= ${sql.placeholder("now")}::timestamptz
  or exists (select 1 from ${seatDevices} d where d.id = ${sql.placeholder("device")}::int and d.ended_at is not null))`

const newest = sql`(select max(n.number) from ${eventRules} n where n.event_id = ${seats.eventId})`

/** What a repeated operation is compared with, and was answered. */
const {
  outcome,
  version,
  at,
  bySeatId,
  entryId,
  slot: onSlot,
  seatId,
  value,
  seenVersion,
  facts,
} = getTableColumns(markOperations)
const earlierColumns = { outcome, version, at, bySeatId, entryId, slot: onSlot, seatId, value, seenVersion, facts }
export type Earlier = Pick<typeof markOperations.$inferSelect, keyof typeof earlierColumns>

const standingFor = (owner: Placeholder | null) =>
  statement((db) =>
    db
      .select({
        state: events.state,
        slots: seats.slots,
        ended: endedNow,
        // The version comes first: drizzle takes a joined row for absent when its first column is null.
        mark: { version: marks.version, value: marks.value, first: marks.firstValue },
        earlier: earlierColumns,
        rules: { rules: eventRules.rules, titles: eventRules.titles },
        size: panelChanges.size,
        others: othersOn,
        looks: owner === null ? sql<Looks | null>`null` : looksOn,
        sealed: owner === null ? sealedTogether : sealedAlone,
      })
      .from(seats)
      .innerJoin(events, eq(events.id, seats.eventId))
      .innerJoin(eventRules, and(eq(eventRules.eventId, events.id), eq(eventRules.number, newest)))
      .innerJoin(entries, and(eq(entries.eventId, events.id), eq(entries.code, sql.placeholder("entry"))))
      .leftJoin(marks, and(eq(marks.entryId, entries.id), eq(marks.slot, slot), sameSeat(marks.seatId, owner)))
      .leftJoin(markOperations, eq(markOperations.id, sql.placeholder("id")))
      .leftJoin(panelChanges, and(eq(panelChanges.entryId, entries.id), eq(panelChanges.nodeKey, slot)))
      .where(eq(seats.id, sql.placeholder("seatId"))),
  )

/** An index is used for a seat that is given or for none, but not for one that may be either. */
const standings = { own: standingFor(sql.placeholder("owner")), shared: standingFor(null) }

type Place = { readonly id: string; readonly entry: string; readonly slot: string }

/** In one statement: the seat, the event, its rules, the mark, the operation if it was here before, and the panel. */
export async function standingOf({ db, now }: Scope, actor: SeatActor, { id, entry, slot: key }: Place) {
  const owner = ownerOf(actor)
  const [row] = await (owner === null ? standings.shared : standings.own)(db, {
    owner,
    entry,
    id,
    slot: key,
    seatId: actor.seatId,
    device: actor.carried ? 0 : actor.deviceId,
    now: now.toISOString(),
  })
  const { rules, titles } = (row?.rules ?? {}) as RulesRow
  const slot = row && slotsOf(rules, titles).find((one) => one.slot === key && row.slots.includes(one.slot))
  return row && slot ? { ...row, slot } : undefined
}

/** Who made a mark what it was at a version, when and on which kind of device. */
export async function markAt(db: Db, cell: Cell, version: number) {
  const [row] = await db
    .select({
      value: markOperations.value,
      version: markOperations.version,
      at: markOperations.at,
      by: seats.alias,
      device: seatDevices.label,
    })
    .from(markOperations)
    .leftJoin(seats, eq(seats.id, markOperations.bySeatId))
    .leftJoin(seatDevices, eq(seatDevices.id, markOperations.deviceId))
    .where(
      and(
        eq(markOperations.entryId, cell.entryId),
        eq(markOperations.slot, cell.slot),
        sameSeat(markOperations.seatId, cell.seatId),
        eq(markOperations.outcome, "saved"),
        eq(markOperations.version, version),
      ),
    )
    .orderBy(desc(markOperations.at))
    .limit(1)
  return row
}

export type MarkAt = NonNullable<Awaited<ReturnType<typeof markAt>>>

/** All that a seat's screens show: codes and marks, never who is behind a code. */
export async function tabletOf({ db, actor }: Scope): Promise<TabletView> {
  if (actor.kind !== "seat") throw new Error("only a seat has a tablet")
  const [{ seat, event }] = (await db
    .select({ seat: seats, event: events })
    .from(seats)
    .innerJoin(events, eq(events.id, seats.eventId))
    .where(eq(seats.id, actor.seatId))) as [{ seat: SeatRow; event: EventRow }]
  const slots = (await slotsOfEvent(db, seat.eventId)).filter(({ slot }) => seat.slots.includes(slot))
  const shown = await marksShownTo(db, seat)
  const where = (value: string | null) => (value === null ? "blank" : seat.signedAt ? "sealed" : "server")
  const looks = seat.role === "judge" ? await looksOf(db, seat.eventId, slots) : []
  const split = new Set(looks.map((one) => `${one.entryId} ${one.slot}`))
  const given = shown.map(({ first, ...mark }) => {
    // Who saw nothing to judge has nothing to look at again.
    const look = { done: first !== null || !isScore(mark.value), first }
    return {
      ...mark,
      where: where(mark.value),
      look: split.has(`${mark.entryId} ${mark.slot}`) ? look : undefined,
    } as const
  })
  const lines = linesOf(await codedEntries(db, seat.eventId), slots, given)
  const { code, titleZh: zh, titleEn: en, state } = event
  return {
    event: { code, title: { zh, en }, state },
    seatId: seat.id,
    alias: seat.alias,
    role: seat.role,
    signedAt: seat.signedAt,
    slots,
    lines,
    strip: stripOf(lines, 0),
  }
}

const codedEntries = (db: Db, eventId: number) =>
  db
    .select({ id: entries.id, code: sql<string>`${entries.code}`, status: entries.status })
    .from(entries)
    .where(and(eq(entries.eventId, eventId), isNotNull(entries.code)))

/** Their own for a judge, the entries' for everybody else: see `cellOf`. */
const marksShownTo = (db: Db, { id, eventId, role }: SeatRow) =>
  db
    .select({
      entryId: marks.entryId,
      slot: marks.slot,
      value: marks.value,
      first: marks.firstValue,
      version: marks.version,
      updatedAt: marks.updatedAt,
    })
    .from(marks)
    .where(and(eq(marks.eventId, eventId), sameSeat(marks.seatId, role === "judge" ? id : null)))
