import { Hono } from "hono"
import { signedInOnly } from "#accounts/signed-in.ts"
import { skillLevels } from "#db/words.ts"
import type { C, Env } from "#http/env.ts"
import { type Problem, problemFrom, type Typed, typedOf } from "#http/forms.ts"
import { idParam } from "#http/ids.ts"
import { notFound, seeOther, show } from "#http/show.ts"
import type { Refusal } from "#lib/result.ts"
import { changeRules } from "../commands.ts"
import { currentRules, findEvent, type ManagedEvent, type RulesRow, rulesHistory, seeEvent } from "../queries.ts"
import { rulesDiff } from "../rules-diff.ts"
import { mayChangeEvent, rulesAreLocked } from "../workflow.ts"
import { edited, editOf, followRenames } from "./edits.ts"
import { formFrom, type RulesForm } from "./form.ts"
import { formOfRules } from "./form-of-rules.ts"
import { type Judged, judge } from "./form-problems.ts"
import { outline } from "./outline.ts"
import { type Editing, editorPage, historyPage, orderChoices, percentsOf, rulesPage, valueChoices } from "./pages.ts"
import { worded } from "./words.ts"

type Said = Problem & { readonly words?: string }
type Shown = Partial<Pick<Editing, "checked" | "reason" | "there">> & {
  readonly seen: number
  readonly problems?: readonly Said[]
}

function edit(c: C, { contest, event }: ManagedEvent, form: RulesForm, shown: Shown) {
  const { problems = [], checked = false, reason = "", there, seen } = shown
  const choices = {
    orderChoices: orderChoices(form, c.var.view.lang),
    valueChoices: valueChoices(form, c.var.view.lang),
    levels: skillLevels,
  }
  const may = { mayChange: mayChangeEvent(event.state, contest.state), locked: rulesAreLocked(event.state) }
  const beside = problems.map(({ field, message, words }) => ({ field, message: words ?? message }))
  const asked = { lines: outline(form.nodes), form, seen, reason, problems, beside, checked, there }
  return show(c, editorPage, { contest, event, ...may, ...choices, ...asked }, problems.length > 0 ? 422 : 200)
}

const wordedAll = (c: C, judged: Judged, form: RulesForm): Said[] =>
  judged.ok ? [] : judged.problems.map((problem) => worded(c.var.view.t, problem, form))

/** The number of the rules that the form was made from; one that cannot be read is older than all. */
const seenIn = (typed: Typed): number => {
  const text = String(typed.seen ?? "")
  return /^\d{1,9}$/.test(text) ? Number(text) : 0
}

const reasonIn = (typed: Typed): string =>
  String(typed.reason ?? "")
    .trim()
    .slice(0, 1000)

async function save(c: C, found: ManagedEvent, form: RulesForm, typed: Typed) {
  const [seen, reason] = [seenIn(typed), reasonIn(typed)]
  const judged = judge(form)
  if (!judged.ok) return edit(c, found, form, { seen, reason, problems: wordedAll(c, judged, form) })
  const { rules, titles } = judged
  const saved = await changeRules(c.var.scope, found.event.id, { rules, titles, seen, reason })
  if (saved.ok) return seeOther(c, `/manage/events/${found.event.id}/rules?done=saved`)
  if (saved.refusal.code === "not_found") return notFound(c)
  return notSaved(c, found, form, { refusal: saved.refusal, seen, reason })
}

/** Of two who save at once the second is shown what the first changed, and may then save over it knowingly. */
async function notSaved(
  c: C,
  found: ManagedEvent,
  form: RulesForm,
  no: { refusal: Refusal; seen: number; reason: string },
) {
  const problems = [problemFrom(c, no.refusal)]
  const row = no.refusal.code === "rules_stale" ? await currentRules(c.var.scope, found.event.id) : undefined
  const judged = judge(form)
  const there = row && judged.ok ? { ...rulesDiff(row, judged), number: row.number } : undefined
  return edit(c, found, form, { seen: row?.number ?? no.seen, reason: no.reason, problems, there })
}

function read(c: C, seen: NonNullable<Awaited<ReturnType<typeof seeEvent>>>, row: RulesRow, newest: boolean) {
  const { contest, event, runs } = seen
  const form = formOfRules(row.rules, row.titles)
  const mayChange = newest && runs && mayChangeEvent(event.state, contest.state)
  const saved = newest && c.req.query("done") === "saved"
  const shape = { row, newest, mayChange, lines: outline(form.nodes), form, percents: percentsOf(row.rules), saved }
  return show(c, rulesPage, { contest, event, ...shape })
}

export const editorRoutes = new Hono<Env>()
  .use("/manage/events/*", signedInOnly())
  .get("/manage/events/:id/rules", async (c) => {
    const seen = await seeEvent(c.var.scope, idParam(c) ?? 0)
    const row = seen && (await currentRules(c.var.scope, seen.event.id))
    if (!seen || !row) return notFound(c)
    return read(c, seen, row, true)
  })
  .get("/manage/events/:id/rules/edit", async (c) => {
    const found = await findEvent(c.var.scope, idParam(c) ?? 0)
    const row = found && (await currentRules(c.var.scope, found.event.id))
    if (!found || !row) return notFound(c)
    if (!mayChangeEvent(found.event.state, found.contest.state))
      return seeOther(c, `/manage/events/${found.event.id}/rules`)
    return edit(c, found, formOfRules(row.rules, row.titles), { seen: row.number })
  })
  .post("/manage/events/:id/rules/edit", async (c) => {
    const found = await findEvent(c.var.scope, idParam(c) ?? 0)
    if (!found) return notFound(c)
    const typed = await typedOf(c)
    const form = followRenames(formFrom(typed))
    const wish = String(typed.do ?? "")
    if (wish === "save") return save(c, found, form, typed)
    const shown = { seen: seenIn(typed), reason: reasonIn(typed) }
    const change = editOf(wish)
    if (change) return edit(c, found, edited(form, change), shown)
    if (wish !== "check") return edit(c, found, form, shown)
    return edit(c, found, form, { ...shown, checked: true, problems: wordedAll(c, judge(form), form) })
  })
  .get("/manage/events/:id/rules/history", async (c) => {
    const seen = await seeEvent(c.var.scope, idParam(c) ?? 0)
    if (!seen) return notFound(c)
    const rows = await rulesHistory(c.var.scope, seen.event.id)
    const versions = rows.map((row, index) => {
      const before = rows[index + 1]
      return { row, diff: before && rulesDiff(before, row) }
    })
    return show(c, historyPage, { contest: seen.contest, event: seen.event, versions })
  })
  .get("/manage/events/:id/rules/history/:number", async (c) => {
    const seen = await seeEvent(c.var.scope, idParam(c) ?? 0)
    const rows = seen ? await rulesHistory(c.var.scope, seen.event.id) : []
    const row = rows.find(({ number }) => number === idParam(c, "number"))
    return seen && row ? read(c, seen, row, row === rows[0]) : notFound(c)
  })
