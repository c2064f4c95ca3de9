import { deleteDB } from "idb"
import { createOutbox } from "../../src/browser/outbox/outbox.ts"
import { openStore, type Store } from "../../src/browser/outbox/store.ts"
import type { Session } from "../../src/browser/outbox/types.ts"
import { strike } from "./faults.ts"
import { type Air, type Before, networkOf } from "./network.ts"

type Made = {
  readonly air: Air
  readonly name: string
  /** The tablet's own, which outlive the server. */
  readonly cookies: Record<string, string>
  readonly clock: () => Date
  readonly before: Before
  readonly inTurn: boolean
}

class PageDied extends Error {}

/** One device: the outbox of the browser's own code, twice over one store since it may be open in two tabs. */
export async function makeTablet(made: Made, firstCode: string) {
  const { air } = made
  let code = firstCode
  const ids = { made: new Set<string>(), evicted: new Set<string>(), stranded: new Set<string>() }
  const browser = () => air.server.browser(made.cookies)
  let store: Store = await openStore(made.name)
  let cut = false
  let skewMs = 0
  let answersLeft = Number.POSITIVE_INFINITY
  const send = networkOf(air, browser, () => cut, made.before)
  const outbox = () => {
    const own = store
    const settle: Store["settle"] = async (result) => {
      if (answersLeft-- <= 0) throw new PageDied("the page was closed")
      return own.settle(result)
    }
    const now = () => new Date(made.clock().getTime() + skewMs)
    const about = () => ({ version: "simulated" })
    return createOutbox({ store: { ...own, settle }, send, now, random: air.chance.bytes, about })
  }
  let tabs = [outbox(), outbox()] as const
  const reopen = async () => {
    store = await openStore(made.name)
    tabs = [outbox(), outbox()]
  }
  return {
    name: made.name,
    /** Every operation that was ever written down here, and those that went with the tablet's storage. */
    ...ids,
    get tab() {
      return tabs[0]
    },
    get cut() {
      return cut
    },
    setCut: (to: boolean) => {
      cut = to
    },
    skew: (days: number) => {
      skewMs = days * 86_400_000
    },
    signIn: async (withCode = code) => {
      code = withCode
      const own = browser()
      const answer = await own.post("/judge/take-over", { code })
      if (answer.status >= 500) throw new Error(`signing in was answered ${answer.status}`)
      Object.assign(made.cookies, own.cookies)
      return answer.status === 303
    },
    /** What a page does when it is opened with a network. */
    load: async () => {
      const answer = await browser().get("/judge/session")
      if (answer.status !== 200) return false
      await store.keepSession((await answer.json()) as Session)
      return true
    },
    drain: () => tabs[0].drain(),
    drainTwice: async () => {
      if (!made.inTurn) return Promise.all([tabs[0].drain(), tabs[1].drain()])
      return [await tabs[0].drain(), await tabs[1].drain()]
    },
    /** The page goes while it takes answers in, and is opened again over what is stored. */
    crash: async (after: number) => {
      answersLeft = after
      const died = await tabs[0].drain().then(
        () => false,
        (error) => {
          if (error instanceof PageDied) return true
          throw error
        },
      )
      answersLeft = Number.POSITIVE_INFINITY
      if (!died) return
      strike(air.struck, "page_crash")
      store.close()
      await reopen()
    },
    view: () => tabs[0].view(),
    clear: () => store.clear(),
    evict: async () => {
      strike(air.struck, "eviction")
      for (const { id, state } of await store.items()) if (state === "unsent") ids.evicted.add(id)
      store.close()
      await deleteDB(made.name)
      await reopen()
    },
    /** Unsent here for good, and still written down: neither lost nor arrived. */
    strand: async () => {
      for (const { id, state } of await store.items()) if (state === "unsent") ids.stranded.add(id)
    },
    end: async () => {
      store.close()
      await deleteDB(made.name)
    },
  }
}

export type Tablet = Awaited<ReturnType<typeof makeTablet>>
