import { boolean, index, integer, pgTable, text } from "drizzle-orm/pg-core"

/** The beginnings by which a unit is found, by what it is called and was; kept by triggers from the search keys. */
export const unitTerms = pgTable(
  "unit_terms",
  {
    unitId: integer("unit_id").notNull(),
    term: text("term").notNull(),
    /** Begins behind the first character of the name. */
    isInner: boolean("is_inner").notNull(),
  },
  (t) => [
    index("unit_terms_unit_index").on(t.unitId),
    index("unit_terms_term_index").on(t.isInner, t.term.op("text_pattern_ops"), t.unitId),
  ],
)
