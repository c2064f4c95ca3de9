import type { NominationState } from "#db/words.ts"
import type { Definition } from "../../programmes/definition.ts"
import type { Profile } from "../../programmes/filter.ts"
import type { Allotment } from "../../programmes/queries.ts"
import { mostNominations, roomFor, seated, seatGroups } from "../../programmes/seats.ts"

/** Whether a nomination that was submitted still takes its seat; after fraud the seat is gone (domain.md 0.9). */
export const takesSeat = (state: NominationState, substitutes: boolean): boolean =>
  state !== "draft" && !(substitutes && (state === "withdrawn" || state === "rejected"))

export type SeatRefusal = {
  readonly code: "no_seats" | "seats_taken" | "unit_over_limit"
  readonly [fact: string]: unknown
}

/** Why one more nominee finds no seat beside those who have theirs; nothing when there is one. */
export function seatRefusal(
  definition: Definition,
  allotment: Allotment | undefined,
  there: readonly Profile[],
  nominee: Profile,
): SeatRefusal | undefined {
  const offered = definition.honours.find(({ honour }) => honour === nominee.honour)
  if (!allotment || !offered) return { code: "no_seats" }
  if (definition.perUnit !== null && there.length >= definition.perUnit)
    return { code: "unit_over_limit", max: definition.perUnit }
  const most = mostNominations(allotment.seats, offered.differential)
  const own = [...there.filter(({ honour }) => honour === nominee.honour), nominee]
  const groups = seatGroups(
    { honour: nominee.honour, recipient: nominee.recipient },
    allotment,
    definition.seatTypes,
    most,
  )
  return seated(groups, own).every((seat) => seat !== undefined) ? undefined : { code: "seats_taken", max: most }
}

/** How many more an allotment's unit may nominate for its honour beside those who have their seats, whoever they are. */
export function seatsFree(definition: Definition, allotment: Allotment, there: readonly Profile[]): number {
  const { honour, recipient, seats } = allotment
  const offered = definition.honours.find((one) => one.honour === honour)
  if (!offered) return 0
  const most = mostNominations(seats, offered.differential)
  const groups = seatGroups({ honour, recipient }, allotment, definition.seatTypes, most)
  const own = there.filter((one) => one.honour === honour)
  const room = roomFor(groups, own, () => true)
  return definition.perUnit === null ? room : Math.max(0, Math.min(room, definition.perUnit - there.length))
}
