import type { Both, RuleTitles } from "#db/schema/index.ts"
import { nodesOf, valueNames } from "./nodes.ts"
import type { Rules } from "./scheme.ts"

const named = <T extends Both>(titles: Readonly<Record<string, T>>, key: string): T | Both => {
  const given = Object.hasOwn(titles, key) ? titles[key] : undefined
  return { ...given, zh: given?.zh || given?.en || key, en: given?.en || given?.zh || key }
}

const filled = (titles: Readonly<Record<string, Both>>, keys: readonly string[]) =>
  Object.fromEntries([...Object.keys(titles), ...keys].map((key) => [key, named(titles, key)]))

/** Titles for every node, value and prize: what was not named is called by its key. */
export const completeTitles = (rules: Rules, { nodes, values, prizes, ...judged }: RuleTitles): RuleTitles => ({
  ...judged,
  nodes: filled(
    nodes,
    nodesOf(rules.scheme).map(({ key }) => key),
  ),
  values: filled(values, valueNames(rules)),
  prizes: filled(
    prizes,
    (rules.prizes ?? []).map(({ name }) => name),
  ),
})

/** The title of what an order goes by: a node, `value:<name>`, or the key itself. */
export const orderTitle = (titles: RuleTitles, by: string): Both =>
  by.startsWith("value:") ? named(titles.values, by.slice(6)) : named(titles.nodes, by)
