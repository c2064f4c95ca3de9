import type { MiddlewareHandler } from "hono"
import { matchedRoutes } from "hono/route"
import { uuidv7 } from "#lib/uuid.ts"
import type { C, Env } from "./env.ts"
import type { Answered, Metrics } from "./metrics.ts"

/** Writes one line a request and counts it. */
export type Journal = (answered: Answered) => void

export function journalOf(write: Journal, metrics: Metrics): Journal {
  return (answered) => {
    write(answered)
    metrics.count(answered)
  }
}

export type Numbered = { readonly clock: () => Date; readonly random: (length: number) => Uint8Array }

export const newRequestId = ({ clock, random }: Numbered): string => uuidv7(clock(), random(10))

/** Milliseconds since then, in hundredths. */
export const took = (began: number): number => Math.round((performance.now() - began) * 100) / 100

/** Gives every request its id, which its answer carries, and notes what became of it. */
export function journalled(journal: Journal, numbered: Numbered): MiddlewareHandler<Env> {
  return async function note(c, next) {
    const began = performance.now()
    const requestId = newRequestId(numbered)
    c.set("requestId", requestId)
    await next()
    c.res.headers.set("X-Request-Id", requestId)
    journal({
      requestId,
      method: methodOf(c),
      route: routeOf(c),
      status: c.res.status,
      ms: took(began),
    })
  }
}

const methods = new Set(["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"])

/** Anybody may send any word as a method; only those that exist become labels. */
const methodOf = (c: C): string => (methods.has(c.req.method) ? c.req.method : "other")

/** The pattern of the route that answered, or would have, had no one stopped the request before. */
export const routeOf = (c: C): string => matchedRoutes(c).find(({ method }) => method !== "ALL")?.path ?? "none"
