import { foreignKey, index, integer, jsonb, pgTable, text, unique } from "drizzle-orm/pg-core"
import { createdAt, id, instant, version } from "../columns.ts"
import { units } from "./units.ts"

/** A decision document (表彰决定): the legal source of the honours that it names, which point to it. */
export const decisions = pgTable(
  "decisions",
  {
    id: id(),
    /** In whose name the number was given. */
    unitId: integer("unit_id").notNull(),
    number: text("number").notNull(),
    /** Empty where only the number is known, as of old papers. */
    titleZh: text("title_zh").notNull().default(""),
    titleEn: text("title_en").notNull().default(""),
    /** The text before the list. */
    body: text("body").notNull().default(""),
    /** All who issue it, first the one whose number it bears. */
    issuers: jsonb("issuers").$type<readonly string[]>().notNull(),
    decidedOn: text("decided_on").notNull(),
    visibleFrom: instant("visible_from").notNull(),
    createdAt: createdAt(),
    version: version(),
  },
  (t) => [
    foreignKey({ name: "decisions_unit_fk", columns: [t.unitId], foreignColumns: [units.id] }),
    unique("decisions_number_unique").on(t.unitId, t.number),
    index("decisions_day_index").on(t.decidedOn),
  ],
)
