import { Hono } from "hono"
import { holds } from "#accounts/permissions.ts"
import { signedInOnly } from "#accounts/signed-in.ts"
import { unitChoices } from "#directory/organisations/queries.ts"
import { type Known, knownOf } from "#directory/people/pages.ts"
import { findPerson, listPeople, type PersonLine } from "#directory/people/queries.ts"
import type { C, Env } from "#http/env.ts"
import { type Problem, problemFrom, readForm, type Typed } from "#http/forms.ts"
import { idOf, idParam, idQuery } from "#http/ids.ts"
import { pageOf, pager } from "#http/paging.ts"
import { doneOf, notFound, seeOther, show, statusOf } from "#http/show.ts"
import { hasPrivateUse } from "#lib/names.ts"
import type { Refusal } from "#lib/result.ts"
import { enterNewPerson, enterPerson, withdrawEntry } from "./commands.ts"
import { type Reason, reasonsAgainst, reasonsOfTime } from "./eligibility.ts"
import { entryForm, newEntryForm, reasonForm } from "./forms.ts"
import { conditionWords, enterPage, openEventPage, openEventsPage, ownEntryPage, reasonWords } from "./pages.ts"
import {
  findOpenEvent,
  findOwnEntry,
  listOpenEvents,
  type OpenEvent,
  ownEntries,
  roomFor,
  takesTeams,
  termsOf,
} from "./queries.ts"

export const registrationRoutes = new Hono<Env>()
  .use("/manage/registration", signedInOnly())
  .use("/manage/registration/*", signedInOnly())
  .get("/manage/registration", async (c) => {
    if (!holds(c.var.scope.actor, "registration.enter")) return notFound(c)
    const name = (c.req.query("name") ?? "").slice(0, 50)
    const page = pageOf(c)
    const { lines, total } = await listOpenEvents(c.var.scope, name, page)
    return show(c, openEventsPage, {
      name,
      lines,
      offset: page.offset,
      pager: pager(c, page, total),
    })
  })
  .get("/manage/registration/events/:id", async (c) => {
    const open = await findOpenEvent(c.var.scope, idParam(c) ?? 0)
    return open ? eventPage(c, open) : notFound(c)
  })
  .get("/manage/registration/events/:id/new", async (c) => {
    const open = await findOpenEvent(c.var.scope, idParam(c) ?? 0)
    if (!open) return notFound(c)
    if (!c.req.query("person")) return enter(c, open, undefined, {}, [])
    const person = await findPerson(c.var.scope, idQuery(c, "person") ?? 0, "registration.enter")
    return person ? enter(c, open, person, {}, []) : notFound(c)
  })
  .post("/manage/registration/events/:id/entries", async (c) => {
    const open = await findOpenEvent(c.var.scope, idParam(c) ?? 0)
    if (!open) return notFound(c)
    const form = await readForm(c, entryForm, "registration.fields")
    const person = await findPerson(c.var.scope, idOf(form.typed.person) ?? 0, "registration.enter")
    if (!person) return notFound(c)
    if (!form.ok) return enter(c, open, person, form.typed, form.problems)
    const entered = await enterPerson(c.var.scope, open.event.id, form.value)
    if (entered.ok) return seeOther(c, `/manage/registration/events/${open.event.id}?done=entered`)
    return enter(c, open, person, form.typed, problemsFrom(c, entered.refusal))
  })
  .post("/manage/registration/events/:id/people", async (c) => {
    const open = await findOpenEvent(c.var.scope, idParam(c) ?? 0)
    if (!open) return notFound(c)
    const form = await readForm(c, newEntryForm, "registration.fields")
    if (!form.ok) return enter(c, open, undefined, form.typed, form.problems)
    const entered = await enterNewPerson(c.var.scope, open.event.id, form.value)
    if (entered.ok) return seeOther(c, `/manage/registration/events/${open.event.id}?done=entered`)
    return enter(c, open, undefined, form.typed, problemsFrom(c, entered.refusal), knownOf(entered.refusal))
  })
  .get("/manage/registration/entries/:id", async (c) => ownEntry(c, {}, []))
  .post("/manage/registration/entries/:id/withdrawal", async (c) => {
    const form = await readForm(c, reasonForm, "registration.fields")
    if (!form.ok) return ownEntry(c, form.typed, form.problems)
    const withdrawn = await withdrawEntry(c.var.scope, idParam(c) ?? 0, form.value)
    if (withdrawn.ok) return seeOther(c, `/manage/registration/entries/${withdrawn.value.id}?done=withdrawn`)
    return ownEntry(c, form.typed, [problemFrom(c, withdrawn.refusal)], statusOf(withdrawn.refusal))
  })

const eventDones = ["entered", "imported"]

async function eventPage(c: C, open: OpenEvent) {
  const { scope, view } = c.var
  const name = (c.req.query("name") ?? "").slice(0, 50)
  const page = pageOf(c)
  const entries = await ownEntries(scope, open.event.id)
  const { lines, total } = await listPeople(scope, { name, unitPath: undefined }, page, "registration.enter")
  const terms = termsOf(open)
  const [shut] = reasonsOfTime(terms, scope.now)
  const standing = entries.filter(({ registration }) => registration === "submitted" || registration === "approved")
  const candidates = lines.map((person) => {
    const entered = standing.some(({ personId }) => personId === person.id)
    const reasons = reasonsAgainst(terms, person, { unit: 0, event: 0, entered }, scope.now)
    return {
      person,
      reasons: reasons.map((reason) => reasonWords(view.t, reason)),
    }
  })
  return show(c, openEventPage, {
    ...open,
    conditions: conditionWords(view.t, open),
    shut: shut ? reasonWords(view.t, shut) : "",
    entries,
    name,
    candidates,
    pager: pager(c, page, total),
    done: doneOf(c, eventDones),
  })
}

async function enter(
  c: C,
  open: OpenEvent,
  person: PersonLine | undefined,
  typed: Typed,
  problems: Problem[],
  known?: Known,
) {
  const { scope, view } = c.var
  const standing = person && (await roomFor(scope, open, person))
  const reasons = standing ? reasonsAgainst(termsOf(open), person, standing, scope.now) : []
  const units = await unitChoices(scope, "registration.enter")
  return show(
    c,
    enterPage,
    {
      ...open,
      person,
      reasons: reasons.map((reason) => reasonWords(view.t, reason)),
      oddName: hasPrivateUse(String(typed.name ?? "")),
      units,
      hasTeams: await takesTeams(scope, open),
      typed,
      problems,
      known,
    },
    problems.length > 0 ? 422 : 200,
  )
}

/** Every reason against an entry stands alone in the summary. */
function problemsFrom(c: C, refusal: Refusal): Problem[] {
  if (refusal.code !== "not_eligible") return [problemFrom(c, refusal)]
  return (refusal.reasons as Reason[]).map((reason) => ({
    field: "",
    message: reasonWords(c.var.view.t, reason),
  }))
}

async function ownEntry(c: C, typed: Typed, problems: Problem[], status: ReturnType<typeof statusOf> = 422) {
  const found = await findOwnEntry(c.var.scope, idParam(c) ?? 0)
  if (!found) return notFound(c)
  const standing = found.entry.registration === "submitted" || found.entry.registration === "approved"
  const mayWithdraw = standing && reasonsOfTime(termsOf(found), c.var.scope.now).length === 0
  const done = doneOf(c, ["withdrawn"])
  return show(c, ownEntryPage, { ...found, mayWithdraw, typed, problems, done }, problems.length > 0 ? status : 200)
}
