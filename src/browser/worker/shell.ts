import { heldBack } from "../outbox/order.ts"
import type { Store } from "../outbox/store.ts"
import { scope } from "./scope.ts"

const prefix = "laurel-judge-"
const cacheName = () => prefix + scope.laurel.version

/**
 * Takes this version in, and only then lets it rule: all or nothing of the shell. While something is unsent the version
 * that wrote it stays, and this one is refused until it is offered again.
 */
export async function install(store: Store): Promise<void> {
  if (scope.registration.active && heldBack(await store.items()) > 0) {
    await store.note({ update: true })
    throw new Error("a new version waits until nothing is unsent")
  }
  const cache = await caches.open(cacheName())
  await cache.addAll(Object.values(scope.laurel.assets))
  await store.note({ update: false })
  await scope.skipWaiting()
}

/** The shells of other versions go. */
export async function activate(): Promise<void> {
  const names = await caches.keys()
  const old = names.filter((name) => name.startsWith(prefix) && name !== cacheName())
  await Promise.all(old.map((name) => caches.delete(name)))
  await scope.clients.claim()
}

/** A file of the shell from this tablet, anything else from the network; `Vary` speaks of pages. */
export async function asset(request: Request): Promise<Response> {
  return (await caches.match(request, { ignoreVary: true })) ?? fetch(request)
}
