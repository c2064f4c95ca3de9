import { Hono } from "hono"
import { signedInOnly } from "#accounts/signed-in.ts"
import { runsToChange } from "#competition/contests/middleware.ts"
import { findEvent } from "#competition/contests/queries.ts"
import type { C, Env } from "#http/env.ts"
import { type Problem, problemFrom, readForm, type Typed } from "#http/forms.ts"
import { idParam } from "#http/ids.ts"
import { doneOf, notFound, refused, seeOther, show, statusOf } from "#http/show.ts"
import { drawCodes, openCodeList, prepareDraw } from "./commands.ts"
import { drawForm } from "./forms.ts"
import { codeListPage, drawPage } from "./pages.ts"
import { findDraw } from "./queries.ts"

const path = "/manage/events/:id/draw"

export const drawRoutes = new Hono<Env>()
  .use(path, signedInOnly(), runsToChange())
  .use(`${path}/*`, signedInOnly(), runsToChange())
  .get(path, async (c) => draw(c, {}, []))
  .post(`${path}/seed`, async (c) => {
    const id = idParam(c) ?? 0
    const prepared = await prepareDraw(c.var.scope, id, c.var.random(32))
    const back = `/manage/events/${id}/draw`
    return prepared.ok ? seeOther(c, `${back}?done=prepared`) : refused(c, prepared.refusal, back)
  })
  .post(path, async (c) => {
    const form = await readForm(c, drawForm, "draws.fields")
    if (!form.ok) return draw(c, form.typed, form.problems)
    const id = idParam(c) ?? 0
    const drawn = await drawCodes(c.var.scope, id, form.value.prefix)
    if (drawn.ok) return seeOther(c, `/manage/events/${id}/draw?done=drawn`)
    return draw(c, form.typed, [problemFrom(c, drawn.refusal)], statusOf(drawn.refusal))
  })
  .post(`${path}/list`, async (c) => {
    const id = idParam(c) ?? 0
    const managed = await findEvent(c.var.scope, id)
    if (!managed) return notFound(c)
    const opened = await openCodeList(c.var.scope, id)
    if (!opened.ok) return refused(c, opened.refusal, `/manage/events/${id}/draw`)
    return show(c, codeListPage, { ...managed, entries: opened.value })
  })

const dones = ["prepared", "drawn"]

async function draw(c: C, typed: Typed, problems: Problem[], status: ReturnType<typeof statusOf> = 422) {
  const found = await findDraw(c.var.scope, idParam(c) ?? 0)
  if (!found) return notFound(c)
  const early = c.var.scope.now < found.contest.registrationClosesAt
  const done = doneOf(c, dones)
  return show(c, drawPage, { ...found, early, typed, problems, done }, problems.length > 0 ? status : 200)
}
