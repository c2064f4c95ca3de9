import type { MiddlewareHandler } from "hono"
import { bodyLimit } from "hono/body-limit"
import { HTTPException } from "hono/http-exception"
import type { Env } from "./env.ts"

/** Refuses a body of more bytes. One whose length is said is not opened for it: the server reads no more than was said. */
export function bodySize(most: number): MiddlewareHandler<Env> {
  const counted = bodyLimit({ maxSize: most })
  return async function size(c, next) {
    if (c.req.method === "GET" || c.req.method === "HEAD") return next()
    const length = c.req.header("Content-Length")
    if (length === undefined || c.req.header("Transfer-Encoding") !== undefined) return counted(c, next)
    if (!(Number(length) <= most)) throw new HTTPException(413)
    return next()
  }
}
