import { Hono } from "hono"
import { z } from "zod"
import { codeLanes } from "#accounts/lanes.ts"
import { giveBack, take } from "#accounts/throttle.ts"
import { clientAddress, networkOf } from "#http/address.ts"
import type { C, Env } from "#http/env.ts"
import { line, optionalLine, problemFrom, readForm } from "#http/forms.ts"
import { seeOther, show } from "#http/show.ts"
import { deviceKind } from "#lib/device.ts"
import { leaveSeat, takeSeat } from "./commands.ts"
import { dropTablet, keepTablet, tabletToken } from "./middleware.ts"
import { inUsePage, signInPage } from "./pages.ts"
import type { DeviceRow } from "./queries.ts"
import { workerScript } from "./worker-script.ts"

/** `seat`: what the tablet still holds is of this seat, and only its code opens anything. */
const form = z.object({ code: line(40), seat: optionalLine(12) })

export const homeOf = (role: string) => (role === "head_judge" ? "/judge/progress" : "/judge/entries")

async function signIn(c: C, takeOver: boolean): Promise<Response> {
  const { scope } = c.var
  const read = await readForm(c, form, "judging.fields")
  if (!read.ok) return show(c, signInPage, { code: String(read.typed.code ?? ""), problems: read.problems }, 422)
  const { code, seat } = read.value
  const held = seat === "" ? undefined : Number(seat)
  const again = (refusal: { code: string }, status: 422 | 429 = 422) => {
    const problems = [problemFrom(c, { ...refusal, field: "code" })]
    return show(c, signInPage, { code, problems, held: held === undefined ? undefined : { seat: held } }, status)
  }
  const lanes = codeLanes(networkOf(clientAddress(c)))
  const wait = await take(scope, lanes)
  if (wait !== undefined) {
    c.header("Retry-After", String(wait))
    return again({ code: "too_many_codes" }, 429)
  }
  const label = deviceKind(c.req.header("User-Agent") ?? "")
  const tablet = { token: tabletToken(c), label, random: c.var.random, held }
  const taken = await takeSeat(scope, code, tablet, takeOver)
  if (taken.ok || taken.refusal.code !== "wrong_code") await giveBack(scope, lanes)
  if (taken.ok) {
    keepTablet(c, taken.value.token, taken.value.seat.validUntil)
    return seeOther(c, homeOf(taken.value.seat.role))
  }
  if (taken.refusal.code === "seat_in_use") {
    const { alias, holder } = taken.refusal as unknown as { alias: string; holder: DeviceRow }
    return show(c, inUsePage, { code, seat, alias, holder }, 409)
  }
  return again(taken.refusal)
}

export const seatRoutes = new Hono<Env>()
  .get("/judge", (c) => seeOther(c, "/judge/"))
  .get("/judge/", (c) => show(c, signInPage, { code: "", problems: [] }))
  .post("/judge/", (c) => signIn(c, false))
  .post("/judge/take-over", (c) => signIn(c, true))
  .post("/judge/sign-out", async (c) => {
    const token = tabletToken(c)
    if (token) await leaveSeat(c.var.scope, token)
    dropTablet(c)
    return seeOther(c, "/judge/")
  })
  .get("/judge/worker.js", (c) => {
    c.header("Content-Type", "text/javascript; charset=utf-8")
    c.header("Cache-Control", "no-cache")
    return c.body(workerScript(c))
  })
