import { Hono } from "hono"
import { holds } from "#accounts/permissions.ts"
import { signedInOnly } from "#accounts/signed-in.ts"
import type { C, Env } from "#http/env.ts"
import { type Problem, problemFrom, readForm, type Typed } from "#http/forms.ts"
import { idOf, idParam } from "#http/ids.ts"
import { doneOf, notFound, refused, seeOther, show, statusOf } from "#http/show.ts"
import { qrPath } from "#lib/qr-path.ts"
import type { Refusal, Result } from "#lib/result.ts"
import { copyOf } from "../copies/queries.ts"
import { cardsForm, memberForm, memberIdForm, seatingForm, versionForm, wordsForm } from "../forms.ts"
import { addMember, appointChair, issueCodes, removeMember } from "../members/commands.ts"
import { peopleNamed } from "../members/queries.ts"
import { findCommittee, type Seated, waitingAt } from "../queries.ts"
import { resultsOf } from "../selection/queries.ts"
import { closeSession, dealCases, hideWords, openSession, seatCommittee } from "./commands.ts"
import { casePage, committeePage, committeesPage, memberCardsPage, memberPage } from "./pages.ts"
import { listCommittees } from "./queries.ts"

type Again = { readonly problems: Problem[]; readonly typed: Typed }
const fresh: Again = { problems: [], typed: {} }
const statusFor = ({ problems }: Again) => (problems.length > 0 ? 422 : 200)

export const committeePath = (id: number, rest = "") => `/manage/committees/${id}${rest}`

const done = [
  ...(["seated", "member", "chair", "removed", "dealt", "opened", "counted"] as const),
  ...(["second_vote", "second_closed", "selected", "written"] as const),
] as const

async function list(c: C, again = fresh): Promise<Response> {
  const { scope } = c.var
  if (!holds(scope.actor, "programmes.keep")) return notFound(c)
  return show(c, committeesPage, { ...(await listCommittees(scope)), ...again }, statusFor(again))
}

async function seat(c: C): Promise<Response> {
  const form = await readForm(c, seatingForm, "reviews.fields")
  if (!form.ok) return list(c, form)
  const { step, ...facts } = form.value
  const [programme = "", stepKey = ""] = step.split(":")
  const seated = await seatCommittee(c.var.scope, Number(programme), { ...facts, stepKey })
  if (seated.ok) return seeOther(c, committeePath(seated.value.id, "?done=seated"))
  if (seated.refusal.code === "not_found") return notFound(c)
  return list(c, { problems: [problemFrom(c, { ...seated.refusal, field: "step" })], typed: form.typed })
}

/** The page of a committee: what it waits for, its members, its nominees, its result. */
export async function committee(c: C, seated: Seated, again = fresh, status?: 409): Promise<Response> {
  const { scope } = c.var
  const results = await resultsOf(scope, seated)
  const { programmeId, stepKey } = seated.committee
  const waiting = (await waitingAt(scope, programmeId, stepKey)).length
  const quorate = results.honours.every(({ lines }) => lines.every(({ outcome }) => outcome.quorate))
  const page = { seated, results, waiting, quorate, done: doneOf(c, done), ...again }
  return show(c, committeePage, page, status ?? statusFor(again))
}

/** After a command on a committee: back to it, or the committee again with what kept it from being done. */
export async function backTo(c: C, seated: Seated, answer: Result<unknown>, notice: string): Promise<Response> {
  const { id } = seated.committee
  if (answer.ok) return seeOther(c, committeePath(id, `?done=${notice}`))
  if (answer.refusal.code === "not_found") return notFound(c)
  const now = await findCommittee(c.var.scope, id)
  const problems = [problemFrom(c, { ...answer.refusal, field: "" })]
  return now
    ? committee(c, now, { problems, typed: {} }, statusOf(answer.refusal) === 409 ? 409 : undefined)
    : notFound(c)
}

async function member(c: C, seated: Seated, again = fresh): Promise<Response> {
  const q = (c.req.query("q") ?? "").slice(0, 100)
  const people = await peopleNamed(c.var.scope, seated.unitPath, q)
  return show(c, memberPage, { seated, q, people, ...again }, statusFor(again))
}

async function addOne(c: C, seated: Seated): Promise<Response> {
  const form = await readForm(c, memberForm, "reviews.fields")
  if (!form.ok) return member(c, seated, form)
  const added = await addMember(c.var.scope, seated.committee.id, form.value)
  if (added.ok) return seeOther(c, committeePath(seated.committee.id, "?done=member"))
  const again = (refusal: Refusal) => member(c, seated, { problems: [problemFrom(c, refusal)], typed: form.typed })
  return again(added.refusal)
}

const onMember = (command: typeof appointChair, notice: string) => async (c: C, seated: Seated) => {
  const form = await readForm(c, memberIdForm, "reviews.fields")
  if (!form.ok) return refused(c, { code: "nobody_chosen" }, committeePath(seated.committee.id))
  return backTo(c, seated, await command(c.var.scope, seated.committee.id, form.value.memberId), notice)
}

async function cards(c: C, seated: Seated): Promise<Response> {
  const form = await readForm(c, cardsForm, "reviews.fields")
  const ids = form.ok ? form.value.memberId.flatMap((id) => idOf(id) ?? []) : []
  const issued = await issueCodes(c.var.scope, seated.committee.id, ids, c.var.random)
  if (!issued.ok) return backTo(c, seated, issued, "")
  const address = `${c.var.origin}/manage/reviews/sign-in`
  const shown = issued.value.map(({ member: { name, isChair }, code }) => ({
    name,
    isChair,
    code,
    qr: qrPath(address),
  }))
  return show(c, memberCardsPage, { seated, address, cards: shown })
}

const standOf = (c: C) => ({ person: c.var.view.t("reviews.stand.person"), unit: c.var.view.t("reviews.stand.unit") })

async function blindCase(c: C, seated: Seated, again = fresh): Promise<Response> {
  const copy = await copyOf(c.var.scope, seated, idParam(c, "case") ?? 0, standOf(c))
  return copy ? show(c, casePage, { seated, copy, ...again }, statusFor(again)) : notFound(c)
}

async function keepWords(c: C, seated: Seated): Promise<Response> {
  const form = await readForm(c, wordsForm, "reviews.fields")
  if (!form.ok) return blindCase(c, seated, form)
  const [id, caseId] = [seated.committee.id, idParam(c, "case") ?? 0]
  const kept = await hideWords(c.var.scope, id, caseId, form.value.words)
  return kept.ok ? seeOther(c, committeePath(id, `/cases/${caseId}`)) : refused(c, kept.refusal, committeePath(id))
}

const withVersion = (command: typeof openSession, notice: string) => async (c: C, seated: Seated) => {
  const form = await readForm(c, versionForm, "reviews.fields")
  if (!form.ok) return refused(c, { code: "stale" }, committeePath(seated.committee.id))
  return backTo(c, seated, await command(c.var.scope, seated.committee.id, form.value.version), notice)
}

export const ofCommittee = (handler: (c: C, seated: Seated) => Promise<Response>) => async (c: C) => {
  const seated = await findCommittee(c.var.scope, idParam(c) ?? 0)
  return seated ? handler(c, seated) : notFound(c)
}

export const committeeRoutes = new Hono<Env>()
  .use("/manage/committees", signedInOnly())
  .use("/manage/committees/*", signedInOnly())
  .get("/manage/committees", (c) => list(c))
  .post("/manage/committees", seat)
  .get(
    "/manage/committees/:id",
    ofCommittee((c, seated) => committee(c, seated)),
  )
  .get(
    "/manage/committees/:id/members",
    ofCommittee((c, seated) => member(c, seated)),
  )
  .post("/manage/committees/:id/members", ofCommittee(addOne))
  .post("/manage/committees/:id/chair", ofCommittee(onMember(appointChair, "chair")))
  .post("/manage/committees/:id/removal", ofCommittee(onMember(removeMember, "removed")))
  .post("/manage/committees/:id/cards", ofCommittee(cards))
  .post(
    "/manage/committees/:id/cases",
    ofCommittee(async (c, seated) =>
      backTo(c, seated, await dealCases(c.var.scope, seated.committee.id, c.var.random), "dealt"),
    ),
  )
  .get(
    "/manage/committees/:id/cases/:case",
    ofCommittee((c, seated) => blindCase(c, seated)),
  )
  .post("/manage/committees/:id/cases/:case", ofCommittee(keepWords))
  .post("/manage/committees/:id/session", ofCommittee(withVersion(openSession, "opened")))
  .post("/manage/committees/:id/count", ofCommittee(withVersion(closeSession, "counted")))
