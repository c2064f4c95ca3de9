import { createHash } from "node:crypto"
import type { Hono } from "hono"
import type { Revision } from "#db/revision.ts"
import type { Encode } from "./encoding.ts"
import type { C, Env } from "./env.ts"
import { type Journal, type Numbered, newRequestId, routeOf, took } from "./journal.ts"
import { type Asked, answerOf, askedOf, type KeptAnswer, keyOf, responseOf } from "./kept-answers.ts"
import { type KeptPage, type KeptPages, keptPages } from "./kept-pages.ts"
import type { Shelf } from "./shelf.ts"

export type Keeping = {
  readonly pages: KeptPages
  readonly revision: Revision
  /** Whether a request may wait for the page that another is making; on Workers it might wait for ever. */
  readonly shared: boolean
  readonly encode: Encode | undefined
  /** What other processes keep, too, where a platform has such a thing. */
  readonly shelf: Shelf | undefined
  /** How the database was called when the app was asked: what it answers is no older, however long the answer takes. */
  readonly begun: WeakMap<Request, { readonly known: string | undefined; readonly common: string | undefined }>
}

export const keepingOf = (revision: Revision, shared = true, encode?: Encode, shelf?: Shelf): Keeping => ({
  ...{ pages: keptPages(), revision, shared, encode, shelf, begun: new WeakMap() },
})

/** The longest that a page is kept, in ms, though nothing was written. */
const LONGEST = 10_000

/** Browsers ask every time; a cache between may answer for as long as other processes notice no change, and in need. */
const CACHED = "public, max-age=0, s-maxage=1, stale-if-error=600"

/** So long the database is waited for where a page is at hand, in ms. */
const PATIENCE = 1_000

export type FindKept = (asked: Asked) => KeptAnswer | undefined

export type Finders = {
  readonly kept: FindKept
  /** The page that somebody else has just made under this name of the database. */
  readonly made: (asked: Asked, name: string) => KeptAnswer | undefined
  /** The page that another process made of the same state, or, where the database is away, of the last known one. */
  readonly shelved: (asked: Asked, isAway: boolean) => Promise<KeptAnswer | undefined>
  /** The page as it was last known to be, for where the database is away. */
  readonly stale: FindKept
}

/** Keeps what the app answers on these routes to whoever is not signed in, and gives it an ETag. */
export function keeping({ pages, begun, encode, shelf }: Keeping, routes: ReadonlySet<string>) {
  return async function keep(c: C, next: () => Promise<void>): Promise<void> {
    const { known, common } = begun.get(c.req.raw) ?? {}
    const asked = askedOf(c.req.raw)
    const key = keyOf(asked)
    await next()
    const route = routeOf(c)
    if (!key || !known || !routes.has(route) || !isPublic(c)) return
    // A page that was shown as a text is taken as one: read back from its answer it would come through a stream.
    const bytes = c.var.html === undefined ? Buffer.from(await c.res.arrayBuffer()) : Buffer.from(c.var.html)
    const etag = `"${createHash("sha256").update(bytes).digest("base64url").slice(0, 22)}"`
    c.res.headers.set("Cache-Control", CACHED)
    c.res.headers.set("ETag", etag)
    const headers = ["Content-Length", `${bytes.length}`, ...listed(c.res.headers, "content-length")]
    const unchanged = listed(c.res.headers, "content-length", "content-type")
    const until = c.var.scope.now.getTime() + LONGEST
    const made = { bytes, headers, unchanged, etag, route, until }
    const page = { ...made, revision: known, coded: new Map() }
    pages.put(key, page)
    if (shelf && common) c.executionCtx.waitUntil(shelf.put(key, { ...made, common }))
    c.res = undefined
    c.res = responseOf(answerOf(page, asked, c.var.requestId, encode))
  }
}

/** Nobody is signed in, nothing was chosen by the address, and nothing else was said of keeping. */
const isPublic = (c: C): boolean =>
  c.res.status === 200 && c.var.scope.actor.kind === "public" && !c.res.headers.has("Set-Cookie")

const listed = (headers: Headers, ...but: string[]): string[] =>
  [...headers].filter(([name]) => !but.includes(name)).flat()

type Fetch = Hono<Env>["fetch"]

/**
 * What tablets send, hundreds of times a second in a full hall: no page shows a mark before an officer publishes it, so
 * it need not end what is kept; what little it moves is noticed like a change of another process.
 */
const isFromTablet = ({ url }: Request): boolean => new URL(url).pathname.startsWith("/judge/")

/**
 * Finds the kept page that answers a request, and notes it. A stale one is never older than the last that was known of
 * the database: what was revoked, or hidden again, stays so while the database is away.
 */
export function findKept({ pages, revision, encode, shelf }: Keeping, journal: Journal, numbered: Numbered): Finders {
  const answer = (asked: Asked, page: KeptPage, began: number): KeptAnswer => {
    const requestId = newRequestId(numbered)
    const answer = answerOf(page, asked, requestId, encode)
    journal({ requestId, method: "GET", route: page.route, status: answer.status, ms: took(began) })
    return answer
  }
  return {
    kept: (asked) => {
      const began = performance.now()
      const key = keyOf(asked)
      const known = key && revision.known()
      const page = known ? pages.get(key, known, numbered.clock().getTime()) : undefined
      return page && answer(asked, page, began)
    },
    made: (asked, name) => {
      const key = keyOf(asked)
      const page = key ? pages.stale(key, name) : undefined
      return page && answer(asked, page, performance.now())
    },
    stale: (asked) => {
      const key = keyOf(asked)
      const last = revision.last()
      const page = key && last ? pages.stale(key, last) : undefined
      return page && answer(asked, page, performance.now())
    },
    shelved: async (asked, isAway) => {
      const began = performance.now()
      const key = keyOf(asked)
      const [own, common] = [revision.last(), revision.common()]
      if (!shelf || !key || !own || !common) return undefined
      const found = await shelf.take(key).catch(() => undefined)
      const isCurrent = isAway || (found && found.until > numbered.clock().getTime() && revision.known() === own)
      if (found?.common !== common || !isCurrent) return undefined
      const page = { ...found, revision: own, coded: new Map() }
      pages.put(key, page)
      return answer(asked, page, began)
    },
  }
}

/**
 * Answers a kept page before anything else is done for a request, and otherwise asks the app. Whoever asks for a page
 * that is being made waits for it; whatever changes something ends what was kept before it is answered. Where the
 * database is away, whoever asked before the app could is answered with the page as it last was.
 */
export function keptFirst(app: Fetch, { revision, shared, begun }: Keeping, find: Finders, warn: () => void): Fetch {
  const making = new Map<string, { readonly name: string; readonly writes: number; readonly done: Promise<unknown> }>()
  let writes = 0
  const old = async (asked: Asked) => {
    const found = find.stale(asked) ?? (await find.shelved(asked, true))
    if (found) warn()
    return found && responseOf(found)
  }
  const make = async (asked: Asked, key: string, ...[request, ...rest]: Parameters<Fetch>): Promise<Response> => {
    if (revision.known() === undefined) {
      const isHeard = await withinPatience(revision.ask())
      const found = isHeard ? undefined : await old(asked)
      if (found) return found
    }
    const same = shared ? making.get(key) : undefined
    // However long the making took: were it made anew for everybody who waited, a busy server would never be done.
    if (same?.writes === writes) await same.done.catch(() => {})
    const found = find.kept(asked) ?? (same?.writes === writes ? find.made(asked, same.name) : undefined)
    if (found) return responseOf(found)
    const [known, common] = [revision.known(), revision.common()]
    begun.set(request, { known, common })
    const done = find.shelved(asked, false).then((one) => (one ? responseOf(one) : app(request, ...rest)))
    const own = { name: known ?? "", writes, done }
    making.set(key, own)
    const answer = await done.finally(() => making.get(key) === own && making.delete(key))
    return (answer.status === 503 && (await old(asked))) || answer
  }
  const change = async (...asked: Parameters<Fetch>): Promise<Response> => {
    let isDone = true
    try {
      const answer = await app(...asked)
      // Nothing was changed where the database was away.
      isDone = answer.status !== 503
      return answer
    } finally {
      if (isDone) {
        writes++
        revision.changed()
      }
    }
  }
  return (request, ...rest) => {
    if (request.method !== "GET" && request.method !== "HEAD")
      return isFromTablet(request) ? app(request, ...rest) : change(request, ...rest)
    const asked = askedOf(request)
    const key = keyOf(asked)
    if (!key) return app(request, ...rest)
    const found = find.kept(asked)
    return found ? responseOf(found) : make(asked, key, request, ...rest)
  }
}

/** Whether an answer came, and soon. */
async function withinPatience(answer: Promise<unknown>): Promise<boolean> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), PATIENCE)
  })
  const heard = answer.then(
    () => true,
    () => false,
  )
  const isHeard = await Promise.race([heard, late])
  clearTimeout(timer)
  return isHeard
}
