import { sql } from "drizzle-orm"
import { type AnyPgColumn, foreignKey, index, integer, pgTable, text, unique } from "drizzle-orm/pg-core"
import { createdAt, id, version } from "../columns.ts"
import type { Ownership, UnitKind, UnitLevel } from "../words.ts"

export const units = pgTable(
  "units",
  {
    id: id(),
    parentId: integer("parent_id"),
    /** Ids from the root down to and with this unit, as `1.7.23.`: a subtree is a prefix. */
    path: text("path").notNull(),
    name: text("name").notNull(),
    shortName: text("short_name").notNull(),
    kind: text("kind").$type<UnitKind>().notNull(),
    level: text("level").$type<UnitLevel>().notNull(),
    regionCode: text("region_code"),
    industryCode: text("industry_code"),
    ownership: text("ownership").$type<Ownership>().notNull(),
    creditCode: text("credit_code"),
    /** The federation of a district that it is or lies below; kept by triggers (drizzle/README.md). */
    districtId: integer("district_id"),
    /** Written so that a search by any spelling finds it: see lib/search-key.ts. */
    searchKey: text("search_key").notNull(),
    sortPinyin: text("sort_pinyin").notNull(),
    /** See lib/strokes.ts; empty in rows of an older version until the next start fills it in. */
    sortStroke: text("sort_stroke").notNull().default(""),
    /** What stands in for the name in that order, where a character's strokes are not known. */
    sortKeyOverride: text("sort_key_override").notNull().default(""),
    createdAt: createdAt(),
    version: version(),
  },
  (t) => [
    foreignKey({ name: "units_parent_fk", columns: [t.parentId], foreignColumns: [t.id as AnyPgColumn] }),
    unique("units_credit_code_unique").on(t.creditCode),
    unique("units_sibling_name_unique").on(t.parentId, t.name).nullsNotDistinct(),
    index("units_district_index").on(t.id).where(sql`${t.kind} = 'federation' and ${t.level} = 'district'`),
    index("units_path_index").on(t.path.op("text_pattern_ops")),
  ],
)
