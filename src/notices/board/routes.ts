import { Hono } from "hono"
import type { C, Env } from "#http/env.ts"
import { idParam } from "#http/ids.ts"
import { pageOf, pager } from "#http/paging.ts"
import { notFound, show } from "#http/show.ts"
import { dayOf } from "#lib/dates.ts"
import { calendarOf } from "../calendar/queries.ts"
import { workingDaysFrom } from "../calendar/working-days.ts"
import { noteVisit } from "../issuing/proof/commands.ts"
import { listsOf, noticeById } from "../issuing/queries.ts"
import { filledColumns, shownRows } from "../issuing/shown.ts"
import { boardPage, paperPage } from "./pages.ts"
import { endedNotices, endedYears, openNotices } from "./queries.ts"

async function board(c: C): Promise<Response> {
  const { scope } = c.var
  const years = await endedYears(scope)
  const year = years.find((one) => String(one.year) === c.req.query("year")) ?? years[0]
  const page = pageOf(c)
  const ended = year ? await endedNotices(scope, year.year, page) : []
  const open = await openNotices(scope)
  return show(c, boardPage, { open, years, year: year?.year, ended, pager: pager(c, page, year?.count ?? 0) })
}

/** What the public may see: nothing of a draft, and of a notice that was taken down no names. */
async function shown(c: C) {
  const found = await noticeById(c.var.scope, idParam(c) ?? 0)
  return found?.list && found.notice.state !== "draft" ? { ...found, list: found.list } : undefined
}

async function paper(c: C): Promise<Response> {
  const { scope } = c.var
  const found = await shown(c)
  if (!found) return notFound(c)
  const { notice, list, strikes } = found
  const rows = notice.state === "withdrawn" ? [] : shownRows(list.rows, strikes)
  const today = dayOf(scope.now)
  const runs = notice.state === "open" && scope.now < list.endsAt
  const from = list.firstDay > today ? list.firstDay : today
  const daysLeft = runs ? workingDaysFrom(from, list.lastDay, await calendarOf(scope)) : 0
  if (runs) await noteVisit(scope, list.id)
  const lists = (await listsOf(scope, notice.id)).map(({ number, firstDay, lastDay, hash, reason }) => ({
    ...{ number, firstDay, lastDay, hash, reason },
  }))
  const shape = {
    ...found,
    rows,
    lists,
    columns: filledColumns(rows),
    daysLeft,
    takes: runs,
    early: list.firstDay > today,
  }
  return show(c, paperPage, shape)
}

/** The text of the list as it was frozen: its SHA-256 is the one that the page shows. */
async function content(c: C): Promise<Response> {
  const found = await shown(c)
  if (!found || found.notice.state === "withdrawn") return notFound(c)
  return c.body(found.list.content, 200, {
    "Content-Type": "application/json; charset=utf-8",
    "Content-Disposition": `attachment; filename="notice-${found.notice.id}-${found.list.number}.json"`,
  })
}

export const noticeBoardRoutes = new Hono<Env>()
  .get("/notices", board)
  .get("/notices/:id{[0-9]+}", paper)
  .get("/notices/:id{[0-9]+}/list.json", content)
