import { Hono } from "hono"
import { z } from "zod"
import { codeLanes } from "#accounts/lanes.ts"
import { giveBack, take } from "#accounts/throttle.ts"
import { clientAddress, networkOf } from "#http/address.ts"
import type { C, Env } from "#http/env.ts"
import { line, problemFrom, readForm } from "#http/forms.ts"
import { seeOther, show } from "#http/show.ts"
import { deviceKind } from "#lib/device.ts"
import { leaveSeat, takeSeat } from "./commands.ts"
import { dropTablet, keepTablet, tabletToken } from "./middleware.ts"
import { inUsePage, signInPage } from "./pages.ts"

const form = z.object({ code: line(40) })

export const homeOf = (role: string) => (role === "head_judge" ? "/judge/progress" : "/judge/entries")

async function signIn(c: C, takeOver: boolean): Promise<Response> {
  const { scope } = c.var
  const read = await readForm(c, form, "judging.fields")
  if (!read.ok) return show(c, signInPage, { code: String(read.typed.code ?? ""), problems: read.problems }, 422)
  const { code } = read.value
  const again = (refusal: { code: string }, status: 422 | 429 = 422) =>
    show(c, signInPage, { code, problems: [problemFrom(c, { ...refusal, field: "code" })] }, status)
  const lanes = codeLanes(networkOf(clientAddress(c)))
  const wait = await take(scope, lanes)
  if (wait !== undefined) {
    c.header("Retry-After", String(wait))
    return again({ code: "too_many_codes" }, 429)
  }
  const label = deviceKind(c.req.header("User-Agent") ?? "")
  const taken = await takeSeat(scope, code, { token: tabletToken(c), label, random: c.var.random }, takeOver)
  if (taken.ok || taken.refusal.code !== "wrong_code") await giveBack(scope, lanes)
  if (taken.ok) {
    keepTablet(c, taken.value.token, taken.value.seat.validUntil)
    return seeOther(c, homeOf(taken.value.seat.role))
  }
  if (taken.refusal.code === "seat_in_use") {
    const { alias, since, device } = taken.refusal as unknown as { alias: string; since: Date; device: string }
    return show(c, inUsePage, { code, alias, since, device }, 409)
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
