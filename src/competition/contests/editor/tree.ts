import type { NodeKind } from "../scheme.ts"
import type { Fields } from "./form.ts"

// The form's nodes stand in reading order; only their depth says which belongs to which.

type Nodes = readonly Fields[]

export const kinds = ["measured", "judged", "value", "sum", "mean", "product", "best"] as const satisfies NodeKind[]

export const kindOf = (node: Fields): NodeKind | undefined => kinds.find((kind) => kind === node.kind)

/** Only the first is the root, and nobody stands more than one step below the one before. */
export function depths(nodes: Nodes): number[] {
  const found: number[] = []
  for (const [index, node] of nodes.entries())
    found.push(index === 0 ? 0 : Math.min(Math.max(1, Number(node.depth) || 1), (found[index - 1] ?? 0) + 1))
  return found
}

/** The first node after this one that is not below it. */
export function endOf(nodes: Nodes, index: number): number {
  const depth = depths(nodes)
  const end = depth.findIndex((each, at) => at > index && each <= (depth[index] ?? 0))
  return end < 0 ? nodes.length : end
}

export function parentOf(nodes: Nodes, index: number): number | undefined {
  const depth = depths(nodes)
  const parent = depth.findLastIndex((each, at) => at < index && each < (depth[index] ?? 0))
  return parent < 0 ? undefined : parent
}

export function childrenOf(nodes: Nodes, index: number): number[] {
  const depth = depths(nodes)
  const end = endOf(nodes, index)
  return nodes.flatMap((_, at) => (at > index && at < end && depth[at] === (depth[index] ?? 0) + 1 ? [at] : []))
}

/** Whether the node is a part of a sum or a mean, where alone a weight counts. */
export function isPart(nodes: Nodes, index: number): boolean {
  const parent = parentOf(nodes, index)
  const kind = parent === undefined ? undefined : kindOf(nodes[parent] ?? {})
  return kind === "sum" || kind === "mean"
}
