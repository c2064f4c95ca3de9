import { Hono } from "hono"
import { holds } from "#accounts/permissions.ts"
import { signedInOnly } from "#accounts/signed-in.ts"
import type { C, Env } from "#http/env.ts"
import { type Problem, problemFrom, readForm, type Typed } from "#http/forms.ts"
import { idParam } from "#http/ids.ts"
import { pageOf, pager } from "#http/paging.ts"
import { doneOf, notFound, seeOther, show, statusOf } from "#http/show.ts"
import { changeDecision } from "./commands.ts"
import { decisionForm } from "./forms.ts"
import { decisionPage, decisionsPage } from "./pages.ts"
import { countDecisions, findDecision, linesOf, listDecisions } from "./queries.ts"

async function list(c: C): Promise<Response> {
  const { scope } = c.var
  if (!holds(scope.actor, "register.read")) return notFound(c)
  const page = pageOf(c)
  const total = await countDecisions(scope)
  return show(c, decisionsPage, { decisions: await listDecisions(scope, page), pager: pager(c, page, total) })
}

type Again = { readonly problems: Problem[]; readonly typed: Typed }

async function decision(c: C, again: Again = { problems: [], typed: {} }, status?: 409): Promise<Response> {
  const { scope } = c.var
  const found = await findDecision(scope, idParam(c) ?? 0)
  if (!found) return notFound(c)
  const lines = await linesOf(scope, found.decision.id)
  const done = doneOf(c, ["changed"])
  return show(c, decisionPage, { ...found, lines, done, ...again }, status ?? (again.problems.length > 0 ? 422 : 200))
}

async function change(c: C): Promise<Response> {
  const id = idParam(c) ?? 0
  const found = await findDecision(c.var.scope, id)
  if (!found?.keeps) return notFound(c)
  const form = await readForm(c, decisionForm, "register.decisions.fields")
  if (!form.ok) return decision(c, form)
  const done = await changeDecision(c.var.scope, id, form.value)
  if (done.ok) return seeOther(c, `/manage/register/decisions/${id}?done=changed`)
  const again = { problems: [problemFrom(c, done.refusal)], typed: form.typed }
  return decision(c, again, statusOf(done.refusal) === 409 ? 409 : undefined)
}

export const decisionRoutes = new Hono<Env>()
  .use("/manage/register/decisions/*", signedInOnly())
  .get("/manage/register/decisions", signedInOnly(), list)
  .get("/manage/register/decisions/:id{[0-9]+}", (c) => decision(c))
  .post("/manage/register/decisions/:id{[0-9]+}", change)
