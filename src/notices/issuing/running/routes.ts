import { Hono } from "hono"
import type { C, Env } from "#http/env.ts"
import { type Problem, problemFrom, readForm, type Typed } from "#http/forms.ts"
import { idParam } from "#http/ids.ts"
import { doneOf, notFound, seeOther, show, statusOf } from "#http/show.ts"
import { dayOf, isDay } from "#lib/dates.ts"
import type { Refusal, Result } from "#lib/result.ts"
import { calendarOf } from "../../calendar/queries.ts"
import { workingDaysFrom } from "../../calendar/working-days.ts"
import { openDraft } from "../commands.ts"
import { closingForm, openingForm, restartForm, strikeForm, withdrawalForm } from "../forms.ts"
import { againstWords } from "../lines.ts"
import { noticePage, proofPage, restartPage } from "../pages.ts"
import { firstDayFault, periodFrom } from "../period.ts"
import { proofOf } from "../proof/queries.ts"
import { findNotice, listsOf, type Notice, noticeById, objectionsOf, standingOf } from "../queries.ts"
import { rowsOfText, textOfRows } from "../rows.ts"
import { filledColumns, shownRows } from "../shown.ts"
import { reasonAgainstClosing } from "../workflow.ts"
import { closeNotice, restartNotice, strikeRow, withdrawNotice } from "./commands.ts"

const path = "/manage/notices/:id{[0-9]+}"
const labels = "notices.fields"
const dones = ["drafted", "changed", "opened", "restarted", "struck", "closed", "withdrawn", "concluded"] as const

type Again = {
  readonly typed: Typed
  readonly problems: readonly Problem[]
  readonly status?: ReturnType<typeof statusOf>
}
const fresh: Again = { typed: {}, problems: [] }

/** When the notice would end if it began on the day that is typed, or today. */
async function previewOf(c: C, { notice }: Notice, typed: Typed) {
  const { scope } = c.var
  const day = typeof typed.firstDay === "string" && isDay(typed.firstDay) ? typed.firstDay : dayOf(scope.now)
  return firstDayFault(day, dayOf(scope.now)) ? undefined : periodFrom(day, notice, await calendarOf(scope))
}

export async function objectionLines(c: C, found: Notice) {
  const lists = await listsOf(c.var.scope, found.notice.id)
  return (await objectionsOf(c.var.scope, found.notice.id)).map(({ key, ...one }) => {
    const rows = lists.find(({ number }) => number === one.listNumber)?.rows ?? []
    const at = rows.findIndex((row) => row.key === key)
    const row = rows[at]
    const against = againstWords(c.var.view.t, row && { number: at + 1, name: row.name })
    return { ...one, number: `${found.notice.id}-${one.serial}`, against }
  })
}

async function one(c: C, again = fresh): Promise<Response> {
  const { scope } = c.var
  const found = await findNotice(scope, idParam(c) ?? 0, "notices.read")
  if (!found) return notFound(c)
  const { notice, list, strikes } = found
  const before = notice.afterNoticeId === null ? undefined : await noticeById(scope, notice.afterNoticeId)
  const rows = shownRows(list?.rows ?? notice.rows, strikes)
  const { problems, typed } = again
  const shape = {
    ...found,
    lists: await listsOf(scope, notice.id),
    rows,
    columns: filledColumns(rows),
    objections: await objectionLines(c, found),
    before: before?.notice,
    daysLeft: list ? workingDaysFrom(dayOf(scope.now), list.lastDay, await calendarOf(scope)) : 0,
    against: reasonAgainstClosing(await standingOf(scope, found)),
    preview: notice.state === "draft" ? await previewOf(c, found, typed) : undefined,
    done: doneOf(c, dones),
    typed,
    problems,
  }
  return show(c, noticePage, shape, again.status ?? (problems.length > 0 ? 422 : 200))
}

const failed = (c: C, refusal: Refusal, typed: Typed): Again => ({
  typed,
  problems: [problemFrom(c, refusal)],
  status: statusOf(refusal),
})

/** Handles a form on the page of a notice: reads it, does it, and comes back with words or with problems. */
const handle =
  <T>(
    schema: Parameters<typeof readForm>[1],
    done: (typeof dones)[number],
    work: (c: C, id: number, form: T) => Promise<Result<unknown>>,
  ) =>
  async (c: C): Promise<Response> => {
    const id = idParam(c) ?? 0
    if (!(await findNotice(c.var.scope, id))) return notFound(c)
    const read = await readForm(c, schema, labels)
    if (!read.ok) return one(c, read)
    const did = await work(c, id, read.value as T)
    return did.ok ? seeOther(c, `/manage/notices/${id}?done=${done}`) : one(c, failed(c, did.refusal, read.typed))
  }

type Of<S extends { readonly _zod: { readonly output: unknown } }> = S["_zod"]["output"]

const opening = handle<Of<typeof openingForm>>(openingForm, "opened", (c, id, { version, ...beginning }) =>
  openDraft(c.var.scope, id, version, beginning),
)
const closing = handle<Of<typeof closingForm>>(closingForm, "closed", (c, id, form) =>
  closeNotice(c.var.scope, id, form),
)
const withdrawal = handle<Of<typeof withdrawalForm>>(withdrawalForm, "withdrawn", (c, id, { version, reason }) =>
  withdrawNotice(c.var.scope, id, { version, ending: reason }),
)
const strike = handle<Of<typeof strikeForm>>(strikeForm, "struck", async (c, id, { row, words }) => {
  const key = (await noticeById(c.var.scope, id))?.list?.rows[row - 1]?.key ?? ""
  return strikeRow(c.var.scope, id, { key, cause: "withdrawal", words })
})

async function askRestart(c: C, again = fresh): Promise<Response> {
  const found = await findNotice(c.var.scope, idParam(c) ?? 0)
  if (found?.notice.state !== "open" || !found.list) return notFound(c)
  const struck = new Set(found.strikes.map(({ key }) => key))
  const rows = textOfRows(found.list.rows.filter(({ key }) => !struck.has(key)))
  const shape = {
    ...found,
    number: found.list.number,
    version: found.notice.version,
    preview: await previewOf(c, found, again.typed),
    typed: { rows, ...again.typed },
    problems: again.problems,
  }
  return show(c, restartPage, shape, again.status ?? (again.problems.length > 0 ? 422 : 200))
}

async function restart(c: C): Promise<Response> {
  const id = idParam(c) ?? 0
  if (!(await findNotice(c.var.scope, id))) return notFound(c)
  const read = await readForm(c, restartForm, labels)
  if (!read.ok) return askRestart(c, read)
  const done = await restartNotice(c.var.scope, id, { ...read.value, rows: rowsOfText(read.value.rows) })
  if (done.ok) return seeOther(c, `/manage/notices/${id}?done=restarted`)
  return askRestart(c, failed(c, done.refusal, read.typed))
}

async function proof(c: C): Promise<Response> {
  const found = await findNotice(c.var.scope, idParam(c) ?? 0, "notices.read")
  if (!found?.list) return notFound(c)
  const rows = shownRows(found.list.rows, found.strikes)
  const proven = await proofOf(c.var.scope, found.notice.id)
  const address = `${c.var.origin}/notices/${found.notice.id}`
  return show(c, proofPage, { ...found, address, proof: proven, rows, objections: await objectionLines(c, found) })
}

/** Stands behind the sign-in that the routes of issuing ask for. */
export const runningRoutes = new Hono<Env>()
  .get(path, (c) => one(c))
  .post(`${path}/opening`, opening)
  .post(`${path}/closure`, closing)
  .post(`${path}/withdrawal`, withdrawal)
  .post(`${path}/strikes`, strike)
  .get(`${path}/restart`, (c) => askRestart(c))
  .post(`${path}/restart`, restart)
  .get(`${path}/proof`, proof)
