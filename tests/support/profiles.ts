import type { Profile } from "#honours/programmes/filter.ts"
import type { Nominee } from "#honours/programmes/meter.ts"
import type { SeatGroup } from "#honours/programmes/seats.ts"

/** A worker of a state enterprise, nominated for a medal, unless told otherwise. */
export const profile = (facts: Partial<Profile> = {}): Profile => ({
  honour: "medal",
  recipient: "person",
  identityClass: "industrial_worker",
  flags: [],
  rank: "none",
  unitKind: "enterprise",
  ownership: "state",
  isShiftTeam: false,
  isFounded: false,
  ...facts,
})

let last = 0

export const nominee = (facts: Partial<Profile> = {}, seat: Nominee["seat"] = "regular"): Nominee => ({
  id: ++last,
  seat,
  profile: profile(facts),
})

export const nominees = (count: number, facts: Partial<Profile> = {}): Nominee[] =>
  Array.from({ length: count }, () => nominee(facts))

export const open = (count: number, facts: Partial<SeatGroup> = {}): SeatGroup => ({
  honour: "medal",
  recipient: "person",
  type: "",
  when: {},
  count,
  ...facts,
})
