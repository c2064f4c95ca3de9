import { Hono } from "hono"
import { signedInOnly } from "#accounts/signed-in.ts"
import { historyRowStates } from "#db/words.ts"
import { readTable } from "#files/table.ts"
import type { C, Env } from "#http/env.ts"
import { bodyOf, type Problem, problemFrom, readForm, type Typed, typedOf } from "#http/forms.ts"
import { type Page, pageOf, pager } from "#http/paging.ts"
import { doneOf, refused, seeOther, show } from "#http/show.ts"
import type { Refusal, Result } from "#lib/result.ts"
import { issueCodes } from "./columns.ts"
import {
  decideAllUnits,
  decidePeople,
  decideUnits,
  discardHistory,
  keepHistory,
  leaveOutOpen,
  mendRows,
  nameHonour,
} from "./commands.ts"
import { importForm, mendings, personAnswers, unitAnswers } from "./forms.ts"
import { importHistory } from "./importing/commands.ts"
import { knownFor } from "./known/queries.ts"
import { base, forDraft, forKeepers, forOwn } from "./middleware.ts"
import { draftPage, peoplePage, rowsPage, unitsPage, uploadPage } from "./pages.ts"
import {
  earlierImport,
  honourChoices,
  type ImportRow,
  listImports,
  listRows,
  openPeople,
  openSpellings,
  tallyOf,
  unnamedHonours,
} from "./queries.ts"
import { readHistory } from "./reading.ts"

const upload = async (c: C, problems: Problem[] = []) =>
  show(c, uploadPage, { imports: await listImports(c.var.scope), problems }, problems.length > 0 ? 422 : 200)

async function receive(c: C): Promise<Response> {
  const { t } = c.var.view
  const sent = [(await bodyOf(c)).sheet].flat()[0]
  if (!(sent instanceof File) || sent.size === 0) return upload(c, [{ field: "sheet", message: t("history.no_file") }])
  const bytes = new Uint8Array(await sent.arrayBuffer())
  const read = await readTable(c.var.readSheet, bytes)
  if (!read.ok) return upload(c, [problemFrom(c, { ...read.refusal, field: "sheet" })])
  const { rows, problems } = readHistory(read.value)
  const words = problems.map(({ code, column, value }) =>
    [column && t(`history.columns.${column}`), t(`imports.problems.${code}`, { value })].filter(Boolean).join("："),
  )
  if (words.length > 0)
    return upload(
      c,
      words.map((message) => ({ field: "sheet", message })),
    )
  const kept = await keepHistory(c.var.scope, { fileName: sent.name, bytes, rows })
  return kept.ok ? seeOther(c, `${base}/${kept.value.id}`) : refused(c, kept.refusal, base)
}

const notices = ["units", "people", "rows", "honour", "leaving", "imported"] as const

async function draft(c: C, one: ImportRow, problems: Problem[] = [], typed: Typed = {}): Promise<Response> {
  const { scope } = c.var
  const { states, issues } = await tallyOf(scope, one.id)
  const first: Page = { number: 1, size: 1, offset: 0 }
  const isDraft = one.state === "draft"
  const shape = {
    draft: one,
    states: Object.fromEntries(states),
    issues: Object.fromEntries(issues),
    spellings: isDraft ? (await openSpellings(scope, one.id, first)).total : 0,
    people: isDraft ? (await openPeople(scope, one.id, first)).total : 0,
    unnamed: issues.has("honour_unknown") ? await unnamedHonours(scope, one.id) : [],
    honours: await honourChoices(scope),
    earlier: await earlierImport(scope, one),
    problems,
    typed,
    done: doneOf(c, notices),
  }
  return show(c, draftPage, shape, problems.length > 0 ? 422 : 200)
}

async function spellings(c: C, one: ImportRow, problems: Problem[] = [], typed: Typed = {}): Promise<Response> {
  const page = pageOf(c)
  const found = await openSpellings(c.var.scope, one.id, page)
  if (found.total === 0) return seeOther(c, `${base}/${one.id}?done=units`)
  const shape = { draft: one, ...found, problems, typed, pager: pager(c, page, found.total) }
  return show(c, unitsPage, shape, problems.length > 0 ? 422 : 200)
}

/** Names that were typed are looked for first: a wrong one brings the page back with everything that was chosen. */
async function answerUnits(c: C, one: ImportRow): Promise<Response> {
  const typed = await typedOf(c)
  const answers = unitAnswers(typed)
  const { match } = await knownFor(c.var.scope, [])
  const read = answers.map(({ line, text, answer }) => {
    const unitId = answer === "text" ? null : "id" in answer ? answer.id : match(answer.typed).found
    return { line, text, unitId }
  })
  const problems = read
    .filter(({ unitId }) => unitId === undefined)
    .map(({ line }) => problemFrom(c, { code: "unit_unknown", field: `other.${line}` }))
  if (problems.length > 0) return spellings(c, one, problems, typed)
  const decisions = read.map(({ text, unitId }) => ({ text, unitId: unitId ?? null }))
  return after(c, one, await decideUnits(c.var.scope, one.id, decisions), "units")
}

async function persons(c: C, one: ImportRow): Promise<Response> {
  const page = pageOf(c)
  const found = await openPeople(c.var.scope, one.id, page)
  if (found.total === 0) return seeOther(c, `${base}/${one.id}?done=people`)
  return show(c, peoplePage, { draft: one, ...found, pager: pager(c, page, found.total) })
}

async function rows(c: C, one: ImportRow): Promise<Response> {
  const page = pageOf(c)
  const state = historyRowStates.find((each) => each === c.req.query("state"))
  const issue = issueCodes.find((each) => each === c.req.query("issue"))
  const filter = { state, issue }
  const found = await listRows(c.var.scope, one.id, filter, page)
  const honours = await honourChoices(c.var.scope)
  return show(c, rowsPage, { draft: one, filter, honours, ...found, pager: pager(c, page, found.total) })
}

/** Back to the list that was worked on while it has something left, and to the overview else. */
function after(c: C, one: ImportRow, done: Result<unknown, Refusal>, to: "units" | "people" | "rows"): Response {
  if (!done.ok) return refused(c, done.refusal, `${base}/${one.id}`)
  const query = to === "rows" ? new URL(c.req.url).search : ""
  return seeOther(c, `${base}/${one.id}/${to}${query}`)
}

export const historyRoutes = new Hono<Env>()
  .use(`${base}/*`, signedInOnly())
  .get(
    base,
    signedInOnly(),
    forKeepers((c) => upload(c)),
  )
  .post(base, signedInOnly(), forKeepers(receive))
  .get(
    `${base}/:id{[0-9]+}`,
    forOwn((c, one) => draft(c, one)),
  )
  .get(
    `${base}/:id{[0-9]+}/units`,
    forDraft((c, one) => spellings(c, one)),
  )
  .post(`${base}/:id{[0-9]+}/units`, forDraft(answerUnits))
  .post(
    `${base}/:id{[0-9]+}/units/rest`,
    forDraft(async (c, one) => {
      const way = (await typedOf(c)).way === "likeliest" ? "likeliest" : "text"
      return after(c, one, await decideAllUnits(c.var.scope, one.id, way), "units")
    }),
  )
  .get(`${base}/:id{[0-9]+}/people`, forDraft(persons))
  .post(
    `${base}/:id{[0-9]+}/people`,
    forDraft(async (c, one) =>
      after(c, one, await decidePeople(c.var.scope, one.id, personAnswers(await typedOf(c))), "people"),
    ),
  )
  .get(`${base}/:id{[0-9]+}/rows`, forOwn(rows))
  .post(
    `${base}/:id{[0-9]+}/rows`,
    forDraft(async (c, one) => after(c, one, await mendRows(c.var.scope, one.id, mendings(await typedOf(c))), "rows")),
  )
  .post(
    `${base}/:id{[0-9]+}/honour`,
    forDraft(async (c, one) => {
      const { text = "", title = "" } = await typedOf(c)
      const done = await nameHonour(c.var.scope, one.id, { text: String(text), title: String(title) })
      return done.ok ? seeOther(c, `${base}/${one.id}?done=honour`) : refused(c, done.refusal, `${base}/${one.id}`)
    }),
  )
  .post(
    `${base}/:id{[0-9]+}/leaving`,
    forDraft(async (c, one) => {
      const done = await leaveOutOpen(c.var.scope, one.id)
      return done.ok ? seeOther(c, `${base}/${one.id}?done=leaving`) : refused(c, done.refusal, `${base}/${one.id}`)
    }),
  )
  .post(
    `${base}/:id{[0-9]+}/discarding`,
    forOwn(async (c, one) => {
      const done = await discardHistory(c.var.scope, one.id)
      return done.ok ? seeOther(c, base) : refused(c, done.refusal, `${base}/${one.id}`)
    }),
  )
  .post(
    `${base}/:id{[0-9]+}/confirmation`,
    forOwn(async (c, one) => {
      const form = await readForm(c, importForm, "register.fields")
      if (!form.ok) return draft(c, one, form.problems, form.typed)
      const done = await importHistory(c.var.scope, one.id, form.value.visibleFrom)
      if (done.ok) return seeOther(c, `${base}/${one.id}?done=imported`)
      const isOpen = done.refusal.code === "history_open"
      return isOpen
        ? draft(c, one, [problemFrom(c, done.refusal)], form.typed)
        : refused(c, done.refusal, `${base}/${one.id}`)
    }),
  )
