import { foreignKey, integer, jsonb, pgTable, text, unique } from "drizzle-orm/pg-core"
import { createdAt, id } from "../columns.ts"
import type { SkillLevel } from "../words.ts"
import { events } from "./events.ts"

/** A text in both languages. */
export type Both = { zh: string; en: string }

/** How a criterion is judged: the largest spread of a panel without a second look, and what "not observed" counts. */
export type Conduct = { spread?: string; unobserved?: "0" | "omit" }

/** A skill level that some of the first get: what they must have passed and hold now, and how old they may be. */
export type Promotion = {
  level: SkillLevel
  last?: number
  needsPass?: boolean
  holds?: SkillLevel
  aged?: number
  under?: number
}

/** Beside the rules of the bundle, which carries codes only: names for people to read, how it is judged, who is promoted. */
export type RuleTitles = {
  nodes: Record<string, Both & { descriptor?: string; descriptorEn?: string }>
  values: Record<string, Both>
  prizes: Record<string, Both>
  /** By node key; a node without a rule of its own is left out. */
  conduct?: Record<string, Conduct>
  /** Whether judges see the sums of their own sheets; hidden unless it says so. */
  totals?: "shown"
  /** Skill promotions; left out where the event has none. */
  promotions?: Promotion[]
}

/** The rule sets of an event: never changed, a later one replaces an earlier and says why. */
export const eventRules = pgTable(
  "event_rules",
  {
    id: id(),
    eventId: integer("event_id").notNull(),
    number: integer("number").notNull(),
    /** `Rules` of competition/contests/scheme.ts: scheme, ranking, advance, prizes, teams, as in the contest bundle. */
    rules: jsonb("rules").$type<unknown>().notNull(),
    titles: jsonb("titles").$type<RuleTitles>().notNull(),
    reason: text("reason").notNull(),
    createdBy: integer("created_by"),
    createdAt: createdAt(),
  },
  (t) => [
    foreignKey({ name: "event_rules_event_fk", columns: [t.eventId], foreignColumns: [events.id] }),
    unique("event_rules_number_unique").on(t.eventId, t.number),
  ],
)
