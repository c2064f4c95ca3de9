import { Hono } from "hono"
import { signedInOnly } from "#accounts/signed-in.ts"
import type { C, Env } from "#http/env.ts"
import { type Problem, problemFrom, readForm, type Typed } from "#http/forms.ts"
import { idOf } from "#http/ids.ts"
import { doneOf, notFound, seeOther, show, statusOf } from "#http/show.ts"
import { dayOf } from "#lib/dates.ts"
import type { Refusal } from "#lib/result.ts"
import { assess, listForCultivation } from "./commands.ts"
import { assessmentForm, cultivationForm } from "./forms.ts"
import { cultivationPage } from "./pages.ts"
import { type Cultivating, findCultivation } from "./queries.ts"

const path = "/manage/programmes/:slug/cultivation"
type Again = { readonly problems: Problem[]; readonly typed: Typed; readonly status?: 409 }

async function cultivation(c: C, found: Cultivating, again: Again = { problems: [], typed: {} }): Promise<Response> {
  const { problems, typed, status } = again
  const shape = { found, today: dayOf(c.var.scope.now), done: doneOf(c, ["listed", "assessed"]), problems, typed }
  return show(c, cultivationPage, shape, status ?? (problems.length > 0 ? 422 : 200))
}

const again = (c: C, refusal: Refusal, typed: Typed): Again => ({
  ...{ problems: [problemFrom(c, refusal)], typed },
  ...(statusOf(refusal) === 409 && { status: 409 as const }),
})

async function list(c: C, found: Cultivating): Promise<Response> {
  const form = await readForm(c, cultivationForm, "naming.fields")
  if (!form.ok) return cultivation(c, found, form)
  const { nominee, documentNumber: number, ...document } = form.value
  const ids = nominee.flatMap((text) => idOf(text) ?? [])
  const { slug } = found.programme
  const done = await listForCultivation(c.var.scope, slug, { ids, document: { ...document, number } })
  if (done.ok) return seeOther(c, `/manage/programmes/${slug}/cultivation?done=listed`)
  return cultivation(c, found, again(c, done.refusal, form.typed))
}

async function assessed(c: C, found: Cultivating): Promise<Response> {
  const form = await readForm(c, assessmentForm, "naming.cultivation.fields")
  if (!form.ok) return cultivation(c, found, form)
  const { slug } = found.programme
  const done = await assess(c.var.scope, slug, form.value)
  if (done.ok) return seeOther(c, `/manage/programmes/${slug}/cultivation?done=assessed`)
  return done.refusal.code === "not_found" ? notFound(c) : cultivation(c, found, again(c, done.refusal, form.typed))
}

const withFound = (handler: (c: C, found: Cultivating) => Promise<Response>) => async (c: C) => {
  const found = await findCultivation(c.var.scope, c.req.param("slug") ?? "")
  return found ? handler(c, found) : notFound(c)
}

export const cultivationRoutes = new Hono<Env>()
  .use(path, signedInOnly())
  .use(`${path}/*`, signedInOnly())
  .get(path, withFound(cultivation))
  .post(path, withFound(list))
  .post(`${path}/assessments`, withFound(assessed))
