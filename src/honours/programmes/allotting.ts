import type { Definition, Offered } from "./definition.ts"
import { mostNominations, type TypedSeats } from "./seats.ts"

/** Seats of one honour for one unit. */
export type Cell = {
  readonly unitId: number
  readonly honour: string
  readonly seats: number
  readonly typed: TypedSeats
}

export type CellProblem = {
  readonly cell: Cell | undefined
  readonly code: string
  readonly facts: Record<string, unknown>
}

const sum = (numbers: readonly number[]): number => numbers.reduce((all, one) => all + one, 0)

const ofHonour = (cells: readonly Cell[], honour: string) => cells.filter((cell) => cell.honour === honour)

/** How many seats of an honour are allotted. */
export const allottedTo = (cells: readonly Cell[], honour: string): number =>
  sum(ofHonour(cells, honour).map(({ seats }) => seats))

/** What is wrong with a whole allotment: more seats than there are, or more of a type than of all. */
export function allotmentProblems({ honours }: Definition, cells: readonly Cell[]): CellProblem[] {
  const over = honours.flatMap(({ honour, seats }) => {
    const allotted = allottedTo(cells, honour)
    return allotted > seats ? [{ cell: undefined, code: "seats_over", facts: { honour, allotted, seats } }] : []
  })
  const crowded = cells
    .filter(({ seats, typed }) => sum(Object.values(typed)) > seats)
    .map((cell) => ({ cell, code: "typed_over", facts: { seats: cell.seats } }))
  return [...over, ...crowded]
}

export type Nominated = { readonly unitId: number; readonly honour: string; readonly count: number }

/** Units that have nominated more already than their new seats would allow. */
export const overNominated = <N extends Nominated>(
  { honours }: Definition,
  cells: readonly Cell[],
  nominated: readonly N[],
): N[] =>
  nominated.filter(({ unitId, honour, count }) => {
    const offered: Offered | undefined = honours.find((one) => one.honour === honour)
    const seats = cells.find((cell) => cell.unitId === unitId && cell.honour === honour)?.seats ?? 0
    return count > (offered ? mostNominations(seats, offered.differential) : 0)
  })

/**
 * Seats dealt out by weight, such as head counts: whole parts first, what is left to the largest remainders, the
 * earlier unit first where those are equal (Hare–Niemeyer). Weights are whole and not negative.
 */
export function spread(seats: number, weights: readonly number[]): number[] {
  const all = sum(weights)
  if (all === 0) return weights.map(() => 0)
  const parts = weights.map((weight, at) => ({
    at,
    whole: Math.floor((seats * weight) / all),
    rest: (seats * weight) % all,
  }))
  const left = seats - sum(parts.map(({ whole }) => whole))
  const raised = new Set(
    parts
      .toSorted((a, b) => b.rest - a.rest || a.at - b.at)
      .slice(0, left)
      .map(({ at }) => at),
  )
  return parts.map(({ at, whole }) => whole + (raised.has(at) ? 1 : 0))
}
