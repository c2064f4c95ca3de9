import { type Exact, exact, isDecimal, ONE, plus, shown, ZERO } from "#lib/exact.ts"
import type { NodeKind } from "../scheme.ts"
import type { Fields } from "./form.ts"
import { childrenOf, depths, endOf, isPart, kindOf, parentOf } from "./tree.ts"

/** A node of the form with what the editor must know to show it. */
export type OutlineLine = {
  readonly index: number
  readonly fields: Fields
  readonly kind: NodeKind | undefined
  readonly depth: number
  /** `2.1` for the first part of the second part; empty for the root. */
  readonly number: string
  readonly hasParts: boolean
  readonly weighs: boolean
  readonly isFirst: boolean
  readonly isLast: boolean
  /** Where a part that is added comes to stand. */
  readonly end: number
  /** Sum of the parts' weights (1 where none is given); nothing where weights do not count or are not numbers. */
  readonly weights: string | undefined
}

const weightOf = (node: Fields | undefined): Exact | undefined => {
  if (!node?.weight) return ONE
  return isDecimal(node.weight) && node.weight.length <= 100 ? exact(node.weight) : undefined
}

function weightsOf(nodes: readonly Fields[], index: number): string | undefined {
  const kind = kindOf(nodes[index] ?? {})
  const parts = childrenOf(nodes, index).map((child) => nodes[child])
  if ((kind !== "sum" && kind !== "mean") || !parts.some((part) => part?.weight)) return undefined
  const weights = parts.map(weightOf)
  const numbers = weights.filter((weight) => weight !== undefined)
  return numbers.length === weights.length ? shown(numbers.reduce(plus, ZERO)) : undefined
}

export function outline(nodes: readonly Fields[]): OutlineLine[] {
  const depth = depths(nodes)
  const numbers: string[] = []
  return nodes.map((fields, index) => {
    const parent = parentOf(nodes, index)
    const row = parent === undefined ? [index] : childrenOf(nodes, parent)
    const own = parent === undefined ? "" : `${row.indexOf(index) + 1}`
    numbers[index] = parent === undefined ? "" : [numbers[parent], own].filter(Boolean).join(".")
    const kind = kindOf(fields)
    return {
      index,
      fields,
      kind,
      depth: depth[index] ?? 0,
      number: numbers[index] ?? "",
      hasParts: kind !== undefined && !["measured", "judged", "value"].includes(kind),
      weighs: isPart(nodes, index),
      isFirst: row[0] === index,
      isLast: row.at(-1) === index,
      end: endOf(nodes, index),
      weights: weightsOf(nodes, index),
    }
  })
}
