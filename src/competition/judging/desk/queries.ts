import { and, desc, eq, inArray, isNull } from "drizzle-orm"
import type { Db, Scope } from "#db/db.ts"
import { accounts, packets, people, seatDevices, seats } from "#db/schema/index.ts"
import { byAlias, slotsOfEvent } from "../panel/queries.ts"
import type { DeviceRow, SeatRow } from "../seats/queries.ts"
import type { Slot } from "../slots.ts"
import { needOf, presenceOf } from "./need.ts"

type Row = { readonly seat: SeatRow; readonly device: DeviceRow | undefined; readonly person: string | null }

/**
 * Every open seat with the tablet that holds it, and every tablet before it that had something unsent when it was last
 * heard of; those that need a hand first.
 */
export async function deskOf({ db, now }: Scope, eventId: number) {
  const rows = await db
    .select({ seat: seats, device: seatDevices, person: people.name })
    .from(seats)
    .leftJoin(seatDevices, eq(seatDevices.seatId, seats.id))
    .leftJoin(people, eq(people.id, seats.personId))
    .where(eq(seats.eventId, eventId))
    .orderBy(seats.id, seatDevices.id)
  return shownOf(rows.map(({ device, ...row }) => ({ ...row, device: device ?? undefined })))
    .map((row) => ({
      ...row,
      need: needOf({ signedAt: row.seat.signedAt, device: row.device }, now),
      presence: row.device && presenceOf(row.device.seenAt, now),
    }))
    .sort((a, b) => Number(!a.need) - Number(!b.need) || byAlias.compare(a.seat.alias, b.seat.alias))
}

export type DeskLine = Awaited<ReturnType<typeof deskOf>>[number]

function shownOf(rows: readonly Row[]): Row[] {
  const left = rows.filter(({ device }) => device?.endedAt && (device.report?.unsent ?? 0) > 0)
  const open = [...new Map(rows.map((row) => [row.seat.id, row])).values()].filter(({ seat }) => !seat.endedAt)
  const held = open.map(({ seat, person }) => ({
    seat,
    person,
    device: rows.find((row) => row.seat.id === seat.id && row.device && !row.device.endedAt)?.device,
  }))
  return [...held, ...left]
}

/** The tablets that hold the open seats of an event, or some of those seats. */
export async function openDevices(db: Db, eventId: number, seatIds: readonly number[]) {
  return db
    .select({ id: seatDevices.id, seatId: seats.id, alias: seats.alias })
    .from(seatDevices)
    .innerJoin(seats, eq(seats.id, seatDevices.seatId))
    .where(
      and(
        eq(seats.eventId, eventId),
        isNull(seatDevices.endedAt),
        seatIds.length > 0 ? inArray(seats.id, [...seatIds]) : undefined,
      ),
    )
}

const packetColumns = {
  id: packets.id,
  at: packets.at,
  madeAt: packets.madeAt,
  lines: packets.lines,
  alias: seats.alias,
  device: seatDevices.label,
  by: people.name,
}

const packetsWhere = (db: Db) =>
  db
    .select(packetColumns)
    .from(packets)
    .innerJoin(seatDevices, eq(seatDevices.id, packets.deviceId))
    .innerJoin(seats, eq(seats.id, seatDevices.seatId))
    .innerJoin(accounts, eq(accounts.id, packets.byAccountId))
    .innerJoin(people, eq(people.id, accounts.personId))
    .$dynamic()

/** The packets that were carried in for an event, the latest first. */
export const packetsOf = ({ db }: Scope, eventId: number) =>
  packetsWhere(db).where(eq(packets.eventId, eventId)).orderBy(desc(packets.id))

export type PacketRow = Awaited<ReturnType<typeof packetsOf>>[number]

export async function packetOf({ db }: Scope, eventId: number, id: number) {
  const [row] = await packetsWhere(db).where(and(eq(packets.eventId, eventId), eq(packets.id, id)))
  return row
}

/** What can be marked in an event, for the names of what a packet brought. */
export const eventSlots = ({ db }: Scope, eventId: number): Promise<Slot[]> => slotsOfEvent(db, eventId)
