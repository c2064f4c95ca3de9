import { type Store, tabletStore } from "./outbox/store.ts"
import { asked, offline } from "./worker/asked.ts"
import { posted } from "./worker/posted.ts"
import { type Fetching, scope, type Told } from "./worker/scope.ts"
import { activate, asset, install } from "./worker/shell.ts"
import { type TabletWriter, writerOf } from "./worker/writer.ts"

// The seat's screens without a network: made here of the server's own views, out of what the server last told and what
// is on this tablet. Pages that are the server's alone go through.

/** Opened anew when a newer version or the system closed it. */
let writer: Promise<TabletWriter> | undefined
const writing = () => {
  writer ??= tabletStore().then(writerOf, (error) => {
    writer = undefined
    throw error
  })
  return writer
}

scope.addEventListener("install", (event) => event.waitUntil(writing().then(({ store }) => install(store))))
scope.addEventListener("activate", (event) => event.waitUntil(activate()))

scope.addEventListener("fetch", (event) => {
  const { request } = event
  const url = new URL(request.url)
  if (url.origin !== location.origin) return
  if (request.mode === "navigate") event.respondWith(navigated(event, url))
  else if (url.pathname.startsWith("/static/")) event.respondWith(asset(request))
  else if (followed.has(url.pathname)) event.respondWith(renewed(request, url))
})

const followed = new Set(["/judge/entries", "/judge/sheet"])

/** The screen as it is now, for a page that shows it already. */
const renewed = async (request: Request, url: URL): Promise<Response> =>
  (await asked(url, (await writing()).store)) ?? fetch(request)

scope.addEventListener("message", (event) => event.waitUntil(told(event)))

/** A page asks for a batch to be sent, and hears how that went. */
async function told({ data, ports }: Told): Promise<void> {
  const { battery } = (data ?? {}) as { battery?: number }
  const { drain } = await writing()
  ports[0]?.postMessage({ went: await drain(battery) })
}

const leaving = new Set(["/judge/", "/judge/take-over", "/judge/sign-out"])

async function navigated(event: Fetching, url: URL): Promise<Response> {
  const { request } = event
  const own = await writing()
  const posts = request.method === "POST"
  const answer = posts ? await posted(url, request.clone(), own) : await asked(url, own.store)
  if (posts && answer) event.waitUntil(own.drain())
  // The server's cookies hear of a choice as well, when the network allows it.
  if (!posts && answer && /[?&](lang|text|theme)=/.test(url.search)) event.waitUntil(fetch(url).catch(() => undefined))
  if (answer) return answer
  try {
    const passed = await fetch(request)
    if (posts && leaving.has(url.pathname) && passed.type === "opaqueredirect") await left(own.store, url)
    return passed
  } catch {
    return offline(url, own.store)
  }
}

/** The seat was left, or another entered: nothing that is known of the session holds any more. */
async function left(store: Store, { pathname }: URL): Promise<void> {
  if (pathname === "/judge/sign-out") await store.clear()
  await store.note({ stale: true, door: "open" })
}
