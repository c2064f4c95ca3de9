import { eq, inArray } from "drizzle-orm"
import { record } from "#audit/record.ts"
import { findEvent } from "#competition/contests/queries.ts"
import { type Scope, transact } from "#db/db.ts"
import { type PacketLine, packets, seatDevices } from "#db/schema/index.ts"
import type { AccountActor, SeatActor } from "#lib/actor.ts"
import { isHmac, sha256 } from "#lib/hash.ts"
import { ok, type Refusal, type Result, refuse } from "#lib/result.ts"
import { carryOut } from "../operations/commands.ts"
import { operationById } from "../operations/queries.ts"
import { packetKeys, type Tablet, tabletById } from "../seats/queries.ts"
import { forgetSeats } from "../seats/recall.ts"
import { barredBy } from "../tray-outcomes.ts"
import { lineOf } from "./carrying.ts"
import { caughtUp, contentsOf, type PacketContents, readPacket, tallyOf } from "./packet.ts"
import { openDevices } from "./queries.ts"

/** Asks the tablets of some seats, or of all, to send all that they have: each hears it at its next contact. */
export async function askSync(scope: Scope, eventId: number, seatIds: readonly number[]) {
  const asked = await transact<readonly number[], Refusal>(scope, async (inner) => {
    if (!(await findEvent(inner, eventId))) return refuse({ code: "not_found" })
    const devices = await openDevices(inner.db, eventId, seatIds)
    if (devices.length === 0) return refuse({ code: "no_tablet" })
    const ids = devices.map(({ id }) => id)
    await inner.db.update(seatDevices).set({ syncAskedAt: inner.now }).where(inArray(seatDevices.id, ids))
    const aliases = devices.map(({ alias }) => alias)
    await record(inner, "seat.ask_sync", { kind: "event", id: eventId }, { aliases })
    return ok(devices.map(({ seatId }) => seatId))
  })
  if (asked.ok) forgetSeats(scope, asked.value)
  return asked
}

type Packet = { readonly tablet: Tablet; readonly contents: PacketContents; readonly digest: string }

/** A file of this event's own tablet, unchanged since the tablet signed it; everything else is refused with which it is. */
async function trusted(scope: Scope, eventId: number, text: string): Promise<Result<Packet>> {
  const file = readPacket(text)
  if (!file) return refuse({ code: "packet_unreadable", field: "file" })
  const tablet = await tabletById(scope.db, file.device)
  if (!tablet) return refuse({ code: "packet_foreign", field: "file" })
  const keys = packetKeys(scope, tablet.device)
  if (!keys.some((key) => isHmac(file.mac, key, file.payload))) return refuse({ code: "packet_altered", field: "file" })
  if (tablet.seat.eventId !== eventId) return refuse({ code: "packet_other_event", field: "file" })
  const contents = contentsOf(file)
  return contents
    ? ok({ tablet, contents, digest: sha256(file.payload) })
    : refuse({ code: "packet_unreadable", field: "file" })
}

/**
 * Carries in what a tablet could not send, each operation once, exactly as if the tablet had sent it: what it had sent
 * meanwhile is not done again, and it gets the same answers when it comes back. The same file again leads to its list.
 */
export async function importPacket(scope: Scope, eventId: number, text: string): Promise<Result<number>> {
  const { actor } = scope
  if (actor.kind !== "account" || !(await findEvent(scope, eventId))) return refuse({ code: "not_found" })
  const packet = await trusted(scope, eventId, text)
  if (!packet.ok) return packet
  const { digest } = packet.value
  const known = await knownPacket(scope, digest)
  if (known !== undefined) return ok(known)
  const lines = await carryIn(scope, packet.value)
  return transact<number, Refusal>(scope, (inner) => keepPacket(inner, actor, packet.value, lines))
}

async function knownPacket({ db }: Scope, digest: string): Promise<number | undefined> {
  const [row] = await db.select({ id: packets.id }).from(packets).where(eq(packets.digest, digest))
  return row?.id
}

async function carryIn(scope: Scope, { tablet, contents }: Packet): Promise<PacketLine[]> {
  const { device, seat } = tablet
  const { id: seatId, eventId, role, alias } = seat
  const actor: SeatActor = { kind: "seat", seatId, deviceId: device.id, eventId, role, alias, carried: true }
  const barred = barredBy({ device: { endedAt: null }, seat, elsewhere: false, now: scope.now })
  const [lines, left]: [PacketLine[], Map<string, number>] = [[], new Map()]
  let undecided = false
  for (const sent of contents.operations) {
    const one = caughtUp(sent, contents.behind, left)
    const already = (await operationById(scope.db, one.id)) !== undefined
    const held = one.kind === "sign" && undecided
    const by = barred === "seat_ended" || barred === "seat_expired" ? barred : undefined
    const answer = held ? "held" : await carryOut({ ...scope, actor }, one, by)
    const line = lineOf(one, answer, already)
    if (line.outcome === "conflict") undecided = true
    if (answer !== "held" && answer.ok && answer.value.version !== undefined) left.set(one.id, answer.value.version)
    lines.push(line)
  }
  return lines
}

async function keepPacket(scope: Scope, actor: AccountActor, packet: Packet, lines: PacketLine[]) {
  const { tablet, contents, digest } = packet
  const eventId = tablet.seat.eventId
  const who = { eventId, deviceId: tablet.device.id, byAccountId: actor.accountId }
  const row = { ...who, digest, madeAt: new Date(contents.madeAt), at: scope.now, lines }
  const [kept] = await scope.db.insert(packets).values(row).onConflictDoNothing().returning({ id: packets.id })
  // Two desks may carry the same file in at once: both have applied nothing twice, and the first is the one on record.
  if (!kept) return ok((await knownPacket(scope, digest)) ?? 0)
  const tally = Object.fromEntries(tallyOf(lines).map(({ outcome, count }) => [outcome, count]))
  const facts = { alias: tablet.seat.alias, device: tablet.device.label, packet: digest, ...tally }
  await record(scope, "event.import_packet", { kind: "event", id: eventId }, facts)
  return ok(kept.id)
}
