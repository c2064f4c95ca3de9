import { z } from "zod"
import { nominationSeats } from "#db/words.ts"
import { bothSchema, keySchema } from "./words.ts"

/** Which placings in contests found a nomination for an honour by procedure (domain.md 1.2, 2.8). */
export const foundationSchema = z.strictObject({
  key: keySchema,
  title: bothSchema,
  /** Slug of an honour of the programme, for people. */
  honour: z.string(),
  /** The last place that qualifies. */
  place: z.number().int().min(1).max(100),
  /** Classes of contests as they are named there; none asks nothing. */
  tiers: z.array(z.string().trim().min(1)).max(20),
  /** The fewest that were placed in the event. */
  entrants: z.number().int().min(0).max(100_000),
  /** Calendar years in which the result was published, that of the programme included. */
  years: z.number().int().min(1).max(10),
  /** Ring-fenced nominees take no seat and count in no ratio. */
  seat: z.enum(nominationSeats),
})
export type Foundation = z.infer<typeof foundationSchema>

/** A placing in a published result, as far as it matters here. */
export type Placing = {
  readonly place: number | null
  readonly tier: string
  readonly entrants: number
  readonly year: number
}

/** The first rule under which a placing qualifies in a programme of a year. */
export const foundationFor = (
  rules: readonly Foundation[],
  { place, tier, entrants, year }: Placing,
  programmeYear: number,
): Foundation | undefined =>
  rules.find(
    (rule) =>
      place !== null &&
      place <= rule.place &&
      (rule.tiers.length === 0 || rule.tiers.includes(tier.trim())) &&
      entrants >= rule.entrants &&
      year <= programmeYear &&
      programmeYear - year < rule.years,
  )
