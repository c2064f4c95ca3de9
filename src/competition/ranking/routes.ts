import { Hono } from "hono"
import { signedInOnly } from "#accounts/signed-in.ts"
import { currentRules, type RulesRow, seeEvent } from "#competition/contests/queries.ts"
import { orderTitle } from "#competition/contests/titles.ts"
import type { C, Env } from "#http/env.ts"
import { type Problem, type Typed, typedOf } from "#http/forms.ts"
import { idParam } from "#http/ids.ts"
import { notFound, show } from "#http/show.ts"
import { codeOfEntry, type Input, inputsOf, MOST_ENTRIES, sampleBundle, sampleOf } from "./example.ts"
import { explain } from "./explain.ts"
import { examplePage, linesOf } from "./pages.ts"
import { bundleProblems } from "./read.ts"
import { tally } from "./tally.ts"

const FIRST = 3

type Seen = NonNullable<Awaited<ReturnType<typeof seeEvent>>>
type Example = {
  readonly count: number
  readonly inputs: readonly Input[]
  readonly typed: Readonly<Record<string, string>>
}

function worded(c: C, row: RulesRow, inputs: readonly Input[], field: string, code: string, facts: object): Problem {
  const input = inputs.find((each) => each.field === field)
  const { t, lang } = c.var.view
  const title = input && orderTitle(row.titles, input.slot)
  const place = input ? `${codeOfEntry(input.entry)} · ${lang === "en" ? title?.en : title?.zh}` : ""
  const words = t(`contests.problems.${code}`, { ...facts })
  return { field, message: t("contests.editor.problem", { place, words }) }
}

function answer(c: C, { contest, event }: Seen, row: RulesRow, { count, inputs, typed }: Example) {
  const { bundle, fieldAt } = sampleBundle(row.rules, inputs, typed)
  const problems = bundleProblems(bundle).map((problem) => {
    const { code, at: _, ...facts } = problem
    return worded(c, row, inputs, fieldAt(problem), code, facts)
  })
  const result = problems.length === 0 ? tally(bundle) : undefined
  const opened = (result?.entries ?? []).flatMap(({ entry }) => {
    const explained = explain(bundle, entry)
    return explained ? [{ entry, lines: linesOf(explained.root) }] : []
  })
  const shape = { contest, event, row, count, most: MOST_ENTRIES, inputs, typed, problems, result, opened }
  return show(c, examplePage, shape, problems.length > 0 ? 422 : 200)
}

const sample = (inputs: readonly Input[]) => Object.fromEntries(inputs.map((input) => [input.field, sampleOf(input)]))

/** What was typed; an entry that has just been added starts with its sample. */
function sent(row: RulesRow, fields: Typed): Example {
  const before = Math.min(Math.max(1, Number(fields.count) || FIRST), MOST_ENTRIES)
  const more = fields.do === "more" ? 1 : fields.do === "fewer" ? -1 : 0
  const count = Math.min(Math.max(1, before + more), MOST_ENTRIES)
  const inputs = inputsOf(row.rules, count)
  const text = (name: string) => (typeof fields[name] === "string" ? fields[name].normalize("NFKC").trim() : "")
  const typed = inputs.map((input) => [input.field, input.entry < before ? text(input.field) : sampleOf(input)])
  return { count, inputs, typed: Object.fromEntries(typed) }
}

/** Sample marks under the rules as they are saved; nothing here is kept. */
export const exampleRoutes = new Hono<Env>()
  .get("/manage/events/:id/rules/example", signedInOnly(), async (c) => {
    const seen = await seeEvent(c.var.scope, idParam(c) ?? 0)
    const row = seen && (await currentRules(c.var.scope, seen.event.id))
    if (!seen || !row) return notFound(c)
    const inputs = inputsOf(row.rules, FIRST)
    return answer(c, seen, row, { count: FIRST, inputs, typed: sample(inputs) })
  })
  .post("/manage/events/:id/rules/example", signedInOnly(), async (c) => {
    const seen = await seeEvent(c.var.scope, idParam(c) ?? 0)
    const row = seen && (await currentRules(c.var.scope, seen.event.id))
    if (!seen || !row) return notFound(c)
    return answer(c, seen, row, sent(row, await typedOf(c)))
  })
