import { foreignKey, integer, jsonb, pgTable, text, unique } from "drizzle-orm/pg-core"
import { createdAt, id } from "../columns.ts"
import { events } from "./events.ts"

/** A text in both languages. */
export type Both = { zh: string; en: string }

/** Names for people to read: the contest bundle itself carries keys only. */
export type RuleTitles = {
  nodes: Record<string, Both & { descriptor?: string; descriptorEn?: string }>
  values: Record<string, Both>
  prizes: Record<string, Both>
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
