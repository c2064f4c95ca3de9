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

/** What the bytes of a page depend on besides the database; nothing where a session might stand behind the request. */
function keyOf(request: Request): string | undefined {
  if (request.method !== "GET" || request.url.length > longestAddress) return undefined
  const cookies = request.headers.get("Cookie")
  if (cookies === null) return `${request.url} zh-CN normal light`
  const parsed = parse(cookies)
  return "sid" in parsed || "__Host-sid" in parsed ? undefined : `${request.url} ${preferencesIn(parsed)}`
}

/** Keeps what the app answers on these routes to whoever is not signed in, and gives it an ETag. */
export function keeping({ pages, revision }: Keeping, routes: ReadonlySet<string>): MiddlewareHandler<Env> {
  return async function keep(c, next) {
    const known = revision.known()
    const key = keyOf(c.req.raw)
    await next()
    const route = routeOf(c)
    if (!key || !known || !routes.has(route) || !isPublic(c)) return
    // A page that was shown as a text is taken as one: read back from its answer it would come through a stream.
    const bytes = new Uint8Array(c.var.html === undefined ? await c.res.arrayBuffer() : Buffer.from(c.var.html))
    const etag = `"${createHash("sha256").update(bytes).digest("base64url").slice(0, 22)}"`
    const headers = { ...Object.fromEntries(c.res.headers), "cache-control": "public, no-cache", etag }
    const { "content-type": _, "content-length": __, ...unchanged } = headers as Record<string, string>
    const until = c.var.scope.now.getTime() + LONGEST
    const page = { bytes, headers, unchanged, etag, route, revision: known, until }
    pages.put(key, page)
    c.res = undefined
    c.res = answerOf(page, c.req.raw, c.var.requestId)
  }
}

/** Nobody is signed in, nothing was chosen by the address, and nothing else was said of keeping. */
const isPublic = (c: C): boolean =>
  c.res.status === 200 && c.var.scope.actor.kind === "public" && !c.res.headers.has("Set-Cookie")

function answerOf({ bytes, headers, unchanged, etag }: KeptPage, request: Request, requestId: string): Response {
  const seen = request.headers.get("If-None-Match")
  return seen && matches(seen, etag)
    ? new Response(null, { status: 304, headers: { ...unchanged, "X-Request-Id": requestId } })
    : new Response(bytes, { headers: { ...headers, "X-Request-Id": requestId } })
}

const matches = (seen: string, etag: string): boolean =>
  seen === etag || seen.split(",").some((one) => one.trim() === "*" || one.trim().replace(/^W\//, "") === etag)

type Fetch = Hono<Env>["fetch"]

/**
 * Answers a kept page before anything else is done for a request, and otherwise asks the app. Whoever asks for a page
 * that is being made waits for it; whatever changes something ends what was kept before it is answered.
 */
export function keptFirst(
  app: Fetch,
  { pages, revision, shared }: Keeping,
  journal: Journal,
  numbered: Numbered,
): Fetch {
  const making = new Map<string, Promise<unknown>>()
  const find = (request: Request, key: string): Response | undefined => {
    const began = performance.now()
    const known = revision.known()
    const page = known === undefined ? undefined : pages.get(key, known, numbered.clock().getTime())
    if (!page) return undefined
    const requestId = newRequestId(numbered)
    const answer = answerOf(page, request, requestId)
    journal({ requestId, method: "GET", route: page.route, status: answer.status, ms: took(began) })
    return answer
  }
  const make = async (key: string, ...[request, ...rest]: Parameters<Fetch>): Promise<Response> => {
    if (revision.known() === undefined) await revision.ask().catch(() => {})
    const same = shared ? making.get(key) : undefined
    if (same) await same.catch(() => {})
    const found = find(request, key)
    if (found) return found
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
    const key = keyOf(request)
    if (!key) return app(request, ...rest)
    return find(request, key) ?? make(key, request, ...rest)
  }
}
