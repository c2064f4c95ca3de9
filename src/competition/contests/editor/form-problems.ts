import { bookProblems } from "../conduct.ts"
import type { Problem } from "../problem.ts"
import type { Rules } from "../scheme.ts"
import { LISTS, type ListName, type RulesForm } from "./form.ts"
import { type ReadRules, rulesOfForm } from "./rules-of-form.ts"

/** A problem with the field that it was typed in. */
export type FieldProblem = { readonly field: string; readonly problem: Problem }

export type Judged =
  | { readonly ok: true; readonly rules: Rules; readonly titles: ReadRules["titles"] }
  | { readonly ok: false; readonly problems: readonly FieldProblem[] }

/** Where a problem with the whole item is shown, and members that have no field of their own name. */
const STAND_IN: Readonly<Record<ListName, Readonly<Record<string, string>>>> = {
  nodes: { "": "key", drop: "high", parts: "kind" },
  values: { "": "name" },
  order: { "": "by" },
  prizes: { "": "count" },
  promotions: { "": "level" },
  teamOrder: { "": "by" },
}
const PLACES: Readonly<Record<string, string>> = {
  "/ranking/order": "order",
  "/ranking/places": "places",
  "/advance": "advanceCount",
  "/advance/count": "advanceCount",
  "/advance/ties": "advanceTies",
  "/teams/best": "best",
  "/teams/points": "points",
  "/teams/rest": "rest",
  "/teams/split": "split",
}

/** The field for a place in the rule set (RFC 6901): the nearest item that was typed, then the member in it. */
export function fieldAt(at: string, fields: ReadonlyMap<string, string>): string {
  const exact = fields.get(at)
  if (exact?.endsWith(".points")) return exact
  const segments = at.split("/")
  for (let length = segments.length; length > 1; length--) {
    const item = fields.get(segments.slice(0, length).join("/"))
    if (item) return `${item}.${memberField(item, segments[segments.length - 1] ?? "", segments.length > length)}`
  }
  if (at.startsWith("/teams/points")) return "points"
  return PLACES[at] ?? (at.startsWith("/teams") ? "combine" : "order")
}

function memberField(item: string, last: string, inside: boolean): string {
  const list = item.slice(0, item.indexOf("[")) as ListName
  const member = inside ? last : ""
  return (
    STAND_IN[list][member] ??
    ((LISTS[list] as readonly string[]).includes(member) ? member : (STAND_IN[list][""] ?? ""))
  )
}

/** Reads the form and judges what it says; the rules of a good one are exactly those it shows. */
export function judge(form: RulesForm): Judged {
  const { rules, titles, fields } = rulesOfForm(form)
  const problems = bookProblems(rules, titles)
  if (problems.length === 0) return { ok: true, rules: rules as Rules, titles }
  return { ok: false, problems: problems.map((problem) => ({ field: fieldAt(problem.at, fields), problem })) }
}
