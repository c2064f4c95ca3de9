import { othersDone } from "../outbox/alone.ts"
import { backoff, heartbeat } from "../outbox/backoff.ts"
import { fetchSession, send } from "../outbox/network.ts"
import { createOutbox, type Outbox, type OutboxView } from "../outbox/outbox.ts"
import { type Store, tabletStore } from "../outbox/store.ts"
import { takeIn } from "../outbox/take-in.ts"
import { chance } from "../shared/chance.ts"
import { drain, type Went } from "./drain.ts"
import { pauseBefore } from "./rhythm.ts"

export type Told = { readonly view: OutboxView; readonly went: Went }
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
    const store = await tabletStore()
    void navigator.storage?.persist?.()
    return withPage(store)
  } catch {
    return undefined
  }
}

function withPage(store: Store): TabletOutbox {
  const now = () => new Date()
  const outbox = createOutbox({ store, send, now, random: chance, about: () => ({}) })
  const hearers: Hear[] = []
  let end = () => {}
  /** Somebody woke it since it last began to send: what was written meanwhile goes without a rest. */
  let woken = false
  const wake = () => {
    woken = true
    end()
  }
  const tell = async (went?: Went) => {
    const view = await outbox.view()
    if (view) for (const hear of hearers) hear({ view, went })
    return view
  }
  const rest = (pause: number) =>
    new Promise<void>((resolve) => {
      end = resolve
      setTimeout(resolve, woken ? 0 : pause)
    })
  const keepDraining = async (first: number) => {
    woken = false
    if (first > 0) await rest(first)
    for (let failures = 0; ; ) {
      woken = false
      const went = await drain(outbox)
      // The worker was sending for the page before: what it left here goes next.
      if (!went) await othersDone()
      const view = await tell(went)
      if (went === "answered" || (!went && view && view.unsent > 0)) continue
      failures = went === "unreachable" ? failures + 1 : 0
      await rest(failures > 0 ? backoff(failures, Math.random()) : heartbeat)
    }
  }
  for (const event of ["online", "focus", "pageshow"]) addEventListener(event, wake)
  document.addEventListener("visibilitychange", wake)
  void (async () => {
    const { tablet, items } = await store.all()
    const { session, send: first } = pauseBefore(tablet, items, now())
    await tell()
    if (session) {
      const told = await fetchSession()
      if (told) await takeIn(store, told)
      await tell()
    }
    void keepDraining(first)
  })()
  return { ...outbox, store, hear: (hear) => void hearers.push(hear), wake }
}
