import type { NominationSeat } from "#db/words.ts"
import { implies, type Profile } from "./filter.ts"
import { counted, holds, needed, numerator, type Ratio, sizeOf } from "./ratios.ts"
import { couldTake, fillingOf, roomFor, type SeatGroup, type Sitter, seated, seatedCount } from "./seats.ts"

export type Nominee = {
  readonly id: number
  readonly seat: NominationSeat
  readonly profile: Profile
  /** The recommending unit, where seats are kept for units. */
  readonly from?: number
}

/** Nominees that would be taken in or out. */
export type Choice = { readonly add: readonly Nominee[]; readonly remove: readonly number[] }

export type Reading = {
  readonly has: number
  /** What the share is of. */
  readonly size: number
  readonly needs: number
  readonly holds: boolean
  /** Whether it can still hold when the free seats are filled, nobody is taken out, and no other rule is asked. */
  readonly reachable: boolean
}
export type RatioLine = {
  readonly ratio: Ratio
  readonly now: Reading
  /** What it would be after the choice; absent where nothing is chosen. */
  readonly after: Reading | undefined
}

/** How many there are, and how many of them find a seat of their kind. */
export type Taken = { readonly taken: number; readonly seated: number; readonly fits: boolean }
export type SeatLine = {
  readonly honour: string
  readonly seats: number
  readonly now: Taken
  readonly after: Taken | undefined
  readonly typed: readonly { readonly type: string; readonly seats: number; readonly filled: number }[]
}

export type Meter = { readonly seats: readonly SeatLine[]; readonly ratios: readonly RatioLine[] }

/** Floors gain by those who count, caps by those who only make the number larger that the share is of. */
function reachable(ratio: Ratio, groups: readonly SeatGroup[], profiles: readonly Sitter[], has: number): boolean {
  const of = numerator(ratio)
  const size = sizeOf(ratio, groups, profiles)
  if (ratio.bound === "least") {
    const more = of ? roomFor(groups, profiles, (group) => couldTake(group, of)) : 0
    return holds(ratio, has + more, ratio.base === "chosen" ? size + more : size)
  }
  if (ratio.base === "seats" || ratio.share === null) return holds(ratio, has, size)
  const others = (group: SeatGroup) => {
    const filling = fillingOf(group, ratio.among)
    return filling !== undefined && !implies(filling, ratio.of)
  }
  return holds(ratio, has, size + roomFor(groups, profiles, others))
}

function reading(ratio: Ratio, groups: readonly SeatGroup[], profiles: readonly Sitter[]): Reading {
  const has = counted(ratio, profiles)
  const size = sizeOf(ratio, groups, profiles)
  const isHeld = holds(ratio, has, size)
  return {
    has,
    size,
    needs: needed(ratio, size),
    holds: isHeld,
    reachable: isHeld || reachable(ratio, groups, profiles, has),
  }
}

const chosen = (nominees: readonly Nominee[], { add, remove }: Choice): Nominee[] => [
  ...nominees.filter(({ id }) => !remove.includes(id)),
  ...add.filter(({ id }) => !nominees.some((there) => there.id === id) || remove.includes(id)),
]

// Ring-fenced nominees (单列) sit outside of the seats and the ratios alike.
const regular = (nominees: readonly Nominee[]): Sitter[] =>
  nominees.flatMap(({ seat, profile, from }) =>
    seat === "regular" ? [from === undefined ? profile : { ...profile, from }] : [],
  )

const taken = (groups: readonly SeatGroup[], honour: string, sitters: readonly Sitter[]): Taken => {
  const own = sitters.filter((sitter) => sitter.honour === honour)
  const found = seatedCount(groups, own)
  return { taken: own.length, seated: found, fits: found === own.length }
}

/** The seats of each type and how many are filled, whichever units they are kept for. */
const typedLines = (groups: readonly SeatGroup[], sitting: readonly (number | undefined)[]) =>
  [...new Set(groups.flatMap(({ type }) => type || []))].map((type) => ({
    type,
    seats: groups.reduce((sum, group) => sum + (group.type === type ? group.count : 0), 0),
    filled: sitting.filter((at) => at !== undefined && groups[at]?.type === type).length,
  }))

function seatLine(
  honour: string,
  all: readonly SeatGroup[],
  now: readonly Sitter[],
  after: readonly Sitter[] | undefined,
): SeatLine {
  const groups = all.filter((group) => group.honour === honour)
  const sitting = seated(
    groups,
    now.filter((profile) => profile.honour === honour),
  )
  return {
    honour,
    seats: groups.reduce((sum, { count }) => sum + count, 0),
    now: taken(groups, honour, now),
    after: after && taken(groups, honour, after),
    typed: typedLines(groups, sitting),
  }
}

/**
 * What each seat and each ratio needs, has, and would have after a choice. The seats are those of whoever looks: a
 * unit's own, or all of the programme; at nomination as many as may be nominated, at the decision those to be conferred.
 */
export function meter(
  ratios: readonly Ratio[],
  groups: readonly SeatGroup[],
  nominees: readonly Nominee[],
  choice?: Choice,
): Meter {
  const now = regular(nominees)
  const after = choice && regular(chosen(nominees, choice))
  return {
    seats: [...new Set(groups.map(({ honour }) => honour))].map((honour) => seatLine(honour, groups, now, after)),
    ratios: ratios.map((ratio) => ({
      ratio,
      now: reading(ratio, groups, now),
      after: after && reading(ratio, groups, after),
    })),
  }
}
