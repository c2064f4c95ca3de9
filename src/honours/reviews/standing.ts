import { compare, type Exact } from "#lib/exact.ts"
import { ok, type Result, refuse } from "#lib/result.ts"

/** Somebody who may be chosen: the value of the session, then that of each second vote. */
export type Contender = { readonly id: number; readonly values: readonly Exact[] }

export type Placed<C> = C & { readonly place: number; readonly tied: boolean }
export type Standing<C> = {
  readonly placed: readonly Placed<C>[]
  /** Within the seats whatever happens. */
  readonly in: readonly number[]
  /** Equal at the line, with fewer seats left than there are of them. */
  readonly atLine: readonly number[]
  /** Seats that those at the line share. */
  readonly open: number
}

function byValues(a: Contender, b: Contender): number {
  for (let at = 0; at < Math.max(a.values.length, b.values.length); at++) {
    const [one, other] = [a.values[at], b.values[at]]
    // Who took part in a second vote is compared by it only with others who did: they were equal before.
    if (!one || !other) return 0
    const difference = compare(other, one)
    if (difference !== 0) return difference
  }
  return 0
}

/** Order by values, best first; equal values share a place, and the order in which they came tells nothing. */
export function standingOf<C extends Contender>(contenders: readonly C[], seats: number): Standing<C> {
  const sorted = contenders.toSorted(byValues)
  const placed = sorted.map((one): Placed<C> => {
    const equal = sorted.filter((other) => byValues(one, other) === 0).length
    return { ...one, place: sorted.findIndex((other) => byValues(one, other) === 0) + 1, tied: equal > 1 }
  })
  const [last, next] = [placed[seats - 1], placed[seats]]
  const split = last && next && last.place === next.place
  const atLine = split ? placed.filter(({ place }) => place === last.place) : []
  const sure = placed.slice(0, seats).filter(({ place }) => !split || place < last.place)
  return {
    placed,
    in: sure.map(({ id }) => id),
    atLine: atLine.map(({ id }) => id),
    open: split ? seats - sure.length : 0,
  }
}

export type Choice = { readonly ids: readonly number[]; readonly reason: string }

/**
 * Whether a choice follows from a standing. A tie at the line is decided by a second vote and by nobody's choice; another
 * order than that of the result, as typed seats and ratios may ask for, needs its reason.
 */
export function mayChoose(
  { placed, in: sure, atLine }: Standing<Contender>,
  seats: number,
  choice: Choice,
): Result<null> {
  const known = placed.map(({ id }) => id)
  if (choice.ids.some((id) => !known.includes(id))) return refuse({ code: "not_eligible_here" })
  if (choice.ids.length > seats) return refuse({ code: "over_seats", seats, chosen: choice.ids.length })
  const fromLine = choice.ids.filter((id) => atLine.includes(id)).length
  if (fromLine > 0 && fromLine < atLine.length) return refuse({ code: "tie_at_line", count: atLine.length })
  const skipped = sure.some((id) => !choice.ids.includes(id))
  const below = choice.ids.some((id) => !sure.includes(id))
  return (skipped || below) && !choice.reason ? refuse({ code: "departure_unexplained", field: "reason" }) : ok(null)
}
