import { z } from "zod"
import { honourLevels, identityKinds, recipientKinds } from "#db/words.ts"
import { cadreRanks, filterSchema } from "./filter.ts"
import { bothSchema, keySchema } from "./words.ts"

/** What may be known of a person beside the profile; `deceased_in_review` died after the nomination was submitted. */
export const standings = [
  "foreign",
  "hk_macao_taiwan",
  "serving_military",
  "retired",
  "deceased",
  "deceased_in_review",
] as const
export type Standing = (typeof standings)[number]

/** `warn` is shown and may be answered with words ("in principle no", 原则上); `refuse` bars. */
export const effects = ["refuse", "warn"] as const
export type Effect = (typeof effects)[number]

const common = { key: keySchema, when: filterSchema, effect: z.enum(effects) }
/** Honours of the register by slug, level or kind of recipient: an absent member asks nothing. */
const heldSchema = z.strictObject({
  honours: z.array(z.string()).min(1).optional(),
  levels: z.array(z.enum(honourLevels)).min(1).optional(),
  recipients: z.array(z.enum(recipientKinds)).min(1).optional(),
})
export type HeldFilter = z.infer<typeof heldSchema>

const ground = z.strictObject({
  key: keySchema,
  title: bothSchema,
  /** Calendar years that it bars, that of the event included. */
  years: z.number().int().min(1).max(30),
})
export type VetoGround = z.infer<typeof ground>

/** Who cannot be nominated, or only with words to it (domain.md 1.3). */
export const eligibilityRuleSchema = z.discriminatedUnion("kind", [
  /** Cadres at this rank and above are barred. */
  z.strictObject({ kind: z.literal("rank"), ...common, from: z.enum(cadreRanks) }),
  z.strictObject({ kind: z.literal("standing"), ...common, standings: z.array(z.enum(standings)).min(1) }),
  /** Not again: within so many years of the earlier honour, or ever; unless a new contribution is stated. */
  z.strictObject({
    kind: z.literal("repeat"),
    ...common,
    held: heldSchema,
    years: z.number().int().min(1).max(60).nullable(),
    unlessContribution: z.boolean(),
  }),
  /** Holds one of these already (荣誉基础). */
  z.strictObject({ kind: z.literal("basis"), ...common, held: heldSchema }),
  /** What bars a unit (一票否决), and with it those who lead it. */
  z.strictObject({ kind: z.literal("veto"), ...common, grounds: z.array(ground).min(1), barsHead: z.boolean() }),
  /** One of these papers stands in the person's file, as a foreign recipient's passport (荣誉奖章, domain.md 1.1). */
  z.strictObject({ kind: z.literal("identity"), ...common, papers: z.array(z.enum(identityKinds)).min(1) }),
  /** Comes from the pool of candidates (后备人才库). */
  z.strictObject({ kind: z.literal("pool"), ...common }),
])
export type EligibilityRule = z.infer<typeof eligibilityRuleSchema>
