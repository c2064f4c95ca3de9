import { compare, type Exact } from "#lib/exact.ts"
import { ok, type Result, refuse } from "#lib/result.ts"

/** Somebody who may be chosen: the value of the session, then that of each second vote. */
export type Contender = { readonly id: number; readonly values: readonly Exact[] }

export type Placed<C> = C & { readonly place: number; readonly tied: boolean }
/** Equal nominees with fewer seats left than there are of them, and how many that are. */
export type Line = { readonly ids: readonly number[]; readonly open: number }
export type Standing<C> = {
  readonly placed: readonly Placed<C>[]
  /** Within the seats whatever happens. */
  readonly in: readonly number[]
  /** Ties that a second vote has to decide: one for the seats, and further ones for seats of a type. */
  readonly lines: readonly Line[]
}
/** How many of some nominees find a seat of their kind, sat as well as can be. */
export type Room = (ids: readonly number[]) => number

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

type Settled = Pick<Standing<never>, "in" | "lines"> & { readonly above: readonly number[] }

/**
 * Equal nominees against the seats that those above them leave. Who could not sit even alone is out, who takes a seat
 * from nobody is in; the others share what is left (what finds seats together is a matroid: the order of the better
 * ones changes nothing for those below).
 */
function settle(room: Room, { above, in: sure, lines }: Settled, equal: readonly number[]): Settled {
  const taken = room(above)
  const left = room([...above, ...equal]) - taken
  const next = [...above, ...equal]
  const able = equal.filter((id) => room([...above, id]) > taken)
  if (able.length <= left) return { above: next, in: [...sure, ...able], lines }
  const safe = able.filter((id) => room([...above, ...able.filter((other) => other !== id)]) < taken + left)
  const line = { ids: able.filter((id) => !safe.includes(id)), open: left - safe.length }
  return { above: next, in: [...sure, ...safe], lines: [...lines, line] }
}

/** Order by values, best first; equal values share a place, and the order in which they came tells nothing. */
export function standingOf<C extends Contender>(contenders: readonly C[], room: Room): Standing<C> {
  const sorted = contenders.toSorted(byValues)
  const placed = sorted.map((one): Placed<C> => {
    const equal = sorted.filter((other) => byValues(one, other) === 0).length
    return { ...one, place: sorted.findIndex((other) => byValues(one, other) === 0) + 1, tied: equal > 1 }
  })
  const groups = [...Map.groupBy(placed, ({ place }) => place).values()].map((equal) => equal.map(({ id }) => id))
  const none: Settled = { above: [], in: [], lines: [] }
  const { in: sure, lines } = groups.reduce<Settled>((settled, equal) => settle(room, settled, equal), none)
  return { placed, in: sure, lines }
}

export type Choice = { readonly ids: readonly number[]; readonly reason: string }

export type Seats = { readonly count: number; readonly room: Room }

/**
 * Whether a choice follows from a standing. A tie at the line is decided by a second vote and by nobody's choice; another
 * order than that of the result, as ratios may ask for, or a seat for somebody of another type, needs its reason.
 */
export function mayChoose(
  { placed, in: sure, lines }: Standing<Contender>,
  seats: Seats,
  choice: Choice,
): Result<null> {
  const known = placed.map(({ id }) => id)
  if (choice.ids.some((id) => !known.includes(id))) return refuse({ code: "not_eligible_here" })
  const chosen = choice.ids.length
  if (chosen > seats.count) return refuse({ code: "over_seats", seats: seats.count, chosen })
  const split = lines.find(({ ids }) => {
    const from = choice.ids.filter((id) => ids.includes(id)).length
    return from > 0 && from < ids.length
  })
  if (split) return refuse({ code: "tie_at_line", count: split.ids.length })
  const unseated = chosen - seats.room(choice.ids)
  if (unseated > 0 && !choice.reason) return refuse({ code: "seats_of_type", count: unseated, field: "reason" })
  const skipped = sure.some((id) => !choice.ids.includes(id))
  const below = choice.ids.some((id) => !sure.includes(id))
  return (skipped || below) && !choice.reason ? refuse({ code: "departure_unexplained", field: "reason" }) : ok(null)
}
