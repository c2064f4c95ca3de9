import type { Advance } from "#competition/contests/scheme.ts"
import type { Placed, Worked } from "#competition/ranking/order.ts"
import { codeOf } from "#competition/ranking/ranked.ts"

export type Line = Placed<Worked>

function firstFrom(lines: readonly Line[], place: number): number {
  let [low, high] = [0, lines.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((lines[middle]?.place ?? 0) < place) low = middle + 1
    else high = middle
  }
  return low
}

/** Those who share the place at the boundary after `count` entries; empty (`from` = `to`) when no tie crosses it. */
export function boundary(lines: readonly Line[], count: number): { readonly from: number; readonly to: number } {
  const place = lines[count - 1]?.place
  if (place === undefined || lines[count]?.place !== place) return { from: count, to: count }
  return { from: firstFrom(lines, place), to: firstFrom(lines, place + 1) }
}

/** Who goes on: the first `count` entries, and who shares the last place goes with them (`all`) or stays (`none`). */
export function advancing(advance: Advance | undefined, lines: readonly Line[]): ReadonlySet<string> {
  if (!advance) return new Set()
  const { from, to } = boundary(lines, advance.count)
  return new Set(lines.slice(0, advance.ties === "none" ? from : to).map(({ of }) => codeOf(of)))
}
