import { foreignKey, index, integer, pgTable, text, unique } from "drizzle-orm/pg-core"
import { createdAt, id, instant, version } from "../columns.ts"
import type { RecipientKind, RegisterSource, UnitLevel } from "../words.ts"
import { people } from "./people.ts"
import { placings } from "./results.ts"
import { units } from "./units.ts"

/** A kind of honour: who confers it, on whom, at which level. Versioned data, not a list in code. */
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
    version: version(),
  },
  (t) => [
    foreignKey({ name: "honours_unit_fk", columns: [t.conferringUnitId], foreignColumns: [units.id] }),
    unique("honours_slug_unique").on(t.slug),
  ],
)

/** The register of honours: the one truth about who received what. Boards and certificates only arrange it. */
export const registerEntries = pgTable(
  "register_entries",
  {
    id: id(),
    honourId: integer("honour_id").notNull(),
    personId: integer("person_id"),
    unitId: integer("unit_id").notNull(),
    recipientName: text("recipient_name").notNull(),
    unitName: text("unit_name").notNull(),
    /** The grade inside the honour, such as a prize: 一等奖 / First prize. */
    gradeZh: text("grade_zh").notNull().default(""),
    gradeEn: text("grade_en").notNull().default(""),
    gradeRank: integer("grade_rank").notNull().default(0),
    /** For what: the event of a contest, or nothing. */
    forZh: text("for_zh").notNull().default(""),
    forEn: text("for_en").notNull().default(""),
    year: integer("year").notNull(),
    decidedOn: text("decided_on").notNull(),
    documentNumber: text("document_number").notNull(),
    source: text("source").$type<RegisterSource>().notNull(),
    placingId: integer("placing_id"),
    searchKey: text("search_key").notNull(),
    sortPinyin: text("sort_pinyin").notNull(),
    /** See lib/strokes.ts; empty in rows of an older version until the next start fills it in. */
    sortStroke: text("sort_stroke").notNull().default(""),
    /** What stands in for the name in that order, where a character's strokes are not known. */
    sortKeyOverride: text("sort_key_override").notNull().default(""),
    visibleFrom: instant("visible_from").notNull(),
    revokedAt: instant("revoked_at"),
    revocationReason: text("revocation_reason"),
    createdAt: createdAt(),
  },
  (t) => [
    foreignKey({ name: "register_entries_honour_fk", columns: [t.honourId], foreignColumns: [honours.id] }),
    foreignKey({ name: "register_entries_person_fk", columns: [t.personId], foreignColumns: [people.id] }),
    foreignKey({ name: "register_entries_unit_fk", columns: [t.unitId], foreignColumns: [units.id] }),
    foreignKey({ name: "register_entries_placing_fk", columns: [t.placingId], foreignColumns: [placings.id] }),
    unique("register_entries_placing_unique").on(t.honourId, t.placingId),
    index("register_entries_board_index").on(t.honourId, t.year, t.gradeRank, t.sortStroke),
  ],
)
