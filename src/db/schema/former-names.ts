import { date, foreignKey, integer, pgTable, text, unique } from "drizzle-orm/pg-core"
import { createdAt, id } from "../columns.ts"
import { people } from "./people.ts"
import { units } from "./units.ts"

/** What a person was called before, by which a search still finds them. */
export const formerPersonNames = pgTable(
  "former_person_names",
  {
    id: id(),
    personId: integer("person_id").notNull(),
    name: text("name").notNull(),
    /** The last day of that name, where it is known. */
    usedUntil: date("used_until", { mode: "string" }),
    searchKey: text("search_key").notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    foreignKey({ name: "former_person_names_person_fk", columns: [t.personId], foreignColumns: [people.id] }),
    unique("former_person_names_name_unique").on(t.personId, t.name),
  ],
)

/** What a unit was called before. */
export const formerUnitNames = pgTable(
  "former_unit_names",
  {
    id: id(),
    unitId: integer("unit_id").notNull(),
    name: text("name").notNull(),
    usedUntil: date("used_until", { mode: "string" }),
    searchKey: text("search_key").notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    foreignKey({ name: "former_unit_names_unit_fk", columns: [t.unitId], foreignColumns: [units.id] }),
    unique("former_unit_names_name_unique").on(t.unitId, t.name),
  ],
)
