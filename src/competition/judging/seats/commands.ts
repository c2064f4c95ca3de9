import { and, eq, isNull } from "drizzle-orm"
import { record } from "#audit/record.ts"
import { type Scope, transact } from "#db/db.ts"
import { type DeviceReport, seatDevices } from "#db/schema/index.ts"
import { hex } from "#lib/codes.ts"
import type { DeviceKind } from "#lib/device.ts"
import { sha256 } from "#lib/hash.ts"
import { ok, type Refusal, refuse } from "#lib/result.ts"
import { deviceByToken, openDeviceOf, type SeatRow, seatByCode } from "./queries.ts"

export type Tablet = {
  /** What the cookie holds already, if this tablet was signed in before. */
  readonly token: string | undefined
  readonly label: DeviceKind
  readonly random: (length: number) => Uint8Array
  /** The seat of which it holds what has not reached the server: no other opens on it. */
  readonly held?: number | undefined
}

export type Opened = { readonly token: string; readonly seat: SeatRow }

/** Signs a tablet in by its seat's code. Where another device holds the seat, only an explicit take-over ends that. */
export async function takeSeat(scope: Scope, code: string, tablet: Tablet, takeOver: boolean) {
  return transact<Opened, Refusal>(scope, async (inner) => {
    const seat = await seatByCode(inner, code)
    if (!seat) return refuse({ code: "wrong_code", field: "code" })
    if (tablet.held !== undefined && tablet.held !== seat.id) return refuse({ code: "tablet_holds", field: "code" })
    const holder = await openDeviceOf(inner.db, seat.id)
    if (holder && tablet.token && holder.tokenHash === sha256(tablet.token)) return ok({ token: tablet.token, seat })
    if (holder && !takeOver) return refuse({ code: "seat_in_use", alias: seat.alias, holder })
    if (holder) await endDevicesOf(inner, seat.id)
    const opened = await bind(inner, seat, tablet)
    const facts = { device: tablet.label, eventId: seat.eventId, ...(holder && { from: holder.label }) }
    await record(inner, holder ? "seat.take_over" : "seat.sign_in", { kind: "seat", id: seat.id }, facts)
    return ok(opened)
  })
}

async function bind({ db, now }: Scope, seat: SeatRow, { label, random }: Tablet): Promise<Opened> {
  const token = hex(random(32))
  await db.insert(seatDevices).values({ seatId: seat.id, tokenHash: sha256(token), label, boundAt: now, seenAt: now })
  return { token, seat }
}

/** Ends the sign-in of every device of a seat: it was taken over, its code was issued anew, or its judge replaced. */
export async function endDevicesOf({ db, now }: Scope, seatId: number): Promise<void> {
  await db
    .update(seatDevices)
    .set({ endedAt: now })
    .where(and(eq(seatDevices.seatId, seatId), isNull(seatDevices.endedAt)))
}

export async function leaveSeat(scope: Scope, token: string) {
  return transact(scope, async (inner) => {
    const found = await deviceByToken(inner.db, token)
    if (!found || found.device.endedAt) return ok(undefined)
    await inner.db.update(seatDevices).set({ endedAt: inner.now }).where(eq(seatDevices.id, found.device.id))
    await record(inner, "seat.sign_out", { kind: "seat", id: found.seat.id })
    return ok(undefined)
  })
}

/** Notes when a device was last heard of; a change sent by it is worth one write a minute. */
export async function noteSeen({ db, now }: Scope, deviceId: number): Promise<void> {
  await db.update(seatDevices).set({ seenAt: now }).where(eq(seatDevices.id, deviceId))
}

/** Keeps what a tablet tells of itself, and whether it heard just now that it is asked to send all that it has. */
export async function noteReport({ db, now }: Scope, deviceId: number, report: DeviceReport, hears: boolean) {
  const heard = hears ? { syncSeenAt: now } : {}
  await db
    .update(seatDevices)
    .set({ seenAt: now, report, ...heard })
    .where(eq(seatDevices.id, deviceId))
}

/** Takes the devices of a seat off with it: only before judging, when they have entered nothing. */
export async function deleteDevicesOf({ db }: Scope, seatId: number): Promise<void> {
  await db.delete(seatDevices).where(eq(seatDevices.seatId, seatId))
}
