import { Hono } from "hono"
import { mayInUnit } from "#accounts/permissions.ts"
import { signedInOnly } from "#accounts/signed-in.ts"
import { runsToChange } from "#competition/contests/middleware.ts"
import { explain } from "#competition/ranking/explain.ts"
import type { Scope } from "#db/db.ts"
import type { C, Env } from "#http/env.ts"
import { type Problem, problemFrom, readForm, type Typed } from "#http/forms.ts"
import { idParam } from "#http/ids.ts"
import { showLive } from "#http/live.ts"
import { notFound, seeOther, show, statusOf } from "#http/show.ts"
import { changeHour, decode, publish, reopen } from "./commands.ts"
import { decodingForm, hourForm, publicationForm, reopeningForm } from "./forms.ts"
import { openedEntry } from "./opened.ts"
import { entryPage, publicationPage, resultPage, standingPart } from "./pages.ts"
import { promotionCounts } from "./promotions.ts"
import type { VersionLine } from "./published/queries.ts"
import {
  findBundle,
  findResult,
  type ManagedResult,
  nextVersion,
  progressOf,
  promotedNow,
  seeResult,
  standingOf,
} from "./queries.ts"
import { isWaiting, mayAnnounce, mayDecode, mayPublish, mayReopen, stagesOf } from "./stages.ts"

type Again = { readonly problems: Problem[]; readonly typed: Typed; readonly status: 422 | 409 }
const fresh = { problems: [], typed: {}, status: 200 } as const

async function result(c: C, id: number, again: Again | typeof fresh = fresh): Promise<Response> {
  const { scope } = c.var
  const managed = await seeResult(scope, id)
  if (!managed) return notFound(c)
  const standing = await standingOf(scope, managed)
  const progress = await progressOf(scope, managed)
  const done = (["decoded", "published", "waiting", "hour", "reopened", "announced"] as const).find(
    (one) => one === c.req.query("done"),
  )
  const { status, ...form } = again
  return show(
    c,
    resultPage,
    {
      ...standing,
      progress,
      stages: stagesFor(managed, progress.versions.length > 0),
      may: mayDo(scope, managed, progress.versions[0]),
      isWaiting: (one) => isWaiting(one, scope.now),
      problems: [...form.problems],
      typed: form.typed,
      done,
    },
    status,
  )
}

async function live(c: C, id: number): Promise<Response> {
  const managed = await seeResult(c.var.scope, id)
  return managed ? showLive(c, standingPart, await standingOf(c.var.scope, managed)) : notFound(c)
}

const stagesFor = ({ event, decoding }: ManagedResult, published: boolean) =>
  stagesOf(event.state, { decoded: Boolean(decoding), published })

const mayDo = (
  { actor, now }: Scope,
  { event: { state }, decoding, runs, hostPath }: ManagedResult,
  newest?: VersionLine,
) => ({
  announce: runs && mayAnnounce(state, newest, now) && mayInUnit(actor, "notices.keep", { path: hostPath }),
  decode: runs && mayDecode(state, decoding),
  publish: runs && mayPublish(state, decoding),
  reopen: runs && mayReopen(state),
})

async function publication(c: C, id: number, again: Again | typeof fresh = fresh): Promise<Response> {
  const { scope } = c.var
  const managed = await findResult(scope, id)
  if (!managed) return notFound(c)
  if (!mayDo(scope, managed).publish) return result(c, id)
  const promoted = await promotedNow(scope, managed)
  const next = await nextVersion(scope, managed, promoted)
  const promotions = promotionCounts(managed.present?.rules.titles.promotions ?? [], promoted)
  const { status, ...form } = again
  const standing = await standingOf(scope, managed)
  const shape = { ...standing, ...next, promoted, promotions, problems: [...form.problems], typed: form.typed }
  return show(c, publicationPage, shape, status)
}

const askAgain = (problems: Problem[], typed: Typed, status: 422 | 409 = 422): Again => ({ problems, typed, status })

async function decoding(c: C, id: number): Promise<Response> {
  const form = await readForm(c, decodingForm, "results.fields")
  if (!form.ok) return result(c, id, askAgain(form.problems, form.typed))
  const { version, witness } = form.value
  const done = await decode(c.var.scope, { eventId: id, version, witnessId: witness })
  if (done.ok) return seeOther(c, `/manage/events/${id}/result?done=decoded`)
  return result(c, id, askAgain([problemFrom(c, done.refusal)], form.typed, statusOf(done.refusal) === 409 ? 409 : 422))
}

async function publishing(c: C, id: number): Promise<Response> {
  const form = await readForm(c, publicationForm, "results.fields")
  if (!form.ok) return publication(c, id, askAgain(form.problems, form.typed))
  const done = await publish(c.var.scope, { eventId: id, ...form.value })
  const waits = form.value.visibleFrom !== null && form.value.visibleFrom > c.var.scope.now
  if (done.ok) return seeOther(c, `/manage/events/${id}/result?done=${waits ? "waiting" : "published"}`)
  const status = statusOf(done.refusal) === 409 ? 409 : 422
  return publication(c, id, askAgain([problemFrom(c, done.refusal)], form.typed, status))
}

async function reopening(c: C, id: number): Promise<Response> {
  const form = await readForm(c, reopeningForm, "results.reopen.fields")
  if (!form.ok) return result(c, id, askAgain(form.problems, form.typed))
  const done = await reopen(c.var.scope, { eventId: id, ...form.value })
  if (done.ok) return seeOther(c, `/manage/events/${id}/result?done=reopened`)
  return result(c, id, askAgain([problemFrom(c, done.refusal)], form.typed, statusOf(done.refusal) === 409 ? 409 : 422))
}

async function hour(c: C, id: number): Promise<Response> {
  const form = await readForm(c, hourForm, "results.hour.fields")
  if (!form.ok) return result(c, id, askAgain(form.problems, form.typed))
  const done = await changeHour(c.var.scope, { eventId: id, ...form.value })
  if (done.ok) return seeOther(c, `/manage/events/${id}/result?done=${done.value.isPublic ? "published" : "hour"}`)
  return result(c, id, askAgain([problemFrom(c, done.refusal)], form.typed, statusOf(done.refusal) === 409 ? 409 : 422))
}

async function entry(c: C, id: number, code: string): Promise<Response> {
  const managed = await seeResult(c.var.scope, id)
  const { present } = managed ?? {}
  const why = present?.result && explain(present.bundle, code)
  if (!managed || !present || !why) return notFound(c)
  const { names } = await standingOf(c.var.scope, managed)
  const opened = openedEntry(why, present.rules.titles, true)
  const known = new Map([...names].map(([one, { name }]) => [one, name] as const))
  return show(c, entryPage, { managed, code, name: known.get(code), why: opened, names: known })
}

async function bundle(c: C, id: number): Promise<Response> {
  const number = c.req.query("version")
  const text = await findBundle(c.var.scope, id, number)
  if (text === undefined) return notFound(c)
  const name = `event-${id}${number === undefined ? "" : `-v${number}`}.json`
  return c.body(text, 200, {
    "Content-Type": "application/json; charset=utf-8",
    "Content-Disposition": `attachment; filename="${name}"`,
  })
}

const withId = (handler: (c: C, id: number) => Promise<Response>) => (c: C) => {
  const id = idParam(c)
  return id === undefined ? notFound(c) : handler(c, id)
}

export const resultRoutes = new Hono<Env>()
  .use("/manage/events/:id/result/*", signedInOnly(), runsToChange())
  .get(
    "/manage/events/:id/result",
    signedInOnly(),
    withId((c, id) => result(c, id)),
  )
  .get("/manage/events/:id/result/live", withId(live))
  .post("/manage/events/:id/result/decoding", withId(decoding))
  .get(
    "/manage/events/:id/result/publication",
    withId((c, id) => publication(c, id)),
  )
  .post("/manage/events/:id/result/publication", withId(publishing))
  .post("/manage/events/:id/result/reopening", withId(reopening))
  .post("/manage/events/:id/result/hour", withId(hour))
  .get("/manage/events/:id/result/bundle.json", withId(bundle))
  .get("/manage/events/:id/result/entries/:code", (c) => withId((_, id) => entry(c, id, c.req.param("code")))(c))
