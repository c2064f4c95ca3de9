import type { BatchKind, RecipientKind, UnitLevel } from "#db/words.ts"
import type { Definition, Offered } from "../definition.ts"
import type { Both } from "../words.ts"

/** An honour that a preset asks for; one that the register does not have yet is set up with these facts. */
export type PresetHonour = {
  readonly slug: string
  readonly title: Both
  readonly level: UnitLevel
  readonly recipientKind: RecipientKind
  readonly rank: number
}

/** A programme to start from: data only, and everything in it can be changed before it opens. */
export type Preset = {
  readonly id: string
  readonly title: Both
  readonly summary: Both
  readonly batch: BatchKind
  readonly honours: readonly PresetHonour[]
  readonly definition: Definition
}

export const both = (zh: string, en: string): Both => ({ zh, en })

export const honour = (
  slug: string,
  title: Both,
  recipientKind: RecipientKind,
  rank: number,
  level: UnitLevel = "municipal",
): PresetHonour => ({ slug, title, level, recipientKind, rank })

/** Equal nomination: as many as there are seats. */
const equal = { perSeat: "1", rounding: "up" } as const

export const offer = (slug: string, seats: number, perSeat?: string): Offered => ({
  honour: slug,
  seats,
  differential: perSeat ? { perSeat, rounding: "up" } : equal,
})

/** What most programmes leave as it is. */
export const plainTerms: Omit<Definition, "honours" | "route"> = {
  format: "laurel-programme/1",
  basis: { document: "", body: "", most: null },
  seatTypes: [],
  perUnit: null,
  ratios: [],
  eligibility: [],
  opinions: [],
  substitutes: true,
  founded: "never",
  foundations: [],
  cultivation: null,
  term: null,
}
