import { foreignKey, integer, pgTable, text, unique } from "drizzle-orm/pg-core"
import { id } from "../columns.ts"
import { events } from "./events.ts"
import { units } from "./units.ts"

/** A unit's team in an event; its result is made of its members' (see the rules' `teams`). */
export const teams = pgTable(
  "teams",
  {
    id: id(),
    eventId: integer("event_id").notNull(),
    unitId: integer("unit_id").notNull(),
    name: text("name").notNull(),
    code: text("code"),
  },
  (t) => [
    foreignKey({ name: "teams_event_fk", columns: [t.eventId], foreignColumns: [events.id] }),
    foreignKey({ name: "teams_unit_fk", columns: [t.unitId], foreignColumns: [units.id] }),
    unique("teams_name_unique").on(t.eventId, t.unitId, t.name),
    unique("teams_code_unique").on(t.eventId, t.code),
  ],
)
