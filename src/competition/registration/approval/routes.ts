import { Hono } from "hono"
import { signedInOnly } from "#accounts/signed-in.ts"
import { runsToChange } from "#competition/contests/middleware.ts"
import { seeEvent } from "#competition/contests/queries.ts"
import { isSigned } from "#competition/contests/workflow.ts"
import { registrationStates } from "#db/words.ts"
import type { C, Env } from "#http/env.ts"
import { type Problem, problemFrom, readForm, type Typed } from "#http/forms.ts"
import { idOf, idParam, idQuery } from "#http/ids.ts"
import { pageOf, pager } from "#http/paging.ts"
import { doneOf, notFound, seeOther, show, statusOf } from "#http/show.ts"
import type { Refusal, Result } from "#lib/result.ts"
import { approvalForm, rejectionForm, seenForm, statusForm } from "../forms.ts"
import { approvalPage, approvalsPage } from "../pages.ts"
import { approveEntries, changeStatus, rejectEntry, reopenEntry } from "./commands.ts"
import { findEntry, officersList } from "./queries.ts"

const list = "/manage/events/:id/registration"
const one = `${list}/:entry`

export const approvalRoutes = new Hono<Env>()
  .use(list, signedInOnly())
  .use(`${list}/*`, signedInOnly(), runsToChange())
  .get(list, (c) => entries(c, []))
  .post(`${list}/approval`, async (c) => {
    const id = idParam(c) ?? 0
    const form = await readForm(c, approvalForm, "registration.fields")
    const ids = form.ok ? form.value.entry.flatMap((text) => idOf(text) ?? []) : []
    const done = await approveEntries(c.var.scope, id, ids)
    if (!done.ok) return entries(c, [problemFrom(c, done.refusal)], statusOf(done.refusal))
    const [only] = ids.length === 1 && c.req.query("from") === "entry" ? ids : []
    const back = `/manage/events/${id}/registration`
    return seeOther(c, only ? `${back}/${only}?done=approved` : `${back}?done=approved&approved=${done.value}`)
  })
  .get(one, async (c) => entry(c, {}, []))
  .post(`${one}/rejection`, async (c) => {
    const form = await readForm(c, rejectionForm, "registration.fields")
    if (!form.ok) return entry(c, form.typed, form.problems)
    const { version, rejectionReason: reason } = form.value
    return after(c, form.typed, "rejected", await rejectEntry(c.var.scope, ...idsOf(c), { version, reason }))
  })
  .post(`${one}/reopening`, async (c) => {
    const form = await readForm(c, seenForm, "registration.fields")
    if (!form.ok) return entry(c, form.typed, form.problems)
    return after(c, form.typed, "reopened", await reopenEntry(c.var.scope, ...idsOf(c), form.value))
  })
  .post(`${one}/status`, async (c) => {
    const form = await readForm(c, statusForm, "registration.fields")
    if (!form.ok) return entry(c, form.typed, form.problems)
    return after(c, form.typed, "status", await changeStatus(c.var.scope, ...idsOf(c), form.value))
  })

const dones = ["approved", "rejected", "reopened", "status"]

const idsOf = (c: C): [number, number] => [idParam(c) ?? 0, idParam(c, "entry") ?? 0]

function after(c: C, typed: Typed, done: string, result: Result<unknown, Refusal>) {
  if (!result.ok) return entry(c, typed, [problemFrom(c, result.refusal)], statusOf(result.refusal))
  const [event, id] = idsOf(c)
  return seeOther(c, `/manage/events/${event}/registration/${id}?done=${done}`)
}

async function entries(c: C, problems: Problem[], status: ReturnType<typeof statusOf> = 422) {
  const seen = await seeEvent(c.var.scope, idParam(c) ?? 0)
  if (!seen) return notFound(c)
  const state = registrationStates.find((one) => one === c.req.query("state"))
  const name = (c.req.query("name") ?? "").slice(0, 50)
  const page = pageOf(c)
  const { counts, lines, total } = await officersList(c.var.scope, seen.event.id, { state, name }, page)
  const shape = {
    ...seen,
    counts,
    state,
    name,
    lines,
    offset: page.offset,
    pager: pager(c, page, total),
    problems,
  }
  const mayDecide = seen.runs && seen.event.state === "registration"
  const approved = idQuery(c, "approved") ?? 0
  return show(
    c,
    approvalsPage,
    { ...shape, mayDecide, done: doneOf(c, dones), approved },
    problems.length > 0 ? status : 200,
  )
}

async function entry(c: C, typed: Typed, problems: Problem[], status: ReturnType<typeof statusOf> = 422) {
  const found = await findEntry(c.var.scope, ...idsOf(c))
  if (!found) return notFound(c)
  const { state } = found.event
  const maySetStatus = found.runs && found.entry.registration === "approved" && !isSigned(state)
  const shape = {
    ...found,
    mayDecide: found.runs && state === "registration",
    maySetStatus,
    typed,
    problems,
    done: doneOf(c, dones),
  }
  return show(c, approvalPage, shape, problems.length > 0 ? status : 200)
}
