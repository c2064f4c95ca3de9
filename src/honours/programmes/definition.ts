import { z } from "zod"
import { filterSchema } from "./filter.ts"
import { bothSchema, keySchema, stepSchema } from "./steps.ts"

/** Departments that are asked about nominees of a kind, and within how many working days (domain.md 1.7). */
const opinions = z.strictObject({
  when: filterSchema,
  departments: z.array(z.strictObject({ key: keySchema, title: bothSchema })).min(1),
  workingDays: z.number().int().min(1).max(60),
})

/** An honour of the programme and how many are conferred at most. */
const offered = z.strictObject({
  /** Slug in the register's list of honours. */
  honour: z.string(),
  seats: z.number().int().min(0),
  /** Nominations for each seat, such as 1.2 for 差额 120 %; 1 when equal. */
  nominationsPerSeat: z.number().min(1).max(5),
})

/** Everything of a programme that differs from place to place; a stored one never changes, a later replaces it. */
export const definitionSchema = z.strictObject({
  format: z.literal("laurel-programme/1"),
  /** Approval of the programme itself: document, body, and the most it may confer (domain.md 1.8). */
  basis: z.strictObject({ document: z.string(), body: z.string(), most: z.number().int().nullable() }),
  honours: z.array(offered).min(1),
  route: z.array(stepSchema).min(1),
  opinions: z.array(opinions),
  /** Whether somebody else may take the seat of one who withdraws; after fraud nobody ever may. */
  substitutes: z.boolean(),
})
export type Definition = z.infer<typeof definitionSchema>
