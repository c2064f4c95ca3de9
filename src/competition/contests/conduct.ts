import type { RuleTitles } from "#db/schema/index.ts"
import { compare, exact, isDecimal, ZERO } from "#lib/exact.ts"
import { nodesOf } from "./nodes.ts"
import { findings, type Note, type Problem } from "./problem.ts"
import { promotionRules } from "./promotion-rules.ts"
import { quote } from "./quote.ts"
import { rulesProblems } from "./rules.ts"
import type { JudgedNode, MeasuredNode, Rules } from "./scheme.ts"

/** What keeps a rule set with its promotions from being used, or how its nodes are judged, which is asked of right rules only. */
export function bookProblems(rules: unknown, titles: RuleTitles): Problem[] {
  const { problems, note } = findings()
  problems.push(...rulesProblems(rules))
  if (titles.promotions) promotionRules(note, titles.promotions, "/promotions")
  if (problems.length === 0) conductRules(note, (rules as Rules).scheme, titles)
  return problems
}

function conductRules(note: Note, scheme: Rules["scheme"], { conduct = {} }: RuleTitles): void {
  for (const { node, at } of nodesOf(scheme)) {
    if ((node.kind !== "judged" && node.kind !== "measured") || !Object.hasOwn(conduct, node.key)) continue
    const { spread, unobserved } = conduct[node.key] ?? {}
    if (spread !== undefined) spreadRule(note, spread, `${at}/spread`)
    if (unobserved !== undefined) unobservedRule(note, unobserved, `${at}/unobserved`, node)
  }
}

function spreadRule(note: Note, spread: string, at: string): void {
  if (!isDecimal(spread) || spread.length > 100) note(at, "not_decimal", { found: quote(spread) })
  else if (compare(exact(spread), ZERO) < 0) note(at, "spread_negative", { found: quote(spread) })
}

type Marked = MeasuredNode | JudgedNode

const takesZero = ({ min = "0", max }: Marked): boolean =>
  compare(exact(min), ZERO) <= 0 && (max === undefined || compare(exact(max), ZERO) >= 0)

function unobservedRule(note: Note, unobserved: string, at: string, node: Marked): void {
  const choices = ["0", "omit"]
  if (!choices.includes(unobserved)) note(at, "not_one_of", { found: quote(unobserved), choices })
  if (unobserved === "0" && !takesZero(node)) note(at, "zero_not_a_mark", {})
  if (unobserved === "omit" && node.kind === "measured" && node.missing === undefined)
    note(at, "unobserved_without_missing", {})
}

const said = ({ spread = "", unobserved = "" } = {}): string => `${spread} ${unobserved}`

/** Keys of the nodes that are judged otherwise than before. */
export function conductChanges({ conduct: before = {} }: RuleTitles, { conduct: after = {} }: RuleTitles): string[] {
  const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])]
  return keys.filter((key) => said(before[key]) !== said(after[key])).sort()
}
