import type { SkillLevel } from "#db/words.ts"
import type { Problem } from "#http/forms.ts"
import type { Language } from "#i18n/translate.ts"
import { exact, shown, times, whole } from "#lib/exact.ts"
import { template } from "#render/template.ts"
import type { ContestRow, EventRow, RulesRow } from "../queries.ts"
import type { RulesDiff } from "../rules-diff.ts"
import type { Rules } from "../scheme.ts"
import type { Fields, RulesForm } from "./form.ts"
import type { OutlineLine } from "./outline.ts"

export type Choice = { readonly value: string; readonly text: string }

export type Editing = {
  readonly contest: ContestRow
  readonly event: EventRow
  /** Whether the actor may save, and whether that is a change under lock, which needs a reason. */
  readonly mayChange: boolean
  readonly locked: boolean
  readonly lines: readonly OutlineLine[]
  readonly form: RulesForm
  readonly orderChoices: readonly Choice[]
  readonly valueChoices: readonly Choice[]
  /** The skill levels that somebody may be promoted to, the lowest first. */
  readonly levels: readonly SkillLevel[]
  /** Number of the rules that the form was made from. */
  readonly seen: number
  readonly reason: string
  readonly problems: readonly Problem[]
  /** The same as short as they can be beside their fields. */
  readonly beside: readonly Problem[]
  readonly checked: boolean
  readonly there: (RulesDiff & { readonly number: number }) | undefined
}

export const editorPage = template<Editing>("competition/contests/editor/editor")

/** The rule set as it is read by those who cannot change it now. */
export const rulesPage = template<{
  contest: ContestRow
  event: EventRow
  row: RulesRow
  newest: boolean
  /** Whether a change under lock can be begun. */
  mayChange: boolean
  lines: readonly OutlineLine[]
  form: RulesForm
  /** Shares of the prizes in per cent, by their place in the list. */
  percents: readonly string[]
  saved: boolean
}>("competition/contests/editor/rules")

export type Version = {
  readonly row: RulesRow & { readonly by: string | null }
  readonly diff: RulesDiff | undefined
}

export const historyPage = template<{
  contest: ContestRow
  event: EventRow
  versions: readonly Version[]
}>("competition/contests/editor/history")

const titled = ({ zh, en }: Fields, lang: Language) => (lang === "en" ? en || zh : zh || en)

/** What an order may go by: the nodes and values of the form, and what is chosen already even where that is gone. */
export function orderChoices(form: RulesForm, lang: Language): Choice[] {
  const named = (item: Fields, value: string) => ({
    value,
    text: [titled(item, lang), value].filter(Boolean).join(" · "),
  })
  const known = [
    ...form.nodes.flatMap((node) => (node.key ? [named(node, node.key)] : [])),
    ...form.values.flatMap((value) => (value.name ? [named(value, `value:${value.name}`)] : [])),
  ]
  return withChosen(
    known,
    [...form.order, ...form.teamOrder].map(({ by = "" }) => by),
  )
}

/** The names that a `value` node may take. */
export const valueChoices = (form: RulesForm, lang: Language): Choice[] =>
  withChosen(
    form.values.flatMap((item) =>
      item.name ? [{ value: item.name, text: [titled(item, lang), item.name].filter(Boolean).join(" · ") }] : [],
    ),
    form.nodes.map(({ name = "" }) => name),
  )

function withChosen(known: readonly Choice[], chosen: readonly string[]): Choice[] {
  const words = ["total", "places"]
  const lost = new Set(chosen.filter((by) => by && !words.includes(by) && !known.some(({ value }) => value === by)))
  return [...known, ...[...lost].map((by) => ({ value: by, text: `? ${by}` }))]
}

/** Shares as people read them: 0.125 is 12.5. */
export const percentsOf = ({ prizes = [] }: Rules): string[] =>
  prizes.map((prize) => ("share" in prize ? shown(times(exact(prize.share), whole(100))) : ""))
