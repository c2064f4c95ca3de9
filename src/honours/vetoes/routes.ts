import { Hono } from "hono"
import { holds } from "#accounts/permissions.ts"
import { signedInOnly } from "#accounts/signed-in.ts"
import { unitChoices } from "#directory/organisations/queries.ts"
import type { C, Env } from "#http/env.ts"
import { type Problem, problemFrom, readForm, type Typed } from "#http/forms.ts"
import { idParam } from "#http/ids.ts"
import { pageOf, pager } from "#http/paging.ts"
import { doneOf, notFound, seeOther, show, statusOf } from "#http/show.ts"
import { dayOf } from "#lib/dates.ts"
import { liftVeto, recordVeto } from "./commands.ts"
import { liftForm, vetoForm } from "./forms.ts"
import { vetoesPage, vetoFormPage, vetoPage } from "./pages.ts"
import { findVeto, knownGrounds, listVetoes } from "./queries.ts"
import { vetoStates } from "./standing.ts"

const base = "/manage/vetoes"
type Again = { readonly typed: Typed; readonly problems: Problem[] }
const fresh: Again = { typed: {}, problems: [] }

async function list(c: C): Promise<Response> {
  const { scope } = c.var
  if (!holds(scope.actor, "programmes.read")) return notFound(c)
  const state = vetoStates.find((one) => one === c.req.query("state"))
  const filter = { name: (c.req.query("name") ?? "").slice(0, 50), state }
  const page = pageOf(c)
  const { lines, total } = await listVetoes(scope, filter, page)
  const keeps = holds(scope.actor, "programmes.keep")
  return show(c, vetoesPage, { filter, lines, keeps, first: page.offset + 1, pager: pager(c, page, total) })
}

async function ask(c: C, again = fresh): Promise<Response> {
  const { scope } = c.var
  if (!holds(scope.actor, "programmes.keep")) return notFound(c)
  const units = await unitChoices(scope, "programmes.keep")
  const page = { units, grounds: knownGrounds, today: dayOf(scope.now), ...again }
  return show(c, vetoFormPage, page, again.problems.length > 0 ? 422 : 200)
}

async function one(c: C, again = fresh, status: ReturnType<typeof statusOf> = 422): Promise<Response> {
  const found = await findVeto(c.var.scope, idParam(c) ?? 0)
  if (!found) return notFound(c)
  const page = { ...found, ...again, done: doneOf(c, ["recorded", "lifted"]) }
  return show(c, vetoPage, page, again.problems.length > 0 ? status : 200)
}

export const vetoRoutes = new Hono<Env>()
  .use(base, signedInOnly())
  .use(`${base}/*`, signedInOnly())
  .get(base, list)
  .get(`${base}/new`, (c) => ask(c))
  .post(`${base}/new`, async (c) => {
    const form = await readForm(c, vetoForm, "vetoes.fields")
    if (!form.ok) return ask(c, form)
    const { unit, untilDay, ...facts } = form.value
    const made = await recordVeto(c.var.scope, { unitId: unit, untilDay: untilDay || null, ...facts })
    if (made.ok) return seeOther(c, `${base}/${made.value.id}?done=recorded`)
    return ask(c, { typed: form.typed, problems: [problemFrom(c, made.refusal)] })
  })
  .get(`${base}/:id{[0-9]+}`, (c) => one(c))
  .post(`${base}/:id{[0-9]+}/lifting`, async (c) => {
    const found = await findVeto(c.var.scope, idParam(c) ?? 0)
    if (!found?.keeps) return notFound(c)
    const form = await readForm(c, liftForm, "vetoes.fields")
    if (!form.ok) return one(c, form)
    const lifted = await liftVeto(c.var.scope, found.veto.id, form.value)
    if (lifted.ok) return seeOther(c, `${base}/${found.veto.id}?done=lifted`)
    return one(c, { typed: form.typed, problems: [problemFrom(c, lifted.refusal)] }, statusOf(lifted.refusal))
  })
