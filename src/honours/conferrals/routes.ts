import { Hono } from "hono"
import { holds } from "#accounts/permissions.ts"
import { signedInOnly } from "#accounts/signed-in.ts"
import { documentNumber } from "#honours/register/document-number.ts"
import type { C, Env } from "#http/env.ts"
import { type Problem, problemFrom, readForm, type Typed, typedOf } from "#http/forms.ts"
import { idParam } from "#http/ids.ts"
import { notFound, seeOther, show } from "#http/show.ts"
import { dayOf } from "#lib/dates.ts"
import { refuse } from "#lib/result.ts"
import { confer } from "./commands.ts"
import { conferralStates, notBefore, unfounded } from "./conferral.ts"
import { decisionForm } from "./forms.ts"
import { checkPage, conferralPage, conferralsPage } from "./pages.ts"
import { plan, prizesOf, readChoices } from "./plan.ts"
import { type Conferral, findConferral, listConferrals } from "./queries.ts"

async function list(c: C): Promise<Response> {
  if (!holds(c.var.scope.actor, "honours.confer")) return notFound(c)
  const state = conferralStates.find((one) => one === c.req.query("state"))
  const all = await listConferrals(c.var.scope)
  return show(c, conferralsPage, { conferrals: all.filter((one) => !state || one.state === state), state })
}

type Again = { readonly problems: Problem[]; readonly typed: Typed }

function conferral(c: C, found: Conferral, again: Again = { problems: [], typed: {} }): Response {
  const shape = {
    conferral: found,
    prizes: prizesOf(found.rules, found.won, found.held),
    unfounded: unfounded(found.won, found.held),
    today: dayOf(c.var.scope.now),
    done: c.req.query("done") === "conferred",
    ...again,
  }
  return show(c, conferralPage, shape, again.problems.length > 0 ? 422 : 200)
}

/** The decision and the choices of a form, or the page again with everything that is wrong. */
async function read(c: C, found: Conferral) {
  const form = await readForm(c, decisionForm, "register.fields")
  const prizes = prizesOf(found.rules, found.won, found.held)
  const honourIds = found.honours.map(({ id }) => id)
  const { choices, refusals } = readChoices(form.typed, prizes, honourIds)
  const number = form.ok ? documentNumber(form.value.documentNumber) : undefined
  if (form.ok && !number) refusals.push({ code: "not_a_document_number", field: "documentNumber" })
  const problems = [...refusals.map((refusal) => problemFrom(c, refusal)), ...(form.ok ? [] : form.problems)]
  if (!form.ok || !number || problems.length > 0) return { again: { problems, typed: form.typed } }
  const { decidedOn } = form.value
  const visibleFrom = notBefore(form.value.visibleFrom, found.visibleFrom, c.var.scope.now)
  return { choices, decision: { decidedOn, visibleFrom, documentNumber: number }, typed: form.typed }
}

async function check(c: C, found: Conferral): Promise<Response> {
  const form = await read(c, found)
  if (form.again) return conferral(c, found, form.again)
  const stands = found.event.state === "published"
  const code = found.isNewest ? (stands ? undefined : "in_correction") : "superseded"
  const superseded = code && refuse({ code })
  const planned = superseded ?? plan(form.choices, found.won, found.held)
  if (!planned.ok) return conferral(c, found, { problems: [problemFrom(c, planned.refusal)], typed: form.typed })
  return show(c, checkPage, { conferral: found, lines: planned.value, decision: form.decision, typed: form.typed })
}

async function conferAll(c: C, found: Conferral): Promise<Response> {
  const form = await read(c, found)
  if (form.again) return conferral(c, found, form.again)
  const { choices, decision, typed } = form
  const done = await confer(c.var.scope, { versionId: found.id, choices, decision })
  if (!done.ok) return conferral(c, found, { problems: [problemFrom(c, done.refusal)], typed })
  return seeOther(c, `/manage/register/conferrals/${found.id}?done=conferred`)
}

/** From the check back to the form, with everything that was chosen. */
const change = async (c: C, found: Conferral) => conferral(c, found, { problems: [], typed: await typedOf(c) })

const withConferral = (handler: (c: C, found: Conferral) => Response | Promise<Response>) => async (c: C) => {
  const found = await findConferral(c.var.scope, idParam(c) ?? 0)
  return found ? handler(c, found) : notFound(c)
}

export const conferralRoutes = new Hono<Env>()
  .use("/manage/register/conferrals", signedInOnly())
  .use("/manage/register/conferrals/*", signedInOnly())
  .get("/manage/register/conferrals", list)
  .get(
    "/manage/register/conferrals/:id",
    withConferral((c, found) => conferral(c, found)),
  )
  .post("/manage/register/conferrals/:id", withConferral(conferAll))
  .post("/manage/register/conferrals/:id/check", withConferral(check))
  .post("/manage/register/conferrals/:id/form", withConferral(change))
