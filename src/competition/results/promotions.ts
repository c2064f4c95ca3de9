import type { ContestResult } from "#competition/ranking/tally.ts"
import type { Promotion } from "#db/schema/index.ts"
import { type SkillLevel, skillLevels } from "#db/words.ts"
import { ageOn } from "#lib/dates.ts"

export type Candidate = {
  readonly place: number | null
  readonly passed: boolean
  readonly holds: SkillLevel | null
  /** In whole years on the contest's first day. */
  readonly age: number
}

const rank = (level: SkillLevel | null): number => (level ? skillLevels.indexOf(level) : -1)

const meets = (
  { level, last, needsPass, holds, aged, under }: Promotion,
  { place, passed, ...one }: Candidate,
): boolean =>
  place !== null &&
  place <= (last ?? place) &&
  (passed || !needsPass) &&
  rank(one.holds) >= rank(holds ?? null) &&
  one.age >= (aged ?? one.age) &&
  one.age <= (under ?? one.age) &&
  rank(level) > rank(one.holds)

/**
 * The highest level that somebody meets and does not hold already, or nothing. Who shares a place has that place; both
 * ages are taken in, as 年满 and 以下 do in law (民法典第一千二百五十九条).
 */
export const promotionOf = (promotions: readonly Promotion[], candidate: Candidate): SkillLevel | null =>
  promotions
    .filter((promotion) => meets(promotion, candidate))
    .map(({ level }) => level)
    .reduce<SkillLevel | null>((best, level) => (rank(level) > rank(best) ? level : best), null)

/** A promotion, and the level that it was decided upon. */
export type Promoted = { readonly level: SkillLevel; readonly held: SkillLevel | null }

type Contestant = {
  readonly code: string
  readonly skillLevel: SkillLevel | null
  readonly birthDate: string
  /** The promotions of earlier versions of the result, the oldest first. */
  readonly earlier: readonly Promoted[]
}

/**
 * What somebody held before this contest: their file may say by now what an earlier version of its result promoted them
 * to, and a correction must not take that for a reason against itself.
 */
const heldBefore = ({ skillLevel, earlier }: Contestant): SkillLevel | null => {
  const entered = earlier.find(({ level }) => rank(skillLevel) >= rank(level))
  return entered ? entered.held : skillLevel
}

/** Who of a result is promoted to which level, by code. */
export function promotedIn(
  promotions: readonly Promotion[],
  { entries }: Pick<ContestResult, "entries">,
  people: readonly Contestant[],
  firstDay: string,
): Map<string, Promoted> {
  const lines = new Map(entries.map((line) => [line.entry, line]))
  return new Map(
    people.flatMap((one) => {
      const { place = null, passed = false } = lines.get(one.code) ?? {}
      const held = heldBefore(one)
      const level = promotionOf(promotions, { place, passed, holds: held, age: ageOn(one.birthDate, firstDay) })
      return level ? [[one.code, { level, held }] as const] : []
    }),
  )
}

/** How many are promoted to each level that the rules know, the highest first; one that nobody gets counts 0. */
export const promotionCounts = (promotions: readonly Promotion[], promoted: ReadonlyMap<string, Promoted>) =>
  skillLevels
    .filter((one) => promotions.some(({ level }) => level === one))
    .reverse()
    .map((level) => ({ level, count: [...promoted.values()].filter((one) => one.level === level).length }))
