import { compare, type Exact, exact, isDecimal, ONE, over, plus, times, whole, ZERO } from "./exact.ts"

const FEWEST = 5

const minus = (a: Exact, b: Exact): Exact => plus(a, times(exact("-1"), b))

type Scale = { readonly min?: string | undefined; readonly max?: string | undefined }

/**
 * Whether a mark looks like a slip of the finger: with at least five others by the same judge on the same criterion, it
 * lies farther beyond their lowest or highest than these are apart, and farther than a tenth of the scale (than 1 where
 * the scale has no end). Texts that are no numbers are not judged.
 */
export function isImprobable(value: string, others: readonly string[], { min = "0", max }: Scale): boolean {
  const [first, ...rest] = others.filter(isDecimal).map(exact)
  if (!first || rest.length + 1 < FEWEST || !isDecimal(value)) return false
  const low = rest.reduce((a, b) => (compare(b, a) < 0 ? b : a), first)
  const high = rest.reduce((a, b) => (compare(b, a) > 0 ? b : a), first)
  const mark = exact(value)
  const beyond = compare(mark, high) > 0 ? minus(mark, high) : minus(low, mark)
  const tenth = max === undefined ? ONE : over(minus(exact(max), exact(min)), whole(10))
  return compare(beyond, ZERO) > 0 && compare(beyond, minus(high, low)) > 0 && compare(beyond, tenth) > 0
}
