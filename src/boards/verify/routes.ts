import { Hono } from "hono"
import type { C, Env } from "#http/env.ts"
import { show } from "#http/show.ts"
import { verifyPage } from "./pages.ts"
import { findCertificate } from "./queries.ts"
import { grouped, standingOf, typedNumber } from "./standing.ts"

/** The box; whoever has typed a number in it goes on to its page, which has an address to keep. */
function box(c: C): Response {
  const number = typedNumber(c.req.query("number") ?? "")
  return number ? c.redirect(`/verify/${number}`, 303) : show(c, verifyPage, { number: "", found: undefined })
}

async function verify(c: C): Promise<Response> {
  const { scope } = c.var
  const number = typedNumber(c.req.param("number") ?? "")
  if (c.req.param("number") !== number) return c.redirect(number ? `/verify/${number}` : "/verify", 303)
  const certificate = await findCertificate(scope, number)
  const found = certificate && { ...certificate, standing: standingOf(certificate, scope.now) }
  // What a number answers may change at any moment, and is nobody else's to keep.
  c.header("Cache-Control", "no-store")
  c.header("X-Robots-Tag", "noindex")
  return show(c, verifyPage, { number: grouped(number), found }, found ? 200 : 404)
}

export const verifyRoutes = new Hono<Env>().get("/verify", box).get("/verify/:number", verify)
