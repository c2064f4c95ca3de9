import type { RuleTitles } from "#db/schema/index.ts"
import { nodesOf } from "./nodes.ts"
import type { Rules, SchemeNode } from "./scheme.ts"

export type RulesDiff = {
  readonly added: readonly string[]
  readonly removed: readonly string[]
  readonly changed: readonly string[]
  /** Parts of the rule set beside the scheme that differ: `ranking`, `prizes`, `promotions`, … */
  readonly parts: readonly string[]
}

type Book = { readonly rules: Rules; readonly titles: Pick<RuleTitles, "promotions"> }

const own = ({ parts: _, ...members }: SchemeNode & { parts?: unknown }) => members

/** Text that is equal exactly when two values are, whatever the order of members. */
const said = (value: unknown): string =>
  JSON.stringify(value, (_, each) =>
    typeof each === "object" && each !== null && !Array.isArray(each)
      ? Object.fromEntries(Object.entries(each).sort(([a], [b]) => (a < b ? -1 : 1)))
      : each,
  ) ?? ""

/** What changed between two rule sets, by key: for the audit trail and the history. */
export function rulesDiff({ rules: before, titles: earlier }: Book, { rules: after, titles: later }: Book): RulesDiff {
  const old = new Map(nodesOf(before.scheme).map(({ key, node, parent }) => [key, said([own(node), parent?.key])]))
  const now = new Map(nodesOf(after.scheme).map(({ key, node, parent }) => [key, said([own(node), parent?.key])]))
  const parts = ["ranking", "advance", "prizes", "teams"] as const
  return {
    added: [...now.keys()].filter((key) => !old.has(key)),
    removed: [...old.keys()].filter((key) => !now.has(key)),
    changed: [...now].flatMap(([key, text]) => (old.has(key) && old.get(key) !== text ? [key] : [])),
    parts: [
      ...parts.filter((part) => said(before[part]) !== said(after[part])),
      ...(said(earlier.promotions) === said(later.promotions) ? [] : ["promotions"]),
    ],
  }
}
