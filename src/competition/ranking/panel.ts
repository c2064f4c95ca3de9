import type { JudgedNode } from "#competition/contests/scheme.ts"
import { compare, type Exact, exact, over, plus, whole, ZERO } from "#lib/exact.ts"

export type GivenMark = { readonly judge: string | undefined; readonly value: Exact }
export type Kept = {
  readonly low: readonly GivenMark[]
  readonly kept: readonly GivenMark[]
  readonly high: readonly GivenMark[]
}

const byCode = (a: string | undefined, b: string | undefined) => ((a ?? "") < (b ?? "") ? -1 : 1)

/** The marks of a full panel, lowest first, with the dropped ones apart; of equal marks the first judge counts as lower. */
export function sift(node: JudgedNode, marks: readonly GivenMark[]): Kept {
  const sorted = marks.toSorted((a, b) => compare(a.value, b.value) || byCode(a.judge, b.judge))
  const from = node.drop?.low ?? 0
  const to = sorted.length - (node.drop?.high ?? 0)
  return { low: sorted.slice(0, from), kept: sorted.slice(from, to), high: sorted.slice(to) }
}

const sum = (marks: readonly GivenMark[]) => marks.reduce((total, { value }) => plus(total, value), ZERO)

function median(marks: readonly GivenMark[]): Exact {
  const middle = Math.floor((marks.length - 1) / 2)
  const pair = marks.slice(middle, marks.length - middle)
  return over(sum(pair), whole(pair.length))
}

/** The mean, sum or median of the kept marks, before the factor. */
export function combine(node: JudgedNode, kept: readonly GivenMark[]): Exact {
  if (node.combine === "sum") return sum(kept)
  return node.combine === "mean" ? over(sum(kept), whole(kept.length)) : median(kept)
}

export const given = (judge: string | undefined, value: string): GivenMark => ({ judge, value: exact(value) })
