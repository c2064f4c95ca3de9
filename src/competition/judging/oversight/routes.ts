import { Hono } from "hono"
import { signedInOnly } from "#accounts/signed-in.ts"
import { seeEvent } from "#competition/contests/queries.ts"
import type { Env } from "#http/env.ts"
import { idParam } from "#http/ids.ts"
import { showLive } from "#http/live.ts"
import { notFound, show } from "#http/show.ts"
import { historyOf, progressOf } from "../sheets/queries.ts"
import { historyPage, overviewPage, overviewPart } from "./pages.ts"

export const oversightRoutes = new Hono<Env>()
  .use("/manage/events/:id/progress", signedInOnly())
  .use("/manage/events/:id/progress/*", signedInOnly())
  .use("/manage/events/:id/marks", signedInOnly())
  .get("/manage/events/:id/progress", async (c) => {
    const managed = await seeEvent(c.var.scope, idParam(c) ?? 0)
    if (!managed) return notFound(c)
    return show(c, overviewPage, { ...managed, progress: await progressOf(c.var.scope, managed.event.id) })
  })
  .get("/manage/events/:id/progress/live", async (c) => {
    const managed = await seeEvent(c.var.scope, idParam(c) ?? 0)
    if (!managed) return notFound(c)
    return showLive(c, overviewPart, { ...managed, progress: await progressOf(c.var.scope, managed.event.id) })
  })
  .get("/manage/events/:id/marks", async (c) => {
    const managed = await seeEvent(c.var.scope, idParam(c) ?? 0)
    if (!managed) return notFound(c)
    const code = c.req.query("entry") ?? ""
    const wanted = c.req.query("slot") ?? ""
    const progress = await progressOf(c.var.scope, managed.event.id)
    const slot = progress.slots.find((one) => one.slot === wanted)
    const history = slot ? await historyOf(c.var.scope, managed.event.id, code, slot.slot) : []
    return show(c, historyPage, { ...managed, progress, code, slot, history })
  })
