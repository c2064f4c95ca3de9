import type { Problem } from "#http/forms.ts"
import type { Translate } from "#i18n/translate.ts"
import type { RulesForm } from "./form.ts"
import type { FieldProblem } from "./form-problems.ts"

const MEMBERS = [
  "parts",
  "kind",
  "key",
  "points",
  "by",
  "direction",
  "count",
  "name",
  "judges",
  "combine",
  "rounding",
  "level",
  "last",
]

/** What a problem is about, as the page calls it: `2.1 fit · Highest mark`. */
function placeName(t: Translate, field: string, form: RulesForm): string {
  const [, list = "", index = "", member = ""] = /^(\w+)\[(\d+)\]\.(\w+)$/.exec(field) ?? []
  if (!list) return t(`contests.editor.fields.${field}`)
  const item = form[list as "nodes" | "order" | "prizes" | "promotions"][Number(index)] ?? {}
  const named = item.zh || item.key || item.name || String(Number(index) + 1)
  const label = list === "prizes" && member === "name" ? "prizeName" : member
  return `${t(`contests.editor.items.${list}`)} ${named} · ${t(`contests.editor.fields.${label}`)}`
}

/** Beside its field a problem need not say where it is. */
export type WordedProblem = Problem & { readonly words: string }

/** A problem in words, for the summary and for its field; what was found is quoted as typed. */
export function worded(t: Translate, { field, problem }: FieldProblem, form: RulesForm): WordedProblem {
  const { code, at: _, ...facts } = problem
  const said = (name: unknown) =>
    typeof name === "string" && MEMBERS.includes(name) ? t(`contests.editor.fields.${name}`) : name
  const choices = "choices" in facts ? facts.choices.join(" / ") : ""
  const members = { member: said("member" in facts && facts.member), other: said("other" in facts && facts.other) }
  const words = t(`contests.problems.${code}`, { ...facts, ...members, choices })
  return { field, words, message: t("contests.editor.problem", { place: placeName(t, field, form), words }) }
}
