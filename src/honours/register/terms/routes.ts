import { Hono } from "hono"
import { holds } from "#accounts/permissions.ts"
import { signedInOnly } from "#accounts/signed-in.ts"
import type { C, Env } from "#http/env.ts"
import { type Problem, problemFrom, readForm, type Typed } from "#http/forms.ts"
import { idOf, idParam } from "#http/ids.ts"
import { pageOf, pager } from "#http/paging.ts"
import { doneOf, notFound, seeOther, show, statusOf } from "#http/show.ts"
import { dayOf } from "#lib/dates.ts"
import type { Refusal } from "#lib/result.ts"
import { findEntry } from "../queries.ts"
import { decideTerms, setTerm } from "./commands.ts"
import { reconfirmationForm, termActForm, termForm } from "./forms.ts"
import { termPage, termsPage } from "./pages.ts"
import { countTerms, listTerms, termActsOf, termOf, termViews } from "./queries.ts"
import { movesOn } from "./workflow.ts"

const one = "/manage/register/:id{[0-9]+}/term"
const words = "register.terms.fields"
type Again = { readonly problems: Problem[]; readonly typed: Typed; readonly status?: 409 }
const fresh: Again = { problems: [], typed: {} }
const statusFor = ({ problems, status }: Again) => status ?? (problems.length > 0 ? 422 : 200)

const again = (c: C, refusal: Refusal, typed: Typed): Again => ({
  ...{ problems: [problemFrom(c, refusal)], typed },
  ...(statusOf(refusal) === 409 && { status: 409 as const }),
})

async function list(c: C, asked = fresh): Promise<Response> {
  const { scope } = c.var
  if (!holds(scope.actor, "register.read")) return notFound(c)
  const view = termViews.find((each) => each === c.req.query("view")) ?? "due"
  const page = pageOf(c)
  const total = await countTerms(scope, view)
  const lines = await listTerms(scope, view, page)
  const facts = { view, lines, keeps: holds(scope.actor, "register.keep"), today: dayOf(scope.now) }
  const { problems, typed } = asked
  const shape = { ...facts, done: doneOf(c, ["reconfirmed"]), pager: pager(c, page, total), problems, typed }
  return show(c, termsPage, shape, statusFor(asked))
}

const chosenFrom = (texts: readonly string[]) =>
  texts.flatMap((text) => {
    const [entryId, version] = text.split(":").map((part) => idOf(part))
    return entryId && version ? [{ entryId, version }] : []
  })

async function reconfirm(c: C): Promise<Response> {
  if (!holds(c.var.scope.actor, "register.keep")) return notFound(c)
  const form = await readForm(c, reconfirmationForm, words)
  if (!form.ok) return list(c, form)
  const { chosen, ...document } = form.value
  const done = await decideTerms(c.var.scope, chosenFrom(chosen), { ...document, act: "reconfirm", grade: "" })
  if (done.ok) return seeOther(c, "/manage/register/terms?done=reconfirmed")
  return done.refusal.code === "not_found" ? notFound(c) : list(c, again(c, done.refusal, form.typed))
}

async function term(c: C, asked = fresh): Promise<Response> {
  const { scope } = c.var
  const found = await findEntry(scope, idParam(c) ?? 0, "register.read")
  if (!found) return notFound(c)
  const { entry, honour, keeps } = found
  const held = await termOf(scope, entry.id)
  const today = dayOf(scope.now)
  const open = keeps && held && (!entry.revokedAt || held.state === "ended")
  const moves = open ? movesOn(held, held, today) : []
  const facts = { entry, honour, keeps, term: held, acts: await termActsOf(scope, entry.id), moves, today }
  const { problems, typed } = asked
  return show(c, termPage, { ...facts, done: doneOf(c, ["begun", "decided"]), problems, typed }, statusFor(asked))
}

async function begin(c: C): Promise<Response> {
  const id = idParam(c) ?? 0
  if (!(await findEntry(c.var.scope, id))) return notFound(c)
  const form = await readForm(c, termForm, words)
  if (!form.ok) return term(c, form)
  const done = await setTerm(c.var.scope, id, form.value)
  return done.ok ? seeOther(c, `/manage/register/${id}/term?done=begun`) : term(c, again(c, done.refusal, form.typed))
}

async function decide(c: C): Promise<Response> {
  const id = idParam(c) ?? 0
  if (!(await findEntry(c.var.scope, id))) return notFound(c)
  const form = await readForm(c, termActForm, words)
  if (!form.ok) return term(c, form)
  const { version, ...given } = form.value
  const done = await decideTerms(c.var.scope, [{ entryId: id, version }], given)
  if (done.ok) return seeOther(c, `/manage/register/${id}/term?done=decided`)
  return done.refusal.code === "not_found" ? notFound(c) : term(c, again(c, done.refusal, form.typed))
}

export const termRoutes = new Hono<Env>()
  .use("/manage/register/terms", signedInOnly())
  .get("/manage/register/terms", (c) => list(c))
  .post("/manage/register/terms", reconfirm)
  .get(one, signedInOnly(), (c) => term(c))
  .post(one, signedInOnly(), begin)
  .post(`${one}/decision`, signedInOnly(), decide)
