import { foreignKey, integer, pgTable, text, unique } from "drizzle-orm/pg-core"
import { id, version } from "../columns.ts"
import type { RecipientKind, UnitLevel } from "../words.ts"
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
