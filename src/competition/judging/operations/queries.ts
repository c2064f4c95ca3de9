import { and, eq } from "drizzle-orm"
import type { Db, Scope } from "#db/db.ts"
import { markOperations, seats } from "#db/schema/index.ts"
import { tabletOf } from "../marks/queries.ts"

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

/** All that a seat's screens need without a network. Codes and marks only: nothing here tells who is behind a code. */
export async function sessionOf(scope: Scope) {
  const { seatId, alias, role, signedAt, event, slots, lines } = await tabletOf(scope)
  const marks = lines.flatMap(({ code: entry, cells }) =>
    cells.flatMap(({ slot: { slot }, value, version, at }) =>
      at ? [{ entry, slot, value, version, at: at.toISOString() }] : [],
    ),
  )
  return {
    at: scope.now.toISOString(),
    seat: { id: seatId, alias, role, signedAt: signedAt?.toISOString() ?? null },
    open: event.state === "judging",
    slots: slots.map(({ slot, optional }) => ({ slot, optional })),
    entries: lines.map(({ code, open }) => ({ code, open })),
    marks,
  }
}
