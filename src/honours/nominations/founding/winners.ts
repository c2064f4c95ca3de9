import type { NominationState } from "#db/words.ts"
import type { Reason } from "../../programmes/eligibility.ts"
import type { Foundation } from "../../programmes/foundations.ts"

/** Why a winner who qualifies cannot be put forward; words stand at `nominations.founding.against.<code>`. */
export type Bar = "outside" | "no_seats" | "in_correction" | "elsewhere" | "not_open"

export type There = { readonly id: number; readonly placingId: number | null; readonly state: NominationState }

/** Whoever a rule speaks of, with all that is known against putting them forward. */
export type Winner<P> = P & {
  readonly rule: Foundation
  /** The nomination of the same person in the programme, however it came about. */
  readonly there: There | undefined
  readonly bars: readonly Bar[]
  readonly reasons: readonly Reason[]
}

export type WinnerState = "nominated" | "barred" | "ready"

/** What can be done with a winner: only who is ready is nominated. */
export const stateOf = <P>({ there, bars, reasons }: Winner<P>): WinnerState => {
  if (there) return "nominated"
  return bars.length > 0 || reasons.some(({ effect }) => effect === "refuse") ? "barred" : "ready"
}

type Placed = { readonly personId: number; readonly placingId: number; readonly place: number | null }

/** Of somebody who qualifies several times the best place founds the nomination: the placings that the others give way to. */
export function bestPlacings(placed: readonly Placed[]): ReadonlySet<number> {
  const best = new Map<number, Placed>()
  for (const one of placed) {
    const known = best.get(one.personId)
    if (!known || (one.place ?? 0) < (known.place ?? 0)) best.set(one.personId, one)
  }
  return new Set([...best.values()].map(({ placingId }) => placingId))
}
