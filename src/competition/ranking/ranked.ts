import type { OrderItem } from "#competition/contests/scheme.ts"
import type { Bundle } from "#competition/ranking/bundle.ts"
import { compile, type Scheme } from "#competition/ranking/compiled.ts"
import { evaluate } from "#competition/ranking/evaluation.ts"
import { accounts } from "#competition/ranking/ledger.ts"
import { byCode, compareKeys, keyReader, numbered, type Placed, type Worked } from "#competition/ranking/order.ts"
import { numberOf } from "#competition/ranking/outcome.ts"

/** Everything that follows from marks and order alone, before prizes and teams. */
export type Ranked = {
  readonly scheme: Scheme
  /** In the order of the ranking, equal ones by code. */
  readonly placed: readonly Placed<Worked>[]
  /** The others, by code. */
  readonly unplaced: readonly Worked[]
}

export const codeOf = (worked: Worked) => worked.account.entry.code

const comparison = (order: readonly OrderItem[]) => (a: Worked, b: Worked) => {
  for (const [index, { direction }] of order.entries()) {
    const sign = compareKeys(a.keys[index], b.keys[index], direction)
    if (sign !== 0) return sign
  }
  return 0
}

function work(bundle: Bundle, scheme: Scheme): readonly Worked[] {
  const readers = bundle.ranking.order.map(({ by }) => keyReader(scheme, by))
  return accounts(bundle).map((account) => {
    const sheet = evaluate(scheme, account)
    return { account, sheet, total: numberOf(sheet.outcomes[0]), keys: readers.map((read) => read(account, sheet)) }
  })
}

/** Places every entry that competed and is complete; ties share a place. */
export function rank(bundle: Bundle): Ranked {
  const scheme = compile(bundle.scheme)
  const all = work(bundle, scheme).toSorted((a, b) => byCode(codeOf(a), codeOf(b)))
  const isPlaced = ({ account, total }: Worked) => account.entry.status === "competed" && total !== undefined
  const compared = comparison(bundle.ranking.order)
  const sorted = all.filter(isPlaced).sort(compared)
  return {
    scheme,
    placed: numbered(sorted, compared, bundle.ranking.places),
    unplaced: all.filter((each) => !isPlaced(each)),
  }
}
