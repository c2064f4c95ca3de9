import { createHash } from "node:crypto"
import type { Hono, MiddlewareHandler } from "hono"
import { parse } from "hono/utils/cookie"
import type { Revision } from "#db/revision.ts"
import type { C, Env } from "./env.ts"
import { type Journal, type Numbered, newRequestId, routeOf, took } from "./journal.ts"
import { type KeptPage, type KeptPages, keptPages } from "./kept-pages.ts"
import { preferencesIn } from "./preferences.ts"

export type Keeping = {
  readonly pages: KeptPages
  readonly revision: Revision
  /** Whether a request may wait for the page that another is making; on Workers it might wait for ever. */
  readonly shared: boolean
}

export const keepingOf = (revision: Revision, shared = true): Keeping => ({ pages: keptPages(), revision, shared })

/** The longest that a page is kept, in ms, though nothing was written. */
const LONGEST = 10_000

const longestAddress = 512

/** What is looked at in a request, wherever it came from, to answer it with a kept page. */
export type Asked = {
  readonly method: string
  readonly url: string
  readonly cookie: string | undefined
  readonly seen: string | undefined
}

export type KeptAnswer = {
  readonly status: 200 | 304
  readonly headers: string[]
  readonly bytes: KeptPage["bytes"] | null
}

export type FindKept = (asked: Asked) => KeptAnswer | undefined

const askedOf = ({ method, url, headers }: Request): Asked => ({
  method,
  url,
  cookie: headers.get("Cookie") ?? undefined,
  seen: headers.get("If-None-Match") ?? undefined,
})

/** What the bytes of a page depend on besides the database; nothing where a session might stand behind the request. */
function keyOf({ method, url, cookie }: Asked): string | undefined {
  if (method !== "GET" || url.length > longestAddress) return undefined
  if (cookie === undefined) return `${url} zh-CN normal light`
  const parsed = parse(cookie)
  return "sid" in parsed || "__Host-sid" in parsed ? undefined : `${url} ${preferencesIn(parsed)}`
}

/** Keeps what the app answers on these routes to whoever is not signed in, and gives it an ETag. */
export function keeping({ pages, revision }: Keeping, routes: ReadonlySet<string>): MiddlewareHandler<Env> {
  return async function keep(c, next) {
    const known = revision.known()
    const asked = askedOf(c.req.raw)
    const key = keyOf(asked)
    await next()
    const route = routeOf(c)
    if (!key || !known || !routes.has(route) || !isPublic(c)) return
    // A page that was shown as a text is taken as one: read back from its answer it would come through a stream.
    const bytes = c.var.html === undefined ? Buffer.from(await c.res.arrayBuffer()) : Buffer.from(c.var.html)
    const etag = `"${createHash("sha256").update(bytes).digest("base64url").slice(0, 22)}"`
    c.res.headers.set("Cache-Control", "public, no-cache")
    c.res.headers.set("ETag", etag)
    const headers = ["Content-Length", `${bytes.length}`, ...listed(c.res.headers, "content-length")]
    const unchanged = listed(c.res.headers, "content-length", "content-type")
    const until = c.var.scope.now.getTime() + LONGEST
    const page = { bytes, headers, unchanged, etag, route, revision: known, until }
    pages.put(key, page)
    c.res = undefined
    c.res = responseOf(answerOf(page, asked, c.var.requestId))
  }
}

/** Nobody is signed in, nothing was chosen by the address, and nothing else was said of keeping. */
const isPublic = (c: C): boolean =>
  c.res.status === 200 && c.var.scope.actor.kind === "public" && !c.res.headers.has("Set-Cookie")

const listed = (headers: Headers, ...but: string[]): string[] =>
  [...headers].filter(([name]) => !but.includes(name)).flat()

function answerOf({ bytes, headers, unchanged, etag }: KeptPage, { seen }: Asked, requestId: string): KeptAnswer {
  return seen && matches(seen, etag)
    ? { status: 304, bytes: null, headers: [...unchanged, "X-Request-Id", requestId] }
    : { status: 200, bytes, headers: [...headers, "X-Request-Id", requestId] }
}

function responseOf({ status, headers, bytes }: KeptAnswer): Response {
  const answer = new Response(bytes, { status })
  for (let at = 0; at < headers.length; at += 2) answer.headers.set(headers[at] ?? "", headers[at + 1] ?? "")
  return answer
}

const matches = (seen: string, etag: string): boolean =>
  seen === etag || seen.split(",").some((one) => one.trim() === "*" || one.trim().replace(/^W\//, "") === etag)

type Fetch = Hono<Env>["fetch"]

/** Finds the kept page that answers a request, and notes it. */
export const findKept =
  ({ pages, revision }: Keeping, journal: Journal, numbered: Numbered): FindKept =>
  (asked) => {
    const began = performance.now()
    const key = keyOf(asked)
    const known = key && revision.known()
    const page = known ? pages.get(key, known, numbered.clock().getTime()) : undefined
    if (!page) return undefined
    const requestId = newRequestId(numbered)
    const answer = answerOf(page, asked, requestId)
    journal({ requestId, method: "GET", route: page.route, status: answer.status, ms: took(began) })
    return answer
  }

/**
 * Answers a kept page before anything else is done for a request, and otherwise asks the app. Whoever asks for a page
 * that is being made waits for it; whatever changes something ends what was kept before it is answered.
 */
export function keptFirst(app: Fetch, { revision, shared }: Keeping, find: FindKept): Fetch {
  const making = new Map<string, Promise<unknown>>()
  const make = async (asked: Asked, key: string, ...[request, ...rest]: Parameters<Fetch>): Promise<Response> => {
    if (revision.known() === undefined) await revision.ask().catch(() => {})
    const same = shared ? making.get(key) : undefined
    if (same) await same.catch(() => {})
    const found = find(asked)
    if (found) return responseOf(found)
    const made = Promise.resolve(app(request, ...rest))
    making.set(key, made)
    return made.finally(() => making.delete(key))
  }
  const change = async (...asked: Parameters<Fetch>): Promise<Response> => {
    try {
      return await app(...asked)
    } finally {
      revision.changed()
    }
  }
  return (request, ...rest) => {
    if (request.method !== "GET" && request.method !== "HEAD") return change(request, ...rest)
    const asked = askedOf(request)
    const key = keyOf(asked)
    if (!key) return app(request, ...rest)
    const found = find(asked)
    return found ? responseOf(found) : make(asked, key, request, ...rest)
  }
}
