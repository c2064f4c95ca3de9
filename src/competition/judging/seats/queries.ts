import { and, eq, gt, isNull, sql } from "drizzle-orm"
import type { Db, Scope } from "#db/db.ts"
import { seatDevices, seats } from "#db/schema/index.ts"
import { statement } from "#db/statement.ts"
import { typedCode } from "#lib/codes.ts"
import { sha256 } from "#lib/hash.ts"

export type SeatRow = typeof seats.$inferSelect
export type DeviceRow = typeof seatDevices.$inferSelect

/** The seat that a code opens now; held for the rest of the transaction, since only one device may be bound to it. */
export async function seatByCode(scope: Scope, code: string): Promise<SeatRow | undefined> {
  const [seat] = await scope.db
    .select()
    .from(seats)
    .where(and(eq(seats.codeHash, sha256(typedCode(code))), isNull(seats.endedAt), gt(seats.validUntil, scope.now)))
    .for("update")
  return seat
}

export async function openDeviceOf(db: Db, seatId: number): Promise<DeviceRow | undefined> {
  const [device] = await db
    .select()
    .from(seatDevices)
    .where(and(eq(seatDevices.seatId, seatId), isNull(seatDevices.endedAt)))
  return device
}

const devices = statement((db) =>
  db
    .select({ device: seatDevices, seat: seats })
    .from(seatDevices)
    .innerJoin(seats, eq(seats.id, seatDevices.seatId))
    .where(eq(seatDevices.tokenHash, sql.placeholder("hash"))),
)

/** The device of a cookie with its seat, also when either has ended: the page then says which. */
export async function deviceByToken(db: Db, token: string) {
  const [row] = await devices(db, { hash: sha256(token) })
  return row
}

/** A device with its seat, whether it still holds it or not. */
export async function tabletById(db: Db, id: number): Promise<Tablet | undefined> {
  const [row] = await db
    .select({ device: seatDevices, seat: seats })
    .from(seatDevices)
    .innerJoin(seats, eq(seats.id, seatDevices.seatId))
    .where(eq(seatDevices.id, id))
  return row
}

/** How much a seat's tablet still held when it was last heard of; 0 where none was. */
export const unsentOf = async ({ db }: Scope, seatId: number): Promise<number> =>
  (await openDeviceOf(db, seatId))?.report?.unsent ?? 0

/** What packets of this tablet are signed with: its own since the sign-in, the one in use first. Kept nowhere. */
export const packetKeys = ({ keys }: Scope, { id, boundAt }: DeviceRow): readonly string[] =>
  keys.lookups("packet", `${id} ${boundAt.toISOString()}`)

export type Tablet = NonNullable<Awaited<ReturnType<typeof deviceByToken>>>
