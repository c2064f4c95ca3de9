import type { Db } from "#db/db.ts"
import { packets, seatDevices } from "#db/schema/index.ts"

const at = new Date("2026-03-01T00:00:00Z")

/** What a former tablet of a seat held, brought in by an officer: one mark that took effect. */
export async function makePacket(db: Db, eventId: number, seatId: number, byAccountId: number): Promise<number> {
  const gone = { seatId, tokenHash: `gone-${seatId}`, label: "ipad", boundAt: at, seenAt: at, endedAt: at }
  const [device] = await db.insert(seatDevices).values(gone).returning({ id: seatDevices.id })
  const line = {
    id: "01890000-0000-7000-8000-000000000009",
    kind: "mark",
    entry: "A01",
    slot: "practice",
    value: "80.5",
  }
  const [packet] = await db
    .insert(packets)
    .values({
      eventId,
      deviceId: device?.id ?? 0,
      digest: `packet-${seatId}`,
      madeAt: at,
      byAccountId,
      at,
      lines: [{ ...line, outcome: "done", code: "saved" }],
    })
    .returning({ id: packets.id })
  return packet?.id ?? 0
}
