import { VALUE } from "#competition/contests/ranking-rules.ts"
import type { OrderItem, RankingRules } from "#competition/contests/scheme.ts"
import type { Scheme } from "#competition/ranking/compiled.ts"
import type { Sheet } from "#competition/ranking/evaluation.ts"
import { type Account, valueText } from "#competition/ranking/ledger.ts"
import { numberOf } from "#competition/ranking/outcome.ts"
import { compare, type Exact, exact } from "#lib/exact.ts"

/** An entry worked out; `keys` holds what each item of the order compares. */
export type Worked = {
  readonly account: Account
  readonly sheet: Sheet
  readonly total: Exact | undefined
  readonly keys: readonly (Exact | undefined)[]
}
export type Placed<T> = { readonly of: T; readonly place: number; readonly tied: boolean }

export type KeyReader = (account: Account, sheet: Sheet) => Exact | undefined

/** Reads what an order item speaks of: the value of a node before its weight, or `value:<name>`. */
export function keyReader(scheme: Scheme, by: string): KeyReader {
  if (by.startsWith(VALUE)) {
    const name = by.slice(VALUE.length)
    return ({ entry }) => {
      const text = valueText(entry, name)
      return text === undefined ? undefined : exact(text)
    }
  }
  const slot = scheme.findIndex(({ node }) => node.key === by)
  return (_account, sheet) => numberOf(sheet.outcomes[slot])
}

/** Below zero when a stands before b; whoever lacks the number stands behind in either direction. */
export function compareKeys(a: Exact | undefined, b: Exact | undefined, direction: OrderItem["direction"]): number {
  if (!a || !b) return Number(!a) - Number(!b)
  return direction === "asc" ? compare(a, b) : compare(b, a)
}

export const byCode = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)

/** The first item of the order on which two lists of keys differ, or -1. */
export function deciding(order: readonly OrderItem[], a: Worked["keys"], b: Worked["keys"]): number {
  return order.findIndex(({ direction }, index) => compareKeys(a[index], b[index], direction) !== 0)
}

/** Numbers a sorted list: those that compare equal share a place; `skip` 1 2 2 4, `dense` 1 2 2 3. */
export function numbered<T>(
  sorted: readonly T[],
  comparison: (a: T, b: T) => number,
  places: RankingRules["places"],
): readonly Placed<T>[] {
  const equal = sorted.map((each, index) => {
    const next = sorted[index + 1]
    return next !== undefined && comparison(each, next) === 0
  })
  let place = 0
  return sorted.map((of, index) => {
    const shared = index > 0 && equal[index - 1] === true
    if (!shared) place = places === "dense" ? place + 1 : index + 1
    return { of, place, tied: shared || equal[index] === true }
  })
}
