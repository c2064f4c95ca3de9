import type { MiddlewareHandler } from "hono"
import type { Env } from "#http/env.ts"
import { idParam } from "#http/ids.ts"
import { notFound } from "#http/show.ts"
import { findEvent } from "./queries.ts"

/** Lets whoever runs an event change what hangs on it; whoever audits it may look and nothing more. */
export function runsToChange(): MiddlewareHandler<Env> {
  return async function runs(c, next) {
    if (c.req.method === "GET" || c.req.method === "HEAD") return next()
    return (await findEvent(c.var.scope, idParam(c) ?? 0)) ? next() : notFound(c)
  }
}
