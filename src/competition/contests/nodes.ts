import { VALUE } from "#competition/contests/ranking-rules.ts"
import type { JudgedNode, MeasuredNode, Rules, SchemeNode } from "#competition/contests/scheme.ts"

export type NodeInScheme = {
  readonly key: string
  readonly node: SchemeNode
  /** 0 for the root. */
  readonly depth: number
  readonly parent: SchemeNode | undefined
  /** RFC 6901, from the rule set. */
  readonly at: string
}

export const partsOf = (node: SchemeNode): readonly SchemeNode[] => ("parts" in node ? node.parts : [])

/** Every node from the root down, each before its parts. */
export function* walk(
  node: SchemeNode,
  at = "/scheme",
  depth = 0,
  parent: SchemeNode | undefined = undefined,
): Generator<NodeInScheme> {
  yield { key: node.key, node, depth, parent, at }
  for (const [index, part] of partsOf(node).entries()) yield* walk(part, `${at}/parts/${index}`, depth + 1, node)
}

export const nodesOf = (scheme: SchemeNode): readonly NodeInScheme[] => [...walk(scheme)]

export const judgedNodes = (scheme: SchemeNode): readonly JudgedNode[] =>
  nodesOf(scheme).flatMap(({ node }) => (node.kind === "judged" ? [node] : []))

export const measuredNodes = (scheme: SchemeNode): readonly MeasuredNode[] =>
  nodesOf(scheme).flatMap(({ node }) => (node.kind === "measured" ? [node] : []))

/** Every name of an entry's `values` that the rules read, sorted by character code. */
export function valueNames({ scheme, ranking, teams }: Rules): readonly string[] {
  const inScheme = nodesOf(scheme).flatMap(({ node }) => (node.kind === "value" ? [node.name] : []))
  const items = [...ranking.order, ...(teams?.order ?? [])].map((item) => (typeof item === "string" ? item : item.by))
  const inOrders = items.filter((by) => by.startsWith(VALUE)).map((by) => by.slice(VALUE.length))
  return [...new Set([...inScheme, ...inOrders])].sort()
}
