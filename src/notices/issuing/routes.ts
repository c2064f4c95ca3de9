import { Hono } from "hono"
import { holds } from "#accounts/permissions.ts"
import { signedInOnly } from "#accounts/signed-in.ts"
import { noticeStates } from "#db/words.ts"
import { unitChoices } from "#directory/organisations/queries.ts"
import type { C, Env } from "#http/env.ts"
import { type FormRead, problemFrom, readForm, type Typed } from "#http/forms.ts"
import { idParam } from "#http/ids.ts"
import { pageOf, pager } from "#http/paging.ts"
import { notFound, seeOther, show, statusOf } from "#http/show.ts"
import { hex } from "#lib/codes.ts"
import { changeNotice, draftNotice, type Given } from "./commands.ts"
import { type NoticeForm, newNoticeForm, noticeForm } from "./forms.ts"
import { noticeFormPage, noticesPage } from "./pages.ts"
import { findNotice, listNotices, type NoticeRow, noticesBefore } from "./queries.ts"
import { rowsOfText, textOfRows } from "./rows.ts"

const labels = "notices.fields"

async function list(c: C): Promise<Response> {
  const { scope } = c.var
  if (!holds(scope.actor, "notices.read")) return notFound(c)
  const state = noticeStates.find((one) => one === c.req.query("state"))
  const page = pageOf(c)
  const { lines, total } = await listNotices(scope, { state }, page)
  return show(c, noticesPage, { state, lines, keeps: holds(scope.actor, "notices.keep"), pager: pager(c, page, total) })
}

type Again = Pick<Extract<FormRead<unknown>, { ok: false }>, "typed" | "problems">
const fresh: Again = { typed: {}, problems: [] }

async function form(c: C, notice: NoticeRow | undefined, again: Again, status?: ReturnType<typeof statusOf>) {
  const { scope } = c.var
  const once = typeof again.typed.once === "string" ? again.typed.once : hex(c.var.random(16))
  const shape = {
    id: notice?.id,
    once,
    version: notice?.version ?? 0,
    units: await unitChoices(scope, "notices.keep"),
    before: await noticesBefore(scope, notice?.id),
    ...again,
  }
  return show(c, noticeFormPage, shape, status ?? (again.problems.length > 0 ? 422 : 200))
}

const givenOf = ({ unit, after, rows, ...rest }: NoticeForm): Given => ({
  ...rest,
  unitId: unit,
  afterNoticeId: after,
  rows: rowsOfText(rows),
})

/** A notice as its form was filled in. */
const typedOf = (notice: NoticeRow): Typed => ({
  unit: `${notice.unitId}`,
  title: notice.title,
  basis: notice.basis,
  rows: textOfRows(notice.rows),
  order: notice.order,
  workingDays: `${notice.workingDays}`,
  closingTime: notice.closingTime,
  address: notice.address,
  phone: notice.phone,
  mail: notice.mail,
  after: `${notice.afterNoticeId ?? ""}`,
  onUpheld: notice.onUpheld,
})

async function create(c: C): Promise<Response> {
  const { scope } = c.var
  if (!holds(scope.actor, "notices.keep")) return notFound(c)
  const read = await readForm(c, newNoticeForm, labels)
  if (!read.ok) return form(c, undefined, read)
  const { once, ...given } = read.value
  const made = await draftNotice(scope, { step: "notice", id: once, kind: "hand" }, givenOf(given))
  if (!made.ok) return form(c, undefined, { typed: read.typed, problems: [problemFrom(c, made.refusal)] })
  return seeOther(c, `/manage/notices/${made.value.id}?done=drafted`)
}

async function change(c: C): Promise<Response> {
  const { scope } = c.var
  const found = await findNotice(scope, idParam(c) ?? 0)
  if (!found) return notFound(c)
  const read = await readForm(c, noticeForm, labels)
  if (!read.ok) return form(c, found.notice, read)
  const { version, ...given } = read.value
  const done = await changeNotice(scope, found.notice.id, version, givenOf(given))
  if (done.ok) return seeOther(c, `/manage/notices/${found.notice.id}?done=changed`)
  const again = { typed: read.typed, problems: [problemFrom(c, done.refusal)] }
  return form(c, found.notice, again, statusOf(done.refusal))
}

async function edit(c: C): Promise<Response> {
  const found = await findNotice(c.var.scope, idParam(c) ?? 0)
  if (found?.notice.state !== "draft") return notFound(c)
  return form(c, found.notice, { typed: typedOf(found.notice), problems: [] })
}

export const noticeRoutes = new Hono<Env>()
  .use("/manage/notices", signedInOnly())
  .use("/manage/notices/*", signedInOnly())
  .get("/manage/notices", list)
  .post("/manage/notices", create)
  .get("/manage/notices/new", (c) =>
    holds(c.var.scope.actor, "notices.keep") ? form(c, undefined, fresh) : notFound(c),
  )
  .get("/manage/notices/:id{[0-9]+}/edit", edit)
  .post("/manage/notices/:id{[0-9]+}", change)
