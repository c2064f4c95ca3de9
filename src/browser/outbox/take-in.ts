import type { Store } from "./store.ts"
import type { Session } from "./types.ts"

/** A new judge's session: what the one before left goes, unless some of it has not reached the server. */
export async function takeIn(store: Store, session: Session): Promise<void> {
  const before = await store.session()
  if (before && before.seat.id !== session.seat.id) await store.clear()
  await store.keepSession(session)
  await store.note({ stale: false, told: new Date().toISOString() })
}
