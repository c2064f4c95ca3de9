import { heartbeat } from "../outbox/backoff.ts"
import { unsentOf } from "../outbox/order.ts"
import type { Item, Tablet } from "../outbox/types.ts"

/** For so long what the server told of the seat is not asked for again, in ms. */
const FRESH = 60_000

const since = (at: string | undefined, now: Date): number =>
  at === undefined ? Number.POSITIVE_INFINITY : Math.abs(now.getTime() - Date.parse(at))

/**
 * What a page that was just opened asks of the server: the session where it is old, and in how many ms it first sends;
 * at once where something waits. A page that has nothing to say soon after another did asks nothing.
 */
export function pauseBefore({ told, stale, contact }: Tablet, items: readonly Item[], now: Date) {
  const quiet = since(contact, now)
  const send = unsentOf(items) > 0 || quiet >= heartbeat ? 0 : heartbeat - quiet
  return { session: stale === true || since(told, now) > FRESH, send }
}
