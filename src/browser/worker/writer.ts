import { alone } from "../outbox/alone.ts"
import { send } from "../outbox/network.ts"
import { createOutbox } from "../outbox/outbox.ts"
import type { Store } from "../outbox/store.ts"
import { chance } from "../shared/chance.ts"
import { scope } from "./scope.ts"

/** The outbox as the worker uses it: what it sends goes on while pages come and go. */
export function writerOf(store: Store) {
  let battery: number | undefined
  const outbox = createOutbox({
    store,
    send,
    now: () => new Date(),
    random: chance,
    about: () => ({ version: scope.laurel.version, ...(battery !== undefined && { battery }) }),
  })
  return {
    store,
    outbox,
    /** Sends one batch; `percent` is the battery's charge where the page knows it. */
    drain: (percent?: number) => {
      battery = percent ?? battery
      return alone(() => outbox.drain())
    },
  }
}

export type TabletWriter = ReturnType<typeof writerOf>
