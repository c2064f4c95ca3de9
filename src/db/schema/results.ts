import { sql } from "drizzle-orm"
import { boolean, check, foreignKey, index, integer, jsonb, pgTable, text, unique } from "drizzle-orm/pg-core"
import { createdAt, id, instant } from "../columns.ts"
import { type SkillLevel, skillLevels } from "../words.ts"
import { accounts } from "./accounts.ts"
import { entries } from "./entries.ts"
import { eventRules } from "./event-rules.ts"
import { events } from "./events.ts"
import { people } from "./people.ts"
import { units } from "./units.ts"

/** Codes were opened to names: when, by whom, before which witness. */
export const decodings = pgTable(
  "decodings",
  {
    id: id(),
    eventId: integer("event_id").notNull(),
    byAccountId: integer("by_account_id").notNull(),
    witness: text("witness").notNull(),
    at: instant("at").notNull(),
  },
  (t) => [
    foreignKey({ name: "decodings_event_fk", columns: [t.eventId], foreignColumns: [events.id] }),
    foreignKey({ name: "decodings_account_fk", columns: [t.byAccountId], foreignColumns: [accounts.id] }),
    unique("decodings_event_unique").on(t.eventId),
  ],
)

/** A published result: numbered, never changed; a correction is a new one that says why. */
export const resultVersions = pgTable(
  "result_versions",
  {
    id: id(),
    eventId: integer("event_id").notNull(),
    rulesId: integer("rules_id").notNull(),
    number: integer("number").notNull(),
    /** The contest bundle (codes only) and its result document, byte for byte. */
    bundle: text("bundle").notNull(),
    result: text("result").notNull(),
    reason: text("reason").notNull(),
    publishedBy: integer("published_by").notNull(),
    /** When it was decided to publish it. */
    publishedAt: instant("published_at").notNull(),
    /** From when the public sees it: then, or later where a ceremony is waited for. */
    visibleFrom: instant("visible_from").notNull(),
  },
  (t) => [
    foreignKey({ name: "result_versions_event_fk", columns: [t.eventId], foreignColumns: [events.id] }),
    foreignKey({ name: "result_versions_rules_fk", columns: [t.rulesId], foreignColumns: [eventRules.id] }),
    unique("result_versions_number_unique").on(t.eventId, t.number),
    index("result_versions_visible_index").on(t.visibleFrom),
  ],
)

const levels = sql.raw(skillLevels.map((level) => `'${level}'`).join(", "))

/** One line of a published result, decoded: names and units as they stood on the day. */
export const placings = pgTable(
  "placings",
  {
    id: id(),
    resultVersionId: integer("result_version_id").notNull(),
    entryId: integer("entry_id").notNull(),
    personId: integer("person_id").notNull(),
    unitId: integer("unit_id").notNull(),
    /** Position in the result document. */
    position: integer("position").notNull(),
    code: text("code").notNull(),
    name: text("name").notNull(),
    unitName: text("unit_name").notNull(),
    status: text("status").notNull(),
    place: integer("place"),
    tied: boolean("tied").notNull(),
    total: text("total"),
    nodes: jsonb("nodes").$type<Record<string, string>>().notNull(),
    prize: text("prize"),
    /** The skill level that whoever has this place is promoted to. */
    promotedTo: text("promoted_to").$type<SkillLevel>(),
    /** What they held when that was decided: the office's alone. */
    heldLevel: text("held_level").$type<SkillLevel>(),
    createdAt: createdAt(),
  },
  (t) => [
    foreignKey({ name: "placings_version_fk", columns: [t.resultVersionId], foreignColumns: [resultVersions.id] }),
    foreignKey({ name: "placings_entry_fk", columns: [t.entryId], foreignColumns: [entries.id] }),
    foreignKey({ name: "placings_person_fk", columns: [t.personId], foreignColumns: [people.id] }),
    foreignKey({ name: "placings_unit_fk", columns: [t.unitId], foreignColumns: [units.id] }),
    unique("placings_entry_unique").on(t.resultVersionId, t.entryId),
    index("placings_person_index").on(t.personId),
    check(
      "placings_promoted_to_check",
      sql`${t.promotedTo} is null or (${t.place} is not null and ${t.promotedTo} in (${levels}))`,
    ),
    check(
      "placings_held_level_check",
      sql`${t.heldLevel} is null or (${t.promotedTo} is not null and ${t.heldLevel} in (${levels}))`,
    ),
  ],
)
