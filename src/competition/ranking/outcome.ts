import type { BestNode } from "#competition/contests/scheme.ts"
import type { Compiled } from "#competition/ranking/compiled.ts"
import { compare, type Exact, ONE, over, plus, rounded, times, ZERO } from "#lib/exact.ts"

/** The value of a node for an entry; `omitted` is left out of its parent, `incomplete` leaves the entry without a total. */
export type Outcome = Exact | "omitted" | "incomplete"
export type Part = { readonly weight: Exact; readonly value: Exact; readonly slot: number }

export const numberOf = (outcome: Outcome | undefined): Exact | undefined =>
  typeof outcome === "object" ? outcome : undefined

export const weighted = (parts: readonly Part[]): Exact =>
  parts.reduce((total, { weight, value }) => plus(total, weight === ONE ? value : times(weight, value)), ZERO)

export const weights = (parts: readonly Part[]): Exact => parts.reduce((total, { weight }) => plus(total, weight), ZERO)

/** The parts that a `best` takes: highest first (`low`: lowest first), equal ones in the order of the scheme. */
export function taken(node: BestNode, parts: readonly Part[]): readonly Part[] {
  const sign = node.direction === "low" ? 1 : -1
  return parts.toSorted((a, b) => sign * compare(a.value, b.value) || a.slot - b.slot).slice(0, node.count)
}

function combined({ node }: Compiled, parts: readonly Part[]): Exact {
  if (node.kind === "mean") return over(weighted(parts), weights(parts))
  if (node.kind === "product") return parts.reduce((product, { value }) => times(product, value), ONE)
  return weighted(node.kind === "best" ? taken(node, parts) : parts)
}

/** The parts that count, given what each came to. */
export function present(compiled: Compiled, outcomes: readonly (Outcome | undefined)[]): readonly Part[] {
  const parts: Part[] = []
  for (const { slot, weight } of compiled.parts) {
    const value = numberOf(outcomes[slot])
    if (value) parts.push({ weight, value, slot })
  }
  return parts
}

/** The value of a composite node before rounding and limits. */
export function composed(compiled: Compiled, outcomes: readonly (Outcome | undefined)[]): Outcome {
  if (compiled.parts.some(({ slot }) => outcomes[slot] === "incomplete")) return "incomplete"
  const parts = present(compiled, outcomes)
  const short = compiled.node.kind === "product" && parts.length < compiled.parts.length
  return short || parts.length === 0 ? "omitted" : combined(compiled, parts)
}

export const roundedValue = ({ node }: Compiled, raw: Exact): Exact =>
  node.round === undefined ? raw : rounded(raw, node.round, node.rounding ?? "half-up")

/** Which limit holds a rounded value back. */
export function limitOf({ floor, cap }: Compiled, value: Exact): "floor" | "cap" | undefined {
  if (floor && compare(value, floor) < 0) return "floor"
  return cap && compare(value, cap) > 0 ? "cap" : undefined
}

/** The value of a node after rounding and limits, in this order. */
export function settled(compiled: Compiled, raw: Exact): Exact {
  const value = roundedValue(compiled, raw)
  const limit = limitOf(compiled, value)
  return (limit && compiled[limit]) ?? value
}
