import { and, eq } from "drizzle-orm"
import type { Db, Scope } from "#db/db.ts"
import { markOperations, seats } from "#db/schema/index.ts"
import type { SeatActor } from "#lib/actor.ts"
import { packetKeys, tabletById } from "../seats/queries.ts"
import { sheetOf } from "../sheets/queries.ts"
import { undoOf } from "../undo/queries.ts"
import type { Undo } from "../undo/undo.ts"

export async function operationById(db: Db, id: string) {
  const [row] = await db.select().from(markOperations).where(eq(markOperations.id, id))
  return row
}

export type OperationRow = NonNullable<Awaited<ReturnType<typeof operationById>>>

/** A seat of the event that the tablet belongs to; an operation in the name of any other is not told apart from none. */
export async function seatOfEvent(db: Db, eventId: number, seatId: number) {
  const [seat] = await db
    .select()
    .from(seats)
    .where(and(eq(seats.id, seatId), eq(seats.eventId, eventId)))
  return seat
}

/**
 * All that a seat's screens need without a network, and with a text of its own what may stay blank. Codes and marks
 * only: nothing here tells who is behind a code.
 */
export async function sessionOf(scope: Scope) {
  const { seatId, alias, role, signedAt, event, slots, lines, blanks, sums } = await sheetOf(scope)
  const undo = await undoOf(scope, lines)
  const missing = new Set(blanks.map(({ code, slot }) => `${code} ${slot.slot}`))
  const marks = lines.flatMap(({ code: entry, cells }) =>
    cells.flatMap(({ slot: { slot }, value, version, at, look }) =>
      at ? [{ entry, slot, value, version, at: at.toISOString(), ...(look && { look }) }] : [],
    ),
  )
  const entries = lines.map(({ code, status, open, cells }) => {
    const blank = cells.filter(({ value }) => value === null).map(({ slot: { slot } }) => slot)
    return { code, status, open, excused: blank.filter((slot) => !missing.has(`${code} ${slot}`)) }
  })
  const { deviceId, eventId } = scope.actor as SeatActor
  const device = (await tabletById(scope.db, deviceId))?.device
  return {
    at: scope.now.toISOString(),
    event,
    ...(device && { packet: { event: eventId, device: deviceId, key: packetKeys(scope, device)[0] ?? "" } }),
    seat: { id: seatId, alias, role, signedAt: signedAt?.toISOString() ?? null },
    open: event.state === "judging",
    slots: [...slots],
    entries,
    marks,
    totals: sums !== undefined,
    ...(undo && { undo: stepBack(undo) }),
  }
}

const stepBack = ({ entry: { code: entry }, cell: { slot, version }, before }: Undo) => ({
  entry,
  slot: slot.slot,
  version,
  before,
})
