import { deleteDB } from "idb"
import { createOutbox } from "../../src/browser/outbox/outbox.ts"
import { openStore, type Store } from "../../src/browser/outbox/store.ts"
import type { Session } from "../../src/browser/outbox/types.ts"
import type { Browser } from "../support/app.ts"
import type { Chance } from "./chance.ts"
import { type Air, type Before, networkOf, strike } from "./network.ts"

type Made = {
  readonly air: Air
  readonly name: string
  /** The app as it runs now; a restart puts another in its place. */
  readonly server: () => { readonly browser: (cookies: Record<string, string>) => Browser }
  /** The tablet's own, which outlive the server. */
  readonly cookies: Record<string, string>
  readonly clock: () => Date
  readonly chance: Chance
  readonly before: Before
}

/** One device: the outbox of the browser's own code, twice over one store since it may be open in two tabs. */
export async function makeTablet(made: Made, firstCode: string) {
  let code = firstCode
  const ids = { made: new Set<string>(), evicted: new Set<string>(), stranded: new Set<string>() }
  const browser = () => made.server().browser(made.cookies)
  let store: Store = await openStore(made.name)
  let cut = false
  let skewMs = 0
  const send = networkOf(made.air, browser, () => cut, made.before)
  const outbox = () =>
    createOutbox({
      store,
      send,
      now: () => new Date(made.clock().getTime() + skewMs),
      random: made.chance.bytes,
      about: () => ({ version: "simulated" }),
    })
  let tabs = [outbox(), outbox()] as const
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
    drainTwice: () => Promise.all([tabs[0].drain(), tabs[1].drain()]),
    view: () => tabs[0].view(),
    clear: () => store.clear(),
    evict: async () => {
      strike(made.air.struck, "eviction")
      for (const { id, state } of await store.items()) if (state === "unsent") ids.evicted.add(id)
      store.close()
      await deleteDB(made.name)
      store = await openStore(made.name)
      tabs = [outbox(), outbox()]
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
