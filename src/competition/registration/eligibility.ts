import type { Eligibility } from "#db/schema/index.ts"
import {
  type ContestState,
  type EntrantGroup,
  type EventState,
  type SkillLevel,
  skillLevels,
  type UnitKind,
} from "#db/words.ts"
import { ageOn } from "#lib/dates.ts"

/** What an event asks of whoever enters it, and until when. */
export type Terms = {
  readonly contestState: ContestState
  readonly eventState: EventState
  readonly startsOn: string
  readonly opensAt: Date
  readonly closesAt: Date
  readonly eligibility: Eligibility
  readonly entrantGroup: EntrantGroup
  readonly perUnitLimit: number | null
  readonly capacity: number | null
}

export type Entrant = {
  readonly birthDate: string
  readonly skillLevel: SkillLevel | null
  readonly isStudent: boolean
}

/** How many are entered (submitted or approved), of the unit and in all, and whether this person is among them. */
export type Standing = {
  readonly unit: number
  readonly event: number
  readonly entered: boolean
}

export type Reason =
  | {
      readonly code: "not_announced" | "registration_over" | "skill_unknown" | "workers_only" | "students_only"
    }
  | { readonly code: "already_entered" }
  | { readonly code: "not_open_yet" | "closed"; readonly at: Date }
  | {
      readonly code: "too_young" | "too_old"
      readonly age: number
      readonly limit: number
    }
  | {
      readonly code: "skill_too_low" | "skill_too_high"
      readonly skill: SkillLevel
    }
  | { readonly code: "unit_full" | "event_full"; readonly limit: number }

/** Everything that speaks against an entry now, so that nobody has to find out one by one. */
export const reasonsAgainst = (terms: Terms, entrant: Entrant, standing: Standing, now: Date): Reason[] => [
  ...reasonsOfTime(terms, now),
  ...reasonsOfPerson(terms, entrant),
  ...reasonsOfRoom(terms, standing),
]

/** Whether entries can be given in or taken back at this moment. */
export function reasonsOfTime(terms: Terms, now: Date): Reason[] {
  if (terms.contestState !== "announced") return [{ code: "not_announced" }]
  if (terms.eventState !== "registration") return [{ code: "registration_over" }]
  if (now < terms.opensAt) return [{ code: "not_open_yet", at: terms.opensAt }]
  return now < terms.closesAt ? [] : [{ code: "closed", at: terms.closesAt }]
}

function reasonsOfPerson({ eligibility, entrantGroup, startsOn }: Terms, entrant: Entrant): Reason[] {
  const { minAge, maxAge, minSkill, maxSkill } = eligibility
  const age = ageOn(entrant.birthDate, startsOn)
  const rank = entrant.skillLevel ? skillLevels.indexOf(entrant.skillLevel) : -1
  const found: Reason[] = []
  if (minAge !== undefined && age < minAge) found.push({ code: "too_young", age, limit: minAge })
  if (maxAge !== undefined && age > maxAge) found.push({ code: "too_old", age, limit: maxAge })
  if ((minSkill || maxSkill) && rank < 0) found.push({ code: "skill_unknown" })
  else if (minSkill && rank < skillLevels.indexOf(minSkill)) found.push({ code: "skill_too_low", skill: minSkill })
  else if (maxSkill && rank > skillLevels.indexOf(maxSkill)) found.push({ code: "skill_too_high", skill: maxSkill })
  if (entrantGroup === "worker" && entrant.isStudent) found.push({ code: "workers_only" })
  if (entrantGroup === "student" && !entrant.isStudent) found.push({ code: "students_only" })
  return found
}

function reasonsOfRoom({ perUnitLimit, capacity }: Terms, standing: Standing): Reason[] {
  if (standing.entered) return [{ code: "already_entered" }]
  const found: Reason[] = []
  if (perUnitLimit !== null && standing.unit >= perUnitLimit) found.push({ code: "unit_full", limit: perUnitLimit })
  if (capacity !== null && standing.event >= capacity) found.push({ code: "event_full", limit: capacity })
  return found
}

/** The unit that an entry counts for: a shop-floor team enters for the unit above it, so that it has no limit of its own. */
export const delegationOf = <U extends { readonly kind: UnitKind; readonly path: string }>(
  chain: readonly U[],
): U | undefined =>
  chain
    .toSorted((a, b) => b.path.length - a.path.length)
    .find(({ kind }, at) => kind !== "team" || at === chain.length - 1)
