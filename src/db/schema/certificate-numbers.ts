import { foreignKey, integer, pgTable, text, unique } from "drizzle-orm/pg-core"
import { id, version } from "../columns.ts"
import { honours } from "./register.ts"

/** How the certificates of an honour are numbered: see honours/register/numbering/pattern.ts. */
export const certificateFormats = pgTable(
  "certificate_formats",
  {
    id: id(),
    honourId: integer("honour_id").notNull(),
    pattern: text("pattern").notNull(),
    /** What stands on them, with {honour} in it once; empty for the usual words: see register/certificates/wording.ts. */
    wording: text("wording").notNull().default(""),
    version: version(),
  },
  (t) => [
    foreignKey({ name: "certificate_formats_honour_fk", columns: [t.honourId], foreignColumns: [honours.id] }),
    unique("certificate_formats_honour_unique").on(t.honourId),
  ],
)

/** The last number that was given: of a year, or of all where the pattern has no year (0). */
export const certificateSerials = pgTable(
  "certificate_serials",
  {
    id: id(),
    honourId: integer("honour_id").notNull(),
    year: integer("year").notNull(),
    last: integer("last").notNull(),
  },
  (t) => [
    foreignKey({ name: "certificate_serials_honour_fk", columns: [t.honourId], foreignColumns: [honours.id] }),
    unique("certificate_serials_year_unique").on(t.honourId, t.year),
  ],
)
