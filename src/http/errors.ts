import { HTTPException } from "hono/http-exception"
import type { Logger } from "pino"
import { template } from "#render/template.ts"
import type { C } from "./env.ts"
import { securityHeaders } from "./security.ts"
import { refused, show } from "./show.ts"

const internal = template<{ requestId: string }>("errors/internal")
const unavailable = template<{ requestId: string }>("errors/unavailable")
const unreadable = template("errors/unreadable")
const tooLarge = template("errors/too-large")

/** The one place where what was thrown becomes a page; the log gets the kind and place of it, never bound values. */
export const onError = (log: Logger) =>
  function answer(error: Error, c: C): Response {
    const response = pageOf(log, error, c)
    for (const [name, value] of Object.entries(securityHeaders)) response.headers.set(name, value)
    return response
  }

function pageOf(log: Logger, error: Error, c: C): Response {
  if (error instanceof HTTPException && error.status === 413) return show(c, tooLarge, {}, 413)
  if (unkept.has(codeOf(error) ?? "")) return show(c, unreadable, {}, 422)
  if (codeOf(error) === uniqueViolation) return refused(c, { code: "taken_meanwhile" }, c.var.view.path)
  if (error instanceof HTTPException && error.status < 500) return c.text(error.message, error.status)
  const requestId = c.var.scope?.requestId ?? "-"
  const down = isUnreachable(error)
  log.error(
    { requestId, kind: error.name, code: codeOf(error), where: framesOf(error) },
    down ? "unavailable" : "failed",
  )
  return show(c, down ? unavailable : internal, { requestId }, down ? 503 : 500)
}

/** Database errors carry the bound values (identity numbers!) in their message: only stack frames are kept. */
const framesOf = (error: Error) =>
  (error.stack ?? "")
    .replace(error.message, "")
    .split("\n")
    .filter((line) => /^\s+at /.test(line))
    .slice(0, 8)

function codeOf(error: Error): string | undefined {
  const { code, cause } = error as { code?: unknown; cause?: unknown }
  return typeof code === "string" ? code : cause instanceof Error ? codeOf(cause) : undefined
}

/** Two people chose the same name or code at the same instant: the constraint lets one of them have it. */
const uniqueViolation = "23505"

/** PostgreSQL's words for a NUL inside a text or a JSON document: not a fault of ours, but of what was sent. */
const unkept = new Set(["22021", "22P05"])

const unreachable = new Set([
  "ECONNREFUSED",
  "ECONNRESET",
  "CONNECTION_CLOSED",
  "CONNECTION_ENDED",
  "CONNECT_TIMEOUT",
  "57P01",
  "57P03",
])

const isUnreachable = (error: Error) => unreachable.has(codeOf(error) ?? "")
