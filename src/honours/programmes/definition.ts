import { z } from "zod"
import { upheldEffects } from "#db/words.ts"
import { eligibilityRuleSchema } from "./eligibility-rules.ts"
import { filterSchema } from "./filter.ts"
import { foundationSchema } from "./foundations.ts"
import { layoutsSchema } from "./layouts/layout.ts"
import { ratioSchema } from "./ratios.ts"
import { differentialSchema, seatTypeSchema } from "./seats.ts"
import { stepSchema } from "./steps.ts"
import { bothSchema, keySchema } from "./words.ts"

/** Departments that are asked about nominees of a kind, and within how many working days (domain.md 1.7). */
const opinions = z.strictObject({
  key: keySchema,
  title: bothSchema,
  when: filterSchema,
  departments: z.array(z.strictObject({ key: keySchema, title: bothSchema })).min(1),
  workingDays: z.number().int().min(1).max(60),
})

/** An honour of the programme and how many are conferred at most. */
const offered = z.strictObject({
  /** Slug in the register's list of honours. */
  honour: z.string(),
  seats: z.number().int().min(0).max(100_000),
  differential: differentialSchema,
})

/** Approval of the programme itself: document, body, and the most it may confer (domain.md 1.8). */
const basis = z.strictObject({
  document: z.string(),
  body: z.string(),
  most: z.number().int().min(0).max(100_000).nullable(),
})

/** An honour that is held for a time, perhaps in grades, highest first (domain.md 3.7, 3.8). */
const term = z.strictObject({
  years: z.number().int().min(1).max(30),
  /** Months before its end in which it is looked at again. */
  reconfirmationMonths: z.number().int().min(1).max(24),
  grades: z.array(z.strictObject({ key: keySchema, title: bothSchema })),
})

/** Everything of a programme that differs from place to place; a stored one never changes, a later replaces it. */
export const definitionSchema = z.strictObject({
  format: z.literal("laurel-programme/1"),
  basis,
  honours: z.array(offered).min(1).max(20),
  seatTypes: z.array(seatTypeSchema).max(20),
  /** The most that one recommending unit may nominate over all honours, such as 1 where it chooses one of them. */
  perUnit: z.number().int().min(1).max(10_000).nullable(),
  ratios: z.array(ratioSchema).max(40),
  eligibility: z.array(eligibilityRuleSchema).max(40),
  route: z.array(stepSchema).min(1).max(20),
  opinions: z.array(opinions).max(20),
  /** Whether somebody else may take the seat of one who withdraws; after fraud nobody ever may. */
  substitutes: z.boolean(),
  /** What a list that is up does when somebody on it leaves: the line is struck (the rule when absent), or all begins anew. */
  leaving: z.enum(upheldEffects).optional(),
  /** Whether a nomination may or must rest on a contest placing that qualifies (domain.md 2.8). */
  founded: z.enum(["never", "may", "must"]),
  /** The placings that do; the first that fits says for which honour. */
  foundations: z.array(foundationSchema).max(20).default([]),
  /** Time in which a candidate is prepared before being named (培育对象), in months. */
  cultivation: z.strictObject({ months: z.number().int().min(1).max(60) }).nullable(),
  term: term.nullable(),
  /** The programme's own printed forms; a form that is absent is the ready one (domain.md 1.8). */
  papers: layoutsSchema.optional(),
})
export type Definition = z.infer<typeof definitionSchema>
export type Offered = z.infer<typeof offered>
export type Opinions = z.infer<typeof opinions>
