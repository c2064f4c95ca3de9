import { backoff, heartbeat } from "../outbox/backoff.ts"
import { fetchSession, send } from "../outbox/network.ts"
import { createOutbox, type Outbox, type OutboxView } from "../outbox/outbox.ts"
import { openStore, type Store } from "../outbox/store.ts"
import type { Sent, Session } from "../outbox/types.ts"

export type Told = { readonly view: OutboxView; readonly went: Sent["kind"] | "idle" | undefined }
type Hear = (told: Told) => void

/** The outbox of this tablet as a page uses it. */
export type TabletOutbox = Outbox & {
  readonly store: Store
  readonly hear: (hear: Hear) => void
  readonly wake: () => void
}

/** Opens this tablet's store; a browser that keeps nothing has none, and its pages send forms as without a script. */
export async function openOutbox(): Promise<TabletOutbox | undefined> {
  try {
    const store = await openStore("laurel-judge")
    void navigator.storage?.persist?.()
    return withPage(store)
  } catch {
    return undefined
  }
}

function withPage(store: Store): TabletOutbox {
  const now = () => new Date()
  const random = (length: number) => crypto.getRandomValues(new Uint8Array(length))
  const outbox = createOutbox({ store, send, now, random, about: () => ({}) })
  const hearers: Hear[] = []
  let wake = () => {}
  const tell = async (went?: Told["went"]) => {
    const view = await outbox.view()
    if (view) for (const hear of hearers) hear({ view, went })
  }
  const keepDraining = async () => {
    for (let failures = 0; ; ) {
      const went = await alone(() => outbox.drain())
      if (went) await tell(went)
      if (went === "answered") continue
      failures = went === "unreachable" ? failures + 1 : 0
      const pause = failures > 0 ? backoff(failures, Math.random()) : heartbeat
      await new Promise<void>((resolve) => {
        wake = resolve
        setTimeout(resolve, pause)
      })
    }
  }
  for (const event of ["online", "focus", "pageshow"]) addEventListener(event, () => wake())
  document.addEventListener("visibilitychange", () => wake())
  void fetchSession().then(async (session) => {
    if (session) await takeIn(store, session)
    await tell()
    void keepDraining()
  })
  return { ...outbox, store, hear: (hear) => void hearers.push(hear), wake: () => wake() }
}

/** A new judge's session: what the one before left goes, unless some of it has not reached the server. */
async function takeIn(store: Store, session: Session): Promise<void> {
  const known = await store.session()
  if (known && known.seat.id !== session.seat.id) await store.clear()
  await store.keepSession(session)
}

/** One page of this tablet at a time sends; where the browser knows no locks, the keys alone keep it to once. */
async function alone<T>(work: () => Promise<T>): Promise<T | undefined> {
  if (!navigator.locks) return work()
  return navigator.locks.request("laurel-drain", { ifAvailable: true }, (lock) => (lock ? work() : undefined))
}
