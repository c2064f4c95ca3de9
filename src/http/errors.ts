import { HTTPException } from "hono/http-exception"
import type { Logger } from "pino"
import { Busy } from "#lib/gate.ts"
import { template } from "#render/template.ts"
import type { C } from "./env.ts"
import { isForMachines, problemOf } from "./problems.ts"
import { securityHeaders } from "./security.ts"
import { refused, show } from "./show.ts"

const internal = template<{ requestId: string }>("errors/internal")
const unavailable = template<{ requestId: string }>("errors/unavailable")
const busy = template("errors/busy")
const unreadable = template("errors/unreadable")
const tooLarge = template("errors/too-large")

/** The one place where what was thrown becomes a page; the log gets the kind and place of it, never bound values. */
export const onError = (log: Logger) =>
  function answer(error: Error, c: C): Response {
    const page = pageOf(log, error, c)
    const response = isForMachines(c.req.path) ? problemOf(c, page.status, c.var.requestId) : page
    for (const [name, value] of Object.entries(securityHeaders)) response.headers.set(name, value)
    return response
  }

function pageOf(log: Logger, error: Error, c: C): Response {
  if (error instanceof HTTPException && error.status === 413) return show(c, tooLarge, {}, 413)
  if (error instanceof Busy) return busyPage(c)
  if (unkept.has(codeOf(error) ?? "")) return show(c, unreadable, {}, 422)
  if (codeOf(error) === uniqueViolation) return refused(c, { code: "taken_meanwhile" }, c.var.view.path)
  if (error instanceof HTTPException && error.status < 500) return c.text(error.message, error.status)
  const requestId = c.var.requestId
  const down = isUnreachable(error)
  log.error(
    { requestId, kind: error.name, code: codeOf(error), where: framesOf(error) },
    down ? "unavailable" : "failed",
  )
  return show(c, down ? unavailable : internal, { requestId }, down ? 503 : 500)
}

function busyPage(c: C): Response {
  c.header("Retry-After", "5")
  return show(c, busy, {}, 503)
}

/** Database errors carry the bound values (identity numbers!) in their message: only stack frames are kept. */
export const framesOf = (error: Error) =>
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

/** The network's and the driver's words for a database that is away, and PostgreSQL's for one that cannot serve now. */
const unreachable = new Set([
  ...["ECONNREFUSED", "ECONNRESET", "EPIPE", "ETIMEDOUT", "EHOSTUNREACH", "ENETUNREACH", "ENOTFOUND", "EAI_AGAIN"],
  ...["CONNECTION_CLOSED", "CONNECTION_ENDED", "CONNECTION_DESTROYED", "CONNECT_TIMEOUT"],
  ...["08000", "08003", "08006", "53300", "57P01", "57P02", "57P03", "57P05", "25P03"],
  // A lock or an answer that did not come in time, a deadlock: nothing was saved, and the next attempt may succeed.
  ...["55P03", "57014", "40001", "40P01"],
])

/** What workerd says of a socket that did not open or broke: it gives no code. */
const broken = /^(connection attempt failed|network connection lost|proxy request failed|stream was cancelled)/i

const isUnreachable = (error: Error) => unreachable.has(codeOf(error) ?? "") || broken.test(rootOf(error).message)

const rootOf = (error: Error): Error => (error.cause instanceof Error ? rootOf(error.cause) : error)
