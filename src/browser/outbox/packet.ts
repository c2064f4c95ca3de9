import { sendable } from "./order.ts"
import type { Item, Sendable, Session } from "./types.ts"

/** The signed part of a packet: codes and marks, nobody's name. `behind` says upon which operation another was made. */
type Payload = {
  readonly event: number
  readonly device: number
  readonly seat: string
  readonly madeAt: string
  readonly operations: readonly Sendable[]
  readonly behind: Readonly<Record<string, string>>
}

/** What may leave by a packet, in the order in which it was made: no signature past something undecided. */
export function packable(items: readonly Item[]): Item[] {
  const undecided = items.findIndex(({ state }) => state === "conflict")
  const barred = (at: number) => undecided >= 0 && undecided < at
  const stop = items.findIndex(({ state, wish }, at) => state === "unsent" && wish.kind === "sign" && barred(at))
  return items.slice(0, stop < 0 ? items.length : stop).filter(({ state }) => state === "unsent")
}

function payloadOf(items: readonly Item[], { seat, packet }: Session, madeAt: Date): Payload | undefined {
  const packed = packable(items)
  if (packed.length === 0 || packet === undefined) return undefined
  const ids = new Set(packed.map(({ id }) => id))
  const behind = packed.flatMap(({ id, behind }) => (behind && ids.has(behind) ? [[id, behind] as const] : []))
  return {
    event: packet.event,
    device: packet.device,
    seat: seat.alias,
    madeAt: madeAt.toISOString(),
    operations: packed.map(sendable),
    behind: Object.fromEntries(behind),
  }
}

const bytesOf = (text: string) => new TextEncoder().encode(text)

/**
 * All that is unsent as the text of a file, signed by HMAC-SHA-256 with the key that the server gave this tablet; nothing
 * where there is nothing to send, or no key. Browsers sign on secure pages only.
 */
export async function packetFile(items: readonly Item[], session: Session, madeAt: Date): Promise<string | undefined> {
  const content = payloadOf(items, session, madeAt)
  if (!content || !session.packet || !globalThis.crypto?.subtle) return undefined
  const payload = JSON.stringify(content)
  const algorithm = { name: "HMAC", hash: "SHA-256" }
  const key = await crypto.subtle.importKey("raw", bytesOf(session.packet.key), algorithm, false, ["sign"])
  const mac = new Uint8Array(await crypto.subtle.sign("HMAC", key, bytesOf(payload)))
  const hex = [...mac].map((byte) => byte.toString(16).padStart(2, "0")).join("")
  return JSON.stringify({ laurel: "packet/1", device: content.device, payload, mac: hex }, null, 1)
}
