import { z } from "zod"
import { signingModes, stepKinds, stepParties } from "#db/words.ts"
import { filterSchema } from "./filter.ts"
import { shareSchema } from "./share.ts"
import { bothSchema, keySchema } from "./words.ts"

/** One who signs in a step, such as the unit's union and then its Party and administration. */
const signer = z.strictObject({ key: keySchema, title: bothSchema, by: z.enum(stepParties) })

/** How a committee decides: by the mean of scores, or by a secret ballot (domain.md 1.6 step 8). */
const committee = z.strictObject({
  mode: z.enum(["score", "ballot"]),
  /** Share of the members without a recusal who must take part. */
  quorum: shareSchema,
  /** Least mean score of 100, or least share of the votes that must be for. */
  threshold: shareSchema,
  /** Facts that the reviewers' copy leaves out. */
  hidden: z.array(z.enum(["name", "unit", "photo", "sex", "birth"])),
})

/** One step of a route. Days are counted from when it begins: its deadline, or for a notice its least length. */
export const stepSchema = z.strictObject({
  key: keySchema,
  kind: z.enum(stepKinds),
  title: bothSchema,
  mode: z.enum(signingModes),
  /** Whether nobody signs for two there, nor for the unit whose papers they have submitted themselves (四眼). */
  distinct: z.boolean().optional(),
  /** Empty for opinions, whose departments follow from who is nominated. */
  signers: z.array(signer),
  workingDays: z.number().int().min(0).max(60).nullable(),
  /** What a passed deadline means: it waits on (the rule when absent), silence is consent, or the unit gives up. */
  overdue: z.enum(["wait", "pass", "withdraw"]).optional(),
  /** Whom it is asked of; everybody when absent. */
  when: filterSchema.optional(),
  /** Least share of votes for in the democratic step, such as 85 % for heads of units. */
  approval: z.array(z.strictObject({ when: filterSchema, share: shareSchema })).optional(),
  committee: committee.optional(),
})
export type Step = z.infer<typeof stepSchema>
export type CommitteeRules = z.infer<typeof committee>
