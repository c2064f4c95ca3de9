import { judgedNodes, measuredNodes, nodesOf, valueNames } from "#competition/contests/nodes.ts"
import type { Rules } from "#competition/contests/scheme.ts"
import type { Both, Conduct, RuleTitles } from "#db/schema/index.ts"
import type { SeatRole } from "#lib/actor.ts"

/** A place for marks on every entry: a judged or measured node, or one of the entry's values. */
export type Slot = {
  readonly slot: string
  readonly kind: "judged" | "measured" | "value"
  readonly title: Both
  /** What to look for; empty where the rules say nothing. */
  readonly descriptor: Both
  /** Decimal texts; absent where any number will do. */
  readonly min?: string
  readonly max?: string
  readonly step?: string
  /** How many marks one entry gets here: the panel's size, or one. */
  readonly judges: number
  readonly drops: number
  /** Whether an entry without any mark here still counts as complete. */
  readonly optional: boolean
  /** The largest difference within a panel that needs no second look; any where absent. */
  readonly spread?: string
  /** What "not observed" counts: 0, or nothing, with a panel smaller by one; it may not be said where absent. */
  readonly unobserved?: "0" | "omit"
}

const limits = ({ min = "0", max, step }: { min?: string; max?: string; step?: string }) => ({
  min,
  ...(max !== undefined && { max }),
  ...(step !== undefined && { step }),
})

const named = (titles: Record<string, RuleTitles["nodes"][string]>, key: string) => ({
  title: titles[key] ?? { zh: key, en: key },
  descriptor: { zh: titles[key]?.descriptor ?? "", en: titles[key]?.descriptorEn ?? "" },
})

const conductOf = ({ conduct }: RuleTitles, key: string): Conduct =>
  (conduct && Object.hasOwn(conduct, key) && conduct[key]) || {}

/** Every slot of a rule set: judged nodes, measured nodes, then values. */
export const slotsOf = (rules: Rules, titles: RuleTitles): Slot[] => [
  ...judgedSlots(rules, titles),
  ...measuredSlots(rules, titles),
  ...valueSlots(rules, titles),
]

const judgedSlots = ({ scheme }: Rules, titles: RuleTitles) =>
  judgedNodes(scheme).map(
    (node): Slot => ({
      slot: node.key,
      kind: "judged",
      ...named(titles.nodes, node.key),
      ...limits(node),
      ...conductOf(titles, node.key),
      judges: node.judges,
      drops: (node.drop?.high ?? 0) + (node.drop?.low ?? 0),
      optional: node.missing !== undefined,
    }),
  )

const measuredSlots = ({ scheme }: Rules, titles: RuleTitles) =>
  measuredNodes(scheme).map(
    (node): Slot => ({
      slot: node.key,
      kind: "measured",
      ...named(titles.nodes, node.key),
      ...limits(node),
      ...conductOf(titles, node.key),
      judges: 1,
      drops: 0,
      optional: node.missing !== undefined,
    }),
  )

const valueSlots = (rules: Rules, titles: RuleTitles) =>
  valueNames(rules).map(
    (name): Slot => ({
      slot: `value:${name}`,
      kind: "value",
      ...named(titles.values, name),
      judges: 1,
      drops: 0,
      optional: isOptional(rules, name),
    }),
  )

/** A value that only orders, or whose nodes all have `missing`, may be left out (contest bundle, "Nodes"). */
const isOptional = ({ scheme }: Rules, name: string): boolean =>
  nodesOf(scheme).every(({ node }) => node.kind !== "value" || node.name !== name || node.missing !== undefined)

/** Judges mark judged nodes, scorekeepers the rest; a head judge marks nothing. */
export const mayMark = (role: SeatRole, { kind }: Slot): boolean =>
  role === "judge" ? kind === "judged" : role === "scorekeeper" && kind !== "judged"
