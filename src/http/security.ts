import type { MiddlewareHandler } from "hono"
import { template } from "#render/template.ts"
import type { Env } from "./env.ts"
import { notFound } from "./show.ts"

const forbidden = template("errors/forbidden")

const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "manifest-src 'self'",
  "worker-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
  "object-src 'none'",
].join("; ")

const policyName = "Content-Security-Policy"

/** The headers of every response, errors included; only an attached file brings a stricter policy of its own. No nonce anywhere, so that pages can be kept and compared. */
export const securityHeaders: Readonly<Record<string, string>> = {
  [policyName]: policy,
  "Strict-Transport-Security": "max-age=31536000; includeSubDomains",
  "X-Content-Type-Options": "nosniff",
  "Referrer-Policy": "same-origin",
  "Cross-Origin-Opener-Policy": "same-origin",
  "Cross-Origin-Resource-Policy": "same-origin",
  "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}

export function secureHeaders(): MiddlewareHandler<Env> {
  return async function headers(c, next) {
    await next()
    for (const [name, value] of Object.entries(securityHeaders))
      if (name !== policyName || !c.res.headers.has(name)) c.res.headers.set(name, value)
    c.res.headers.append("Vary", "Cookie, Sec-Fetch-Site, Origin, Accept-Encoding")
    if (!c.res.headers.has("Cache-Control")) c.res.headers.set("Cache-Control", "no-store")
  }
}

/**
 * Lets a changing request through only from a page of this very origin. Browsers say so in Sec-Fetch-Site; where that
 * is missing, Origin must equal ours. Neither depends on the content type, and GET, HEAD and OPTIONS change nothing.
 */
export function sameOriginOnly(origin: string): MiddlewareHandler<Env> {
  return async function guard(c, next) {
    if (safe.has(c.req.method)) return next()
    const site = c.req.header("Sec-Fetch-Site")
    const same = site === undefined ? c.req.header("Origin") === origin : site === "same-origin"
    if (!same) return c.html(c.var.render(c.var.view, forbidden, {}), 403)
    return next()
  }
}

/** No address of ours holds a NUL, which PostgreSQL would refuse in any text that is searched for. */
export function wholeAddress(): MiddlewareHandler<Env> {
  return async function whole(c, next) {
    return /%00/.test(c.req.url) ? notFound(c) : next()
  }
}

const safe = new Set(["GET", "HEAD", "OPTIONS"])
