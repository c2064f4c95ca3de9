import { Hono } from "hono"
import { holds } from "#accounts/permissions.ts"
import { signedInOnly } from "#accounts/signed-in.ts"
import { fileField, fileProblem, keepOf, uploadsOf } from "#attachments/forms.ts"
import { fileLine, serveFile } from "#attachments/pages.ts"
import type { C, Env } from "#http/env.ts"
import { type Problem, problemFrom, readForm, type Typed } from "#http/forms.ts"
import { idParam } from "#http/ids.ts"
import { pageOf, pager } from "#http/paging.ts"
import { doneOf, notFound, refused, seeOther, show, statusOf } from "#http/show.ts"
import { changeDecision } from "./commands.ts"
import { addCopies } from "./copies/commands.ts"
import { copiesOf, copyKinds, mostCopies } from "./copies/queries.ts"
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

const base = "/manage/register/decisions"
type Again = { readonly problems: Problem[]; readonly typed: Typed }

async function decision(c: C, again: Again = { problems: [], typed: {} }, status?: 409): Promise<Response> {
  const { scope } = c.var
  const found = await findDecision(scope, idParam(c) ?? 0)
  if (!found) return notFound(c)
  const lines = await linesOf(scope, found.decision.id)
  const done = doneOf(c, ["changed", "kept"])
  const { id } = found.decision
  const files = (await copiesOf(scope, id)).map((file) => fileLine(file, `${base}/${id}/files/${file.token}`))
  const file = c.var.files && found.keeps ? fileField(c, copyKinds, mostCopies) : undefined
  return show(
    c,
    decisionPage,
    { ...found, lines, files, file, done, ...again },
    status ?? (again.problems.length > 0 ? 422 : 200),
  )
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

async function keepCopies(c: C): Promise<Response> {
  const id = idParam(c) ?? 0
  const keep = keepOf(c)
  const uploads = await uploadsOf(c, "copies")
  const found = await findDecision(c.var.scope, id)
  if (!keep || !found?.keeps) return notFound(c)
  if (uploads.length === 0) return seeOther(c, `${base}/${id}`)
  const done = await addCopies(c.var.scope, id, keep, uploads)
  if (done.ok) return seeOther(c, `${base}/${id}?done=kept`)
  if (done.refusal.field !== "copies") return refused(c, done.refusal, `${base}/${id}`)
  return decision(c, { problems: [fileProblem(c, done.refusal, "copies", copyKinds)], typed: {} })
}

async function copy(c: C): Promise<Response> {
  const found = await findDecision(c.var.scope, idParam(c) ?? 0)
  const files = found ? await copiesOf(c.var.scope, found.decision.id) : []
  const file = files.find(({ token }) => token === c.req.param("token"))
  return file ? serveFile(c, file) : notFound(c)
}

export const decisionRoutes = new Hono<Env>()
  .use("/manage/register/decisions/*", signedInOnly())
  .get("/manage/register/decisions", signedInOnly(), list)
  .get("/manage/register/decisions/:id{[0-9]+}", (c) => decision(c))
  .post("/manage/register/decisions/:id{[0-9]+}", change)
  .post("/manage/register/decisions/:id{[0-9]+}/files", keepCopies)
  .get("/manage/register/decisions/:id{[0-9]+}/files/:token", copy)
