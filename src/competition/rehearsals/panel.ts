import { measuredNodes, valueNames } from "#competition/contests/nodes.ts"
import type { Bundle } from "#competition/ranking/bundle.ts"
import type { SeatRole } from "#lib/actor.ts"

export type RehearsalSeat = { readonly role: SeatRole; readonly alias: string; readonly slots: readonly string[] }

/** `SK`, or `SK2`, … where a judge of the bundle is called so. */
function freeAlias(wanted: string, taken: ReadonlySet<string>): string {
  let [alias, number] = [wanted, 1]
  while (taken.has(alias)) alias = `${wanted}${++number}`
  return alias
}

/**
 * The seats that can give again every mark of the bundle: each judge with the nodes they marked, one scorekeeper for all
 * that is measured or a value, and a head judge.
 */
export function seatsOf(bundle: Bundle): RehearsalSeat[] {
  const slots = new Map<string, Set<string>>()
  for (const { judge, node } of bundle.marks)
    if (judge !== undefined) slots.set(judge, (slots.get(judge) ?? new Set()).add(node))
  const judges = [...slots].sort(([a], [b]) => (a < b ? -1 : 1))
  const taken = new Set(slots.keys())
  const entered = [
    ...measuredNodes(bundle.scheme).map(({ key }) => key),
    ...valueNames(bundle).map((name) => `value:${name}`),
  ]
  const keeper = { role: "scorekeeper" as const, alias: freeAlias("SK", taken), slots: entered }
  return [
    ...judges.map(([alias, nodes]) => ({ role: "judge" as const, alias, slots: [...nodes].sort() })),
    ...(entered.length > 0 ? [keeper] : []),
    { role: "head_judge", alias: freeAlias("HJ", taken), slots: [] },
  ]
}
