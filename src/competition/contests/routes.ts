import { Hono } from "hono"
import { holds, reachOf } from "#accounts/permissions.ts"
import { signedInOnly } from "#accounts/signed-in.ts"
import type { Both } from "#db/schema/index.ts"
import { contestStates } from "#db/words.ts"
import { unitChoices } from "#directory/organisations/queries.ts"
import type { C, Env } from "#http/env.ts"
import { type Problem, problemFrom, readForm, type Typed } from "#http/forms.ts"
import { idParam } from "#http/ids.ts"
import { pageOf, pager } from "#http/paging.ts"
import { doneOf, notFound, refusalWords, refused, seeOther, show, statusOf } from "#http/show.ts"
import type { Actor } from "#lib/actor.ts"
import type { Refusal } from "#lib/result.ts"
import type { View } from "#render/template.ts"
import { changeContest, changeEvent, createContest, createEvent, moveContest, openRegistration } from "./commands.ts"
import { disorder } from "./dates.ts"
import { impossible } from "./eligibility.ts"
import { type ContestForm, contestForm, eventForm, newContestForm, newEventForm, versionForm } from "./forms.ts"
import * as pages from "./pages.ts"
import {
  type ContestRow,
  type EventRow,
  eventsOf,
  findContest,
  findEvent,
  listContests,
  seeContest,
  seeEvent,
} from "./queries.ts"
import { stepsOf } from "./steps.ts"
import { templateById, templates } from "./templates/all.ts"
import type { EventTemplate } from "./templates/template.ts"
import { type ContestMove, mayChangeEvent } from "./workflow.ts"

/** Whoever runs one contest only has no unit to hold another in. */
const mayHost = (actor: Actor): boolean => reachOf(actor, "contests.run").length > 0

type Asked = { readonly typed: Typed; readonly problems?: readonly Problem[]; readonly version?: number }
const asked = (problems: readonly Problem[] | undefined) => (problems && problems.length > 0 ? 422 : 200)

const stale = (problems: readonly Problem[], c: C) =>
  problems.some(({ message }) => message === refusalWords(c, { code: "stale" }))

/** Whoever runs one contest only has no reach of units; its host stays to be chosen. */
async function hostsFor(c: C, contest: ContestRow | undefined) {
  const choices = (await unitChoices(c.var.scope, "contests.run")).map(({ value, text }) => ({ value, text }))
  if (!contest || choices.some(({ value }) => value === contest.hostUnitId)) return choices
  const seen = await seeContest(c.var.scope, contest.id)
  return [...choices, { value: contest.hostUnitId, text: seen?.hostName ?? "" }]
}

async function askContest(c: C, contest: ContestRow | undefined, { typed, problems = [], version }: Asked) {
  const hosts = await hostsFor(c, contest)
  const seen = version ?? contest?.version ?? 0
  const there = contest && version !== undefined && stale(problems, c) ? pages.typedOfContest(contest) : undefined
  return show(c, pages.contestFormPage, { contest, typed, there, problems, version: seen, hosts }, asked(problems))
}

/** All that is wrong with the order of dates at once; the command only names the first. */
const datesOf = (c: C, form: ContestForm) => disorder(form).map((refusal) => problemFrom(c, refusal))

type AskedEvent = Asked & { readonly event?: EventRow | undefined; readonly from?: EventTemplate | undefined }

function askEvent(c: C, contest: ContestRow, { event, from, typed, problems = [], version }: AskedEvent) {
  const seen = version ?? event?.version ?? 0
  const there = event && version !== undefined && stale(problems, c) ? pages.typedOfEvent(event) : undefined
  return show(c, pages.eventFormPage, { contest, event, from, typed, there, problems, version: seen }, asked(problems))
}

/** A stale form comes back with what is there now beside it, and its version: sending it again is then a decision. */
const versionAfter = (refusal: Refusal, there: { version: number }, seen: number): number =>
  refusal.code === "stale" ? there.version : seen

async function contestView(c: C, problem = "", status: 200 | 409 | 422 = 200) {
  const seen = await seeContest(c.var.scope, idParam(c) ?? 0)
  if (!seen) return notFound(c)
  const events = await eventsOf(c.var.scope, seen.contest.id)
  const published = seen.contest.state === "announced" && events.every((one) => one.state === "published")
  const next = events.length === 0 ? "add_event" : published ? "published" : seen.contest.state
  const shape = { ...seen, events, next, problem, done: doneOf(c, pages.contestNotices) }
  const kinds = { kinds: pages.contestKinds, eventKinds: pages.eventKinds }
  return show(c, pages.contestPage, { ...shape, ...kinds }, status)
}

/** A refusal names events in the language of the page. */
function namingEvents({ lang }: View, refusal: Refusal): Refusal {
  const { titles } = refusal as { titles?: readonly Both[] }
  if (!titles) return refusal
  const names = titles.map(({ zh, en }) => (lang === "en" ? en : zh))
  return { ...refusal, events: new Intl.ListFormat(lang).format(names) }
}

const moveOf = (move: ContestMove) => async (c: C) => {
  const form = await readForm(c, versionForm, "contests.fields")
  if (!form.ok) return contestView(c, form.problems[0]?.message, 422)
  const moved = await moveContest(c.var.scope, idParam(c) ?? 0, form.value.version, move)
  if (moved.ok) return seeOther(c, `/manage/contests/${moved.value.id}?done=${move}`)
  if (moved.refusal.code === "not_found") return notFound(c)
  const words = refusalWords(c, namingEvents(c.var.view, moved.refusal))
  return contestView(c, words, statusOf(moved.refusal) === 409 ? 409 : 422)
}

const contests = new Hono<Env>()
  .get("/manage/contests", async (c) => {
    const { scope } = c.var
    if (!holds(scope.actor, "contests.read")) return notFound(c)
    const state = contestStates.find((each) => each === c.req.query("state"))
    const title = (c.req.query("title") ?? "").trim().slice(0, 100)
    const page = pageOf(c)
    const { lines, total } = await listContests(scope, { title, state }, page)
    const filter = { title, state: state ?? ("" as const) }
    const mayMake = mayHost(scope.actor)
    const first = page.offset + 1
    return show(c, pages.contestsPage, {
      first,
      lines,
      filter,
      mayMake,
      kinds: pages.contestKinds,
      pager: pager(c, page, total),
    })
  })
  .get("/manage/contests/new", async (c) =>
    mayHost(c.var.scope.actor) ? askContest(c, undefined, { typed: pages.freshContest(c.var.scope.now) }) : notFound(c),
  )
  .post("/manage/contests/new", async (c) => {
    if (!mayHost(c.var.scope.actor)) return notFound(c)
    const form = await readForm(c, newContestForm, "contests.fields")
    if (!form.ok) return askContest(c, undefined, form)
    const problems = datesOf(c, form.value)
    if (problems.length > 0) return askContest(c, undefined, { typed: form.typed, problems })
    const made = await createContest(c.var.scope, form.value)
    if (made.ok) return seeOther(c, `/manage/contests/${made.value.id}?done=create`)
    return askContest(c, undefined, { typed: form.typed, problems: [problemFrom(c, made.refusal)] })
  })
  .get("/manage/contests/:id", (c) => contestView(c))
  .get("/manage/contests/:id/edit", async (c) => {
    const found = await findContest(c.var.scope, idParam(c) ?? 0)
    if (!found) return notFound(c)
    return askContest(c, found.contest, { typed: pages.typedOfContest(found.contest) })
  })
  .post("/manage/contests/:id/edit", async (c) => {
    const found = await findContest(c.var.scope, idParam(c) ?? 0)
    if (!found) return notFound(c)
    const { contest } = found
    const form = await readForm(c, contestForm, "contests.fields")
    if (!form.ok) return askContest(c, contest, form)
    const { version, ...given } = form.value
    const problems = datesOf(c, given)
    if (problems.length > 0) return askContest(c, contest, { typed: form.typed, problems, version })
    const changed = await changeContest(c.var.scope, contest.id, version, given)
    if (changed.ok) return seeOther(c, `/manage/contests/${contest.id}?done=change`)
    const again = versionAfter(changed.refusal, contest, version)
    return askContest(c, contest, { typed: form.typed, problems: [problemFrom(c, changed.refusal)], version: again })
  })
  .post("/manage/contests/:id/announcement", moveOf("announce"))
  .post("/manage/contests/:id/closure", moveOf("close"))

const events = new Hono<Env>()
  .get("/manage/contests/:id/events/new", async (c) => {
    const found = await findContest(c.var.scope, idParam(c) ?? 0)
    if (!found) return notFound(c)
    const from = templateById(c.req.query("template") ?? "")
    if (!from) return show(c, pages.templatesPage, { contest: found.contest, templates })
    return askEvent(c, found.contest, { from, typed: pages.freshEvent(from) })
  })
  .post("/manage/contests/:id/events/new", async (c) => {
    const found = await findContest(c.var.scope, idParam(c) ?? 0)
    if (!found) return notFound(c)
    const form = await readForm(c, newEventForm, "contests.fields")
    const from = templateById(String(form.typed.template ?? ""))
    if (!from) return show(c, pages.templatesPage, { contest: found.contest, templates }, 422)
    if (!form.ok) return askEvent(c, found.contest, { from, ...form })
    const { event } = form.value
    const problems = impossible(event.eligibility).map((refusal) => problemFrom(c, refusal))
    if (problems.length > 0) return askEvent(c, found.contest, { from, typed: form.typed, problems })
    const made = await createEvent(c.var.scope, found.contest.id, event, from)
    if (made.ok) return seeOther(c, `/manage/events/${made.value.id}?done=create`)
    return askEvent(c, found.contest, { from, typed: form.typed, problems: [problemFrom(c, made.refusal)] })
  })
  .get("/manage/events/:id", async (c) => {
    const seen = await seeEvent(c.var.scope, idParam(c) ?? 0)
    if (!seen) return notFound(c)
    const { contest, event, runs } = seen
    const done = doneOf(c, pages.eventNotices)
    const mayChange = runs && mayChangeEvent(event.state, contest.state)
    const mayOpen = runs && event.state === "draft" && contest.state === "announced"
    const steps = stepsOf(event.state, contest.state)
    return show(c, pages.eventPage, { contest, event, runs, steps, mayChange, mayOpen, done, kinds: pages.eventKinds })
  })
  .get("/manage/events/:id/edit", async (c) => {
    const found = await findEvent(c.var.scope, idParam(c) ?? 0)
    if (!found) return notFound(c)
    return askEvent(c, found.contest, { event: found.event, typed: pages.typedOfEvent(found.event) })
  })
  .post("/manage/events/:id/edit", async (c) => {
    const found = await findEvent(c.var.scope, idParam(c) ?? 0)
    if (!found) return notFound(c)
    const { contest, event } = found
    const form = await readForm(c, eventForm, "contests.fields")
    if (!form.ok) return askEvent(c, contest, { event, ...form })
    const { version, event: given } = form.value
    const wrong = impossible(given.eligibility).map((refusal) => problemFrom(c, refusal))
    if (wrong.length > 0) return askEvent(c, contest, { event, typed: form.typed, problems: wrong, version })
    const changed = await changeEvent(c.var.scope, event.id, version, given)
    if (changed.ok) return seeOther(c, `/manage/events/${event.id}?done=change`)
    const again = versionAfter(changed.refusal, event, version)
    const problems = [problemFrom(c, changed.refusal)]
    return askEvent(c, contest, { event, typed: form.typed, problems, version: again })
  })
  .post("/manage/events/:id/opening", async (c) => {
    const form = await readForm(c, versionForm, "contests.fields")
    const id = idParam(c) ?? 0
    const opened = await openRegistration(c.var.scope, id, form.ok ? form.value.version : 0)
    return opened.ok
      ? seeOther(c, `/manage/events/${id}?done=open`)
      : refused(c, opened.refusal, `/manage/events/${id}`)
  })

export const contestRoutes = new Hono<Env>()
  .use("/manage/contests", signedInOnly())
  .use("/manage/contests/*", signedInOnly())
  .use("/manage/events/*", signedInOnly())
  .route("/", contests)
  .route("/", events)
