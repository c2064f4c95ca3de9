import { Hono } from "hono"
import { signedInOnly } from "#accounts/signed-in.ts"
import type { C, Env } from "#http/env.ts"
import { type Problem, problemFrom, readForm, type Typed } from "#http/forms.ts"
import { doneOf, notFound, seeOther, show, statusOf } from "#http/show.ts"
import { dayOf } from "#lib/dates.ts"
import type { Refusal } from "#lib/result.ts"
import { usualTexts } from "#notices/issuing/queries.ts"
import { announcementForm, conclusionForm } from "../forms.ts"
import { noticesPage } from "../pages.ts"
import { announceNominees, conclude } from "./commands.ts"
import { isOver } from "./levels.ts"
import { findNoticing, type Noticing } from "./queries.ts"

type Again = { readonly problems: Problem[]; readonly typed: Typed; readonly status?: ReturnType<typeof statusOf> }

const pathOf = ({ programme }: Noticing, done: string) => `/manage/programmes/${programme.slug}/notices?done=${done}`

/** Whose forms stand open: those that were sent, those that were asked for, or the only ones with something to do. */
function placeOf(c: C, { steps }: Noticing, typed: Typed): string {
  const all = steps.flatMap(({ step, levels }) =>
    levels.map((level) => ({ level, at: `${step.key}@${level.poster.id}` })),
  )
  const asked = typed.stepKey ? `${typed.stepKey}@${typed.unitId}` : c.req.query("place")
  const waiting = all.filter(({ level }) => level.fresh.length > 0 || isOver(level))
  return all.find(({ at }) => at === asked)?.at ?? (waiting.length === 1 ? (waiting[0]?.at ?? "") : "")
}

async function notices(c: C, found: Noticing, { problems, typed, status }: Again): Promise<Response> {
  const done = doneOf(c, ["announced", "concluded"])
  const place = placeOf(c, found, typed)
  const usual = place ? await usualTexts(c.var.scope, Number(place.split("@")[1])) : {}
  const page = { ...found, place, today: dayOf(c.var.scope.now), done, problems, typed: { ...usual, ...typed } }
  return show(c, noticesPage, page, status ?? (problems.length > 0 ? 422 : 200))
}

/** The page again with what was refused; what is known of the notices may be older than that, so it is asked anew. */
async function again(c: C, { programme }: Noticing, refusal: Refusal, typed: Typed): Promise<Response> {
  const found = await findNoticing(c.var.scope, programme.slug)
  const status = statusOf(refusal)
  return found ? notices(c, found, { problems: [problemFrom(c, refusal)], typed, status }) : notFound(c)
}

async function open(c: C, found: Noticing): Promise<Response> {
  const form = await readForm(c, announcementForm, "naming.notice_fields")
  if (!form.ok) return notices(c, found, form)
  const opened = await announceNominees(c.var.scope, found.programme.slug, form.value)
  return opened.ok ? seeOther(c, pathOf(found, "announced")) : again(c, found, opened.refusal, form.typed)
}

async function moveOn(c: C, found: Noticing): Promise<Response> {
  const form = await readForm(c, conclusionForm, "naming.notice_fields")
  if (!form.ok) return notices(c, found, form)
  const moved = await conclude(c.var.scope, found.programme.slug, form.value)
  return moved.ok ? seeOther(c, pathOf(found, "concluded")) : again(c, found, moved.refusal, form.typed)
}

const withNoticing = (handler: (c: C, found: Noticing) => Promise<Response>) => async (c: C) => {
  const found = await findNoticing(c.var.scope, c.req.param("slug") ?? "")
  return found ? handler(c, found) : notFound(c)
}

export const noticingRoutes = new Hono<Env>()
  .use("/manage/programmes/:slug/notices", signedInOnly())
  .use("/manage/programmes/:slug/notices/*", signedInOnly())
  .get(
    "/manage/programmes/:slug/notices",
    withNoticing((c, found) => notices(c, found, { problems: [], typed: {} })),
  )
  .post("/manage/programmes/:slug/notices", withNoticing(open))
  .post("/manage/programmes/:slug/notices/conclusion", withNoticing(moveOn))
