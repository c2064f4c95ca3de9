import { Hono } from "hono"
import { signedInOnly } from "#accounts/signed-in.ts"
import type { C, Env } from "#http/env.ts"
import { idParam } from "#http/ids.ts"
import { notFound, seeOther, show } from "#http/show.ts"
import { preparationPage, stepPage } from "./pages.ts"
import { ceremonyOf } from "./queries.ts"

async function preparation(c: C): Promise<Response> {
  const found = await ceremonyOf(c.var.scope, idParam(c) ?? 0)
  if (!found) return notFound(c)
  return show(c, preparationPage, { ...found, withNames: c.req.query("preview") === "names" })
}

/** The step that the address asks for; without a number, the first, which names nobody. */
async function screen(c: C): Promise<Response> {
  const id = idParam(c) ?? 0
  const found = await ceremonyOf(c.var.scope, id)
  if (!found) return notFound(c)
  const { contest, event, titleOf, steps } = found
  const at = Number(c.req.query("step") ?? "0")
  const step = steps[at]
  if (!step) return seeOther(c, `/manage/events/${id}/ceremony`)
  const back = at > 0 ? at - 1 : undefined
  const next = at + 1 < steps.length ? at + 1 : undefined
  return show(c, stepPage, { contest, event, titleOf, step, back, next })
}

export const ceremonyRoutes = new Hono<Env>()
  .use("/manage/events/:id/ceremony/*", signedInOnly())
  .get("/manage/events/:id/ceremony", signedInOnly(), preparation)
  .get("/manage/events/:id/ceremony/screen", screen)
