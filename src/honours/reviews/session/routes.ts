import { Hono } from "hono"
import { codeLanes } from "#accounts/lanes.ts"
import { giveBack, take } from "#accounts/throttle.ts"
import { type Vote, votes } from "#db/words.ts"
import { clientAddress, networkOf } from "#http/address.ts"
import type { C, Env } from "#http/env.ts"
import { type Problem, problemFrom, readForm, type Typed, typedOf } from "#http/forms.ts"
import { idParam } from "#http/ids.ts"
import { doneOf, notFound, refused, seeOther, show, statusOf } from "#http/show.ts"
import type { Refusal } from "#lib/result.ts"
import { copyOf } from "../copies/queries.ts"
import { codeForm, interestForm, scoreForm, versionForm } from "../forms.ts"
import { signMinutes } from "../selection/commands.ts"
import { resultsOf } from "../selection/queries.ts"
import { cast, declareInterest, leavePlace, score, takePlace } from "./commands.ts"
import { dropPlace, keepPlace, membersOnly, placeToken } from "./middleware.ts"
import { ballotPage, codePage, deskPage, dossierPage, placesPage, signaturePage } from "./pages.ts"
import { deskFor, findPlace, listPlaces } from "./queries.ts"

type Again = { readonly problems: Problem[]; readonly typed: Typed }
const fresh: Again = { problems: [], typed: {} }
type Place = NonNullable<Awaited<ReturnType<typeof findPlace>>>

const pathOf = ({ seated }: Place, rest = "") => `/manage/reviews/${seated.committee.id}${rest}`
const statusFor = ({ problems }: Again) => (problems.length > 0 ? 422 : 200)
const onTablet = (c: C) => c.var.scope.actor.kind === "member"
const shapeOf = (c: C, { seated, member }: Place) => ({ seated, isChair: member.isChair, onTablet: onTablet(c) })
const failed = (c: C, refusal: Refusal, typed: Typed): Again => ({ problems: [problemFrom(c, refusal)], typed })

/** What stands in texts where a name or a unit was. */
const standOf = (c: C) => ({ person: c.var.view.t("reviews.stand.person"), unit: c.var.view.t("reviews.stand.unit") })

async function signIn(c: C): Promise<Response> {
  const form = await readForm(c, codeForm, "reviews.fields")
  const code = String(form.typed.code ?? "")
  if (!form.ok) return show(c, codePage, { code, problems: form.problems }, 422)
  const { scope } = c.var
  const lanes = codeLanes(networkOf(clientAddress(c)))
  const wait = await take(scope, lanes)
  const problem = (refusal: Refusal) => [problemFrom(c, { ...refusal, field: "code" })]
  if (wait !== undefined) {
    c.header("Retry-After", String(wait))
    return show(c, codePage, { code, problems: problem({ code: "too_many_codes" }) }, 429)
  }
  const taken = await takePlace(scope, form.value.code, c.var.random)
  if (!taken.ok) return show(c, codePage, { code, problems: problem(taken.refusal) }, 422)
  await giveBack(scope, lanes)
  keepPlace(c, taken.value.token, taken.value.member.codeUntil ?? scope.now)
  return seeOther(c, `/manage/reviews/${taken.value.member.committeeId}`)
}

async function signOut(c: C): Promise<Response> {
  const token = placeToken(c)
  if (token) await leavePlace(c.var.scope, token)
  dropPlace(c)
  return seeOther(c, "/manage/reviews/sign-in")
}

const done = ["scored", "voted", "recused", "signed"] as const

async function desk(c: C, place: Place): Promise<Response> {
  const found = await deskFor(c.var.scope, place.seated, place.member.id)
  return show(c, deskPage, { ...shapeOf(c, place), desk: found, done: doneOf(c, done) })
}

async function dossier(c: C, place: Place, again = fresh, status?: 409): Promise<Response> {
  const own = await deskFor(c.var.scope, place.seated, place.member.id)
  const token = c.req.param("token") ?? ""
  const here = [...own.dossiers, ...(own.ballot?.cases ?? [])].find((one) => one.token === token)
  const copy = here && (await copyOf(c.var.scope, place.seated, here.id, standOf(c)))
  if (!copy) return notFound(c)
  const scored = own.dossiers.find(({ id }) => id === copy.id)
  const mayRecuse = place.seated.committee.state === "session" && !own.ballot?.hasVoted
  return show(
    c,
    dossierPage,
    { ...shapeOf(c, place), copy, dossier: scored, mayRecuse, ...again },
    status ?? statusFor(again),
  )
}

async function giveScore(c: C, place: Place): Promise<Response> {
  const form = await readForm(c, scoreForm, "reviews.fields")
  if (!form.ok) return dossier(c, place, form)
  const given = await score(c.var.scope, place.seated.committee.id, c.req.param("token") ?? "", form.value)
  if (given.ok) return seeOther(c, pathOf(place, "?done=scored"))
  if (given.refusal.code === "not_found") return notFound(c)
  return dossier(c, place, failed(c, given.refusal, form.typed), statusOf(given.refusal) === 409 ? 409 : undefined)
}

async function recuse(c: C, place: Place): Promise<Response> {
  const form = await readForm(c, interestForm, "reviews.fields")
  if (!form.ok) return dossier(c, place, form)
  const { reason } = form.value
  const declared = await declareInterest(c.var.scope, place.seated.committee.id, c.req.param("token") ?? "", reason)
  if (declared.ok) return seeOther(c, pathOf(place, "?done=recused"))
  return declared.refusal.code === "not_found"
    ? notFound(c)
    : dossier(c, place, failed(c, declared.refusal, form.typed))
}

async function ballot(c: C, place: Place, again = fresh): Promise<Response> {
  const { ballot } = await deskFor(c.var.scope, place.seated, place.member.id)
  if (!ballot || ballot.hasVoted) return seeOther(c, pathOf(place, ballot ? "?done=voted" : ""))
  return show(c, ballotPage, { ...shapeOf(c, place), ballot, ...again }, statusFor(again))
}

/** What was chosen for each nominee; a field is named for the nominee's number of chance. */
function votesIn(typed: Typed): Map<number, Vote> {
  const chosen = Object.entries(typed).flatMap(([name, value]): [number, Vote][] => {
    const [, id] = /^vote-(\d{1,9})$/.exec(name) ?? []
    const vote = votes.find((one) => one === value)
    return id && vote ? [[Number(id), vote]] : []
  })
  return new Map(chosen)
}

async function vote(c: C, place: Place): Promise<Response> {
  const typed = await typedOf(c)
  const given = await cast(c.var.scope, place.seated.committee.id, votesIn(typed), c.var.random)
  if (given.ok || given.refusal.code === "already_voted") return seeOther(c, pathOf(place, "?done=voted"))
  if (given.refusal.code === "vote_missing") return ballot(c, place, failed(c, given.refusal, typed))
  return refused(c, given.refusal, pathOf(place))
}

async function signature(c: C, place: Place, again = fresh): Promise<Response> {
  const { committee } = place.seated
  if (!place.member.isChair || (committee.state !== "selected" && committee.state !== "signed")) return notFound(c)
  const { honours } = await resultsOf(c.var.scope, place.seated)
  return show(c, signaturePage, { ...shapeOf(c, place), honours, ...again }, statusFor(again))
}

async function sign(c: C, place: Place): Promise<Response> {
  const form = await readForm(c, versionForm, "reviews.fields")
  if (!form.ok) return signature(c, place, form)
  const signed = await signMinutes(c.var.scope, place.seated.committee.id, form.value.version)
  if (signed.ok) return seeOther(c, pathOf(place, "?done=signed"))
  return refused(c, signed.refusal, pathOf(place))
}

const atPlace = (handler: (c: C, place: Place) => Promise<Response>) => async (c: C) => {
  const place = await findPlace(c.var.scope, idParam(c) ?? 0)
  return place ? handler(c, place) : notFound(c)
}

export const sessionRoutes = new Hono<Env>()
  .get("/manage/reviews/sign-in", (c) => show(c, codePage, { code: "", problems: [] }))
  .post("/manage/reviews/sign-in", signIn)
  .post("/manage/reviews/sign-out", signOut)
  .use("/manage/reviews", membersOnly())
  .use("/manage/reviews/*", membersOnly())
  .get("/manage/reviews", async (c) =>
    show(c, placesPage, { places: await listPlaces(c.var.scope), onTablet: onTablet(c) }),
  )
  .get("/manage/reviews/:id{[0-9]+}", atPlace(desk))
  .get(
    "/manage/reviews/:id/dossiers/:token",
    atPlace((c, place) => dossier(c, place)),
  )
  .post("/manage/reviews/:id/dossiers/:token/score", atPlace(giveScore))
  .post("/manage/reviews/:id/dossiers/:token/recusal", atPlace(recuse))
  .get(
    "/manage/reviews/:id/ballot",
    atPlace((c, place) => ballot(c, place)),
  )
  .post("/manage/reviews/:id/ballot", atPlace(vote))
  .get(
    "/manage/reviews/:id/signature",
    atPlace((c, place) => signature(c, place)),
  )
  .post("/manage/reviews/:id/signature", atPlace(sign))
