import { foreignKey, integer, jsonb, pgTable, text, unique } from "drizzle-orm/pg-core"
import { createdAt, id, version } from "../columns.ts"
import type { RecipientKind, UnitLevel } from "../words.ts"
import { accounts } from "./accounts.ts"
import { units } from "./units.ts"

/** What an honour is approved as: by whom, how often, how many at most, with what in the hand (domain.md 1.8). */
export type HonourTerms = {
  readonly document: string
  readonly body: string
  readonly cycleYears: number | null
  readonly most: number | null
  /** Plaque, medal, certificate, bonus. */
  readonly token: string
  /** Whether a holder may receive it again. */
  readonly repeats: "never" | "contribution" | "free"
  /** Levels of which a candidate holds an honour already; nothing where none is asked. */
  readonly basisLevels: readonly UnitLevel[]
}

/** A kind of honour as it is now: who confers it, on whom, at which level. Its versions say how it was before. */
export const honours = pgTable(
  "honours",
  {
    id: id(),
    slug: text("slug").notNull(),
    titleZh: text("title_zh").notNull(),
    titleEn: text("title_en").notNull(),
    level: text("level").$type<UnitLevel>().notNull(),
    recipientKind: text("recipient_kind").$type<RecipientKind>().notNull(),
    conferredBy: text("conferred_by").notNull(),
    conferringUnitId: integer("conferring_unit_id").notNull(),
    /** Highest first on a page of several honours. */
    rank: integer("rank").notNull(),
    /** Empty in rows from before there were any. */
    terms: jsonb("terms").$type<HonourTerms | Record<string, never>>().notNull().default({}),
    version: version(),
  },
  (t) => [
    foreignKey({ name: "honours_unit_fk", columns: [t.conferringUnitId], foreignColumns: [units.id] }),
    unique("honours_slug_unique").on(t.slug),
  ],
)

/** Every version of an honour, under the number that `version` of the honour had with it: never changed. */
export const honourVersions = pgTable(
  "honour_versions",
  {
    id: id(),
    honourId: integer("honour_id").notNull(),
    number: integer("number").notNull(),
    /** The columns of the honour as they stood, but for its id and version. */
    facts: jsonb("facts").$type<Record<string, unknown>>().notNull(),
    reason: text("reason").notNull(),
    createdBy: integer("created_by"),
    createdAt: createdAt(),
  },
  (t) => [
    foreignKey({ name: "honour_versions_honour_fk", columns: [t.honourId], foreignColumns: [honours.id] }),
    foreignKey({ name: "honour_versions_account_fk", columns: [t.createdBy], foreignColumns: [accounts.id] }),
    unique("honour_versions_number_unique").on(t.honourId, t.number),
  ],
)
