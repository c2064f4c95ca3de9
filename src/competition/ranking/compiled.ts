import { partsOf } from "#competition/contests/nodes.ts"
import type { SchemeNode } from "#competition/contests/scheme.ts"
import { type Exact, exact, ONE } from "#lib/exact.ts"

/** A node with its numbers read once, and the slot in which every sheet keeps its outcome. */
export type Compiled = {
  readonly node: SchemeNode
  readonly slot: number
  readonly parts: readonly Compiled[]
  readonly weight: Exact
  readonly factor: Exact | undefined
  readonly floor: Exact | undefined
  readonly cap: Exact | undefined
  readonly pass: Exact | undefined
}
/** Root first, every node before its parts: the index is the slot. */
export type Scheme = readonly [Compiled, ...Compiled[]]

const optional = (text: string | undefined) => (text === undefined ? undefined : exact(text))

function compileNode(node: SchemeNode, all: Compiled[]): Compiled {
  const slot = all.length
  const parts: Compiled[] = []
  const compiled: Compiled = {
    node,
    slot,
    parts,
    weight: optional(node.weight) ?? ONE,
    factor: node.kind === "judged" ? optional(node.factor) : undefined,
    floor: optional(node.floor),
    cap: optional(node.cap),
    pass: optional(node.pass),
  }
  all.push(compiled)
  for (const part of partsOf(node)) parts.push(compileNode(part, all))
  return compiled
}

export function compile(scheme: SchemeNode): Scheme {
  const all: Compiled[] = []
  const root = compileNode(scheme, all)
  return [root, ...all.slice(1)]
}
