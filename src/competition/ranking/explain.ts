import type { Bundle, Status } from "#competition/ranking/bundle.ts"
import type { Line } from "#competition/ranking/cut.ts"
import type { Gap } from "#competition/ranking/evaluation.ts"
import { deciding, type Worked } from "#competition/ranking/order.ts"
import { codeOf, type Ranked, rank } from "#competition/ranking/ranked.ts"
import { type NodeTrace, traceNode } from "#competition/ranking/trace.ts"
import { type Exact, shown } from "#lib/exact.ts"

/** One item of the order on which two entries differ; null where an entry is without the number. */
export type Decision = {
  readonly by: string
  readonly direction: "asc" | "desc"
  readonly mine: string | null
  readonly theirs: string | null
}
/** The entry listed before or after this one; `decided` is null when the two share the place. */
export type Neighbour = { readonly entry: string; readonly place: number; readonly decided: Decision | null }
export type Explanation = {
  readonly entry: string
  readonly status: Status
  readonly place: number | null
  readonly tied: boolean
  /** What each item of the order compares for this entry, in turn. */
  readonly order: readonly { readonly by: string; readonly direction: "asc" | "desc"; readonly value: string | null }[]
  readonly above: Neighbour | null
  readonly below: Neighbour | null
  /** Why there is no total: empty when there is one. */
  readonly gaps: readonly Gap[]
  readonly root: NodeTrace
}

const text = (value: Exact | undefined) => (value ? shown(value) : null)

function neighbour(bundle: Bundle, mine: Worked, other: Line | undefined): Neighbour | null {
  if (!other) return null
  const { order } = bundle.ranking
  const index = deciding(order, mine.keys, other.of.keys)
  const item = order[index]
  const decided = item && { ...item, mine: text(mine.keys[index]), theirs: text(other.of.keys[index]) }
  return { entry: codeOf(other.of), place: other.place, decided: decided ?? null }
}

function around(bundle: Bundle, { placed, unplaced }: Ranked, code: string) {
  const index = placed.findIndex(({ of }) => codeOf(of) === code)
  const line = placed[index]
  const worked = line?.of ?? unplaced.find((each) => codeOf(each) === code)
  if (!worked) return undefined
  const above = line ? neighbour(bundle, worked, placed[index - 1]) : null
  const below = line ? neighbour(bundle, worked, placed[index + 1]) : null
  return { worked, place: line?.place ?? null, tied: line?.tied ?? false, above, below }
}

/**
 * Why an entry stands where it stands: its total opened down to the marks, and what set it apart from its neighbours.
 * Undefined when the bundle has no such entry.
 */
export function explain(bundle: Bundle, code: string): Explanation | undefined {
  const ranked = rank(bundle)
  const found = around(bundle, ranked, code)
  if (!found) return undefined
  const { worked, ...standing } = found
  const { account, sheet, keys } = worked
  const order = bundle.ranking.order.map((item, index) => ({ ...item, value: text(keys[index]) }))
  const root = traceNode(ranked.scheme[0], account, sheet)
  return { entry: code, status: account.entry.status, ...standing, order, gaps: sheet.gaps, root }
}
