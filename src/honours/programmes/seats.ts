import { z } from "zod"
import type { RecipientKind } from "#db/words.ts"
import { exact, times, whole } from "#lib/exact.ts"
import { type Filter, filterSchema, matches, narrowed, type Profile } from "./filter.ts"
import { sit } from "./matching.ts"
import { roundings, toWhole } from "./share.ts"
import { bothSchema, keySchema } from "./words.ts"

/** A kind of seat that only some may fill, such as one for the front line (domain.md 1.4). */
export const seatTypeSchema = z.strictObject({ key: keySchema, title: bothSchema, when: filterSchema })
export type SeatType = z.infer<typeof seatTypeSchema>

/** How many nominations a unit may make for its seats: 差额 of 120 % is "1.2", 1:2 is "2". */
export const differentialSchema = z.strictObject({
  perSeat: z.string().regex(/^[1-5](\.\d{1,3})?$/),
  rounding: z.enum(roundings),
})
export type Differential = z.infer<typeof differentialSchema>

/** How many seats of an allotment are of each type, by its key. */
export const typedSeatsSchema = z.record(keySchema, z.number().int().min(1).max(10_000))
export type TypedSeats = z.infer<typeof typedSeatsSchema>

/** Seats of one honour that are alike; `type` is empty for those that anybody may fill. */
export type SeatGroup = {
  readonly honour: string
  readonly recipient: RecipientKind
  readonly type: string
  readonly when: Filter
  readonly count: number
  /** The recommending unit whose nominees alone may fill them; absent where anybody's may. */
  readonly from?: number
}

/** Somebody who looks for a seat, and which unit recommends. */
export type Sitter = Profile & { readonly from?: number }

/** The most that may be nominated for so many seats. */
export const mostNominations = (seats: number, { perSeat, rounding }: Differential): number =>
  toWhole(times(exact(perSeat), whole(seats)), rounding)

export type Allotted = { readonly seats: number; readonly typed: TypedSeats }
export type Of = { readonly honour: string; readonly recipient: RecipientKind }

/** The seats of an allotment, those of a type first; `most` of them in all, which differential nomination raises. */
export function seatGroups(of: Of, { seats, typed }: Allotted, types: readonly SeatType[], most = seats): SeatGroup[] {
  const kinds = types.flatMap(({ key, when }) => {
    const count = typed[key] ?? 0
    return count > 0 ? [{ ...of, type: key, when, count }] : []
  })
  const open = most - kinds.reduce((sum, { count }) => sum + count, 0)
  return open > 0 ? [...kinds, { ...of, type: "", when: {}, count: open }] : kinds
}

/**
 * The seats of an honour as they are given away: those of a type stay with the unit that they were allotted to, all
 * others go to whoever comes first.
 */
export function keptSeats(
  of: Of,
  seats: number,
  cells: readonly { readonly unitId: number; readonly honour: string; readonly typed: TypedSeats }[],
  types: readonly SeatType[],
): SeatGroup[] {
  const kept = cells
    .filter(({ honour }) => honour === of.honour)
    .flatMap(({ unitId, typed }) =>
      seatGroups(of, { seats: 0, typed }, types).map((kind) => ({ ...kind, from: unitId })),
    )
  const open = seats - kept.reduce((sum, { count }) => sum + count, 0)
  return open > 0 ? [...kept, { ...of, type: "", when: {}, count: open }] : kept
}

const takes = ({ honour, when, from }: SeatGroup, sitter: Sitter): boolean =>
  honour === sitter.honour && (from === undefined || from === sitter.from) && matches(when, sitter)

const seatedIn = (groups: readonly SeatGroup[], takers: readonly ((group: SeatGroup) => boolean)[]) =>
  sit(
    groups.map(({ count }) => count),
    takers.map((taker) => (kind: number) => taker(groups[kind] as SeatGroup)),
  )

/** The place in `groups` of the seat that each nominee takes, `undefined` for whom none is left. */
export const seated = (groups: readonly SeatGroup[], sitters: readonly Sitter[]): (number | undefined)[] =>
  seatedIn(
    groups,
    sitters.map((sitter) => (group: SeatGroup) => takes(group, sitter)),
  )

/** How many find a seat, if they are sat as well as can be. */
export const seatedCount = (groups: readonly SeatGroup[], sitters: readonly Sitter[]): number =>
  seated(groups, sitters).filter((kind) => kind !== undefined).length

/** Who of those of whom the filter speaks could take a seat of the group; nothing when nobody could. */
export const fillingOf = ({ honour, recipient, when }: SeatGroup, filter: Filter): Filter | undefined =>
  narrowed({ ...when, honours: [honour], recipients: [recipient] }, filter)

export const couldTake = (group: SeatGroup, filter: Filter): boolean => fillingOf(group, filter) !== undefined

/** How many more could be nominated, beside those who are, on seats that `fits` says yes to. */
export function roomFor(
  groups: readonly SeatGroup[],
  sitters: readonly Sitter[],
  fits: (group: SeatGroup) => boolean,
): number {
  const sitting = sitters.map((sitter) => (group: SeatGroup) => takes(group, sitter))
  const spare = groups.reduce((sum, { count }) => sum + count, 0) - sitting.length
  const more = Array.from({ length: Math.max(0, spare) }, () => fits)
  const found = seatedIn(groups, [...sitting, ...more])
  return found.slice(sitting.length).filter((kind) => kind !== undefined).length
}
