import { Hono } from "hono"
import { signedInOnly } from "#accounts/signed-in.ts"
import type { C, Env } from "#http/env.ts"
import { type Problem, problemFrom, readForm, type Typed } from "#http/forms.ts"
import { idParam } from "#http/ids.ts"
import { notFound, seeOther, show, statusOf } from "#http/show.ts"
import { dayOf } from "#lib/dates.ts"
import { usualTexts } from "#notices/issuing/queries.ts"
import { mayAnnounce } from "../stages.ts"
import { announceResult } from "./commands.ts"
import { announcementForm } from "./forms.ts"
import { announcementPage } from "./pages.ts"
import { findNoticing, type Noticing, outdated, upToDate } from "./queries.ts"
import { audiences, noticeRows } from "./rows.ts"

type Again = { readonly problems: Problem[]; readonly typed: Typed; readonly status?: ReturnType<typeof statusOf> }

/** The form with the list as it would be frozen; prizes are listed where there are any. */
async function form(c: C, found: Noticing, { problems, typed, status }: Again): Promise<Response> {
  const { scope } = c.var
  const lists = audiences.map((whom) => [whom, noticeRows(found.placings, whom, found.prizes)] as const)
  const counts = { prizes: lists[0]?.[1].length ?? 0, places: lists[1]?.[1].length ?? 0 }
  const whom = typed.whom ?? (counts.prizes > 0 ? "prizes" : "places")
  const rows = lists.find(([one]) => one === whom)?.[1] ?? []
  // Where to write to is the unit's; what a notice rests on is another for a result than for a selection.
  const { basis: _, ...usual } = { basis: "", ...(await usualTexts(scope, found.contest.hostUnitId)) }
  const page = { ...found, there: upToDate(found), outdated: outdated(found), counts, rows, today: dayOf(scope.now) }
  const answer = status ?? (problems.length > 0 ? 422 : 200)
  return show(c, announcementPage, { ...page, problems, typed: { ...usual, whom, ...typed } }, answer)
}

async function announce(c: C, found: Noticing): Promise<Response> {
  const read = await readForm(c, announcementForm, "results.notice.fields")
  if (!read.ok) return form(c, found, read)
  const eventId = found.event.id
  const done = await announceResult(c.var.scope, { eventId, ...read.value })
  if (done.ok) return seeOther(c, `/manage/events/${eventId}/result?done=announced`)
  return form(c, found, {
    problems: [problemFrom(c, done.refusal)],
    typed: read.typed,
    status: statusOf(done.refusal),
  })
}

const withNoticing = (handler: (c: C, found: Noticing) => Promise<Response>) => async (c: C) => {
  const found = await findNoticing(c.var.scope, idParam(c) ?? 0)
  return found && mayAnnounce(found.event.state, found.version, c.var.scope.now) ? handler(c, found) : notFound(c)
}

export const resultNoticeRoutes = new Hono<Env>()
  .use("/manage/events/:id/result/notice", signedInOnly())
  .get(
    "/manage/events/:id/result/notice",
    withNoticing((c, found) => form(c, found, { problems: [], typed: {} })),
  )
  .post("/manage/events/:id/result/notice", withNoticing(announce))
