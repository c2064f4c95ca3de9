import { z } from "zod"
import { filterSchema, matches, narrowed, type Profile } from "./filter.ts"
import { couldTake, type SeatGroup } from "./seats.ts"
import { portion, roundings, shareSchema } from "./share.ts"
import { bothSchema, keySchema } from "./words.ts"

/** A floor or a cap: so much of those whom `among` speaks of must be those whom `of` speaks of (domain.md 1.5). */
export const ratioSchema = z
  .strictObject({
    key: keySchema,
    title: bothSchema,
    of: filterSchema,
    among: filterSchema,
    /** What the share is of: the seats there are, or only those who are chosen, as "of enterprise staff" asks. */
    base: z.enum(["seats", "chosen"]),
    bound: z.enum(["least", "most"]),
    share: shareSchema.nullable(),
    /** A control number (控制数) in place of a share. */
    count: z.number().int().min(0).max(100_000).nullable(),
    /** Floors up and caps down where nothing is said. */
    rounding: z.enum(roundings).optional(),
  })
  .refine(({ share, count }) => (share === null) !== (count === null), "share_or_count")
export type Ratio = z.infer<typeof ratioSchema>

/** How many the ratio asks for at least, or allows at most, of a number. */
export const needed = ({ share, count, bound, rounding }: Ratio, size: number): number =>
  share === null ? (count ?? 0) : portion(share, size, rounding ?? (bound === "least" ? "up" : "down"))

/** How many are chosen whom both filters speak of: a person counts in every line that fits (domain.md 1.5). */
export const counted = ({ of, among }: Ratio, profiles: readonly Profile[]): number =>
  profiles.filter((profile) => matches(among, profile) && matches(of, profile)).length

/** What the share is of. */
export const sizeOf = ({ among, base }: Ratio, groups: readonly SeatGroup[], profiles: readonly Profile[]): number =>
  base === "chosen"
    ? profiles.filter((profile) => matches(among, profile)).length
    : groups.filter((group) => couldTake(group, among)).reduce((sum, { count }) => sum + count, 0)

/** Whether so many of so many keep to the ratio. */
export const holds = (ratio: Ratio, has: number, size: number): boolean =>
  ratio.bound === "least" ? has >= needed(ratio, size) : has <= needed(ratio, size)

/** Whom a seat would need for it to count in the ratio; nothing when nobody can. */
export const numerator = ({ of, among }: Ratio) => narrowed(of, among)
