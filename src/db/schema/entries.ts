import { foreignKey, index, integer, pgTable, text, unique } from "drizzle-orm/pg-core"
import { createdAt, id, instant, version } from "../columns.ts"
import type { EntryStatus, RegistrationState } from "../words.ts"
import { events } from "./events.ts"
import { people } from "./people.ts"
import { teams } from "./teams.ts"
import { units } from "./units.ts"

/** One contestant in one event. Judges and marks only ever see its code. */
export const entries = pgTable(
  "entries",
  {
    id: id(),
    eventId: integer("event_id").notNull(),
    unitId: integer("unit_id").notNull(),
    personId: integer("person_id").notNull(),
    teamId: integer("team_id"),
    registration: text("registration").$type<RegistrationState>().notNull(),
    rejectionReason: text("rejection_reason"),
    /** Given by the draw; until then nobody has one. */
    code: text("code"),
    status: text("status").$type<EntryStatus>().notNull().default("competed"),
    submittedBy: integer("submitted_by"),
    approvedAt: instant("approved_at"),
    createdAt: createdAt(),
    version: version(),
  },
  (t) => [
    foreignKey({ name: "entries_event_fk", columns: [t.eventId], foreignColumns: [events.id] }),
    foreignKey({ name: "entries_unit_fk", columns: [t.unitId], foreignColumns: [units.id] }),
    foreignKey({ name: "entries_person_fk", columns: [t.personId], foreignColumns: [people.id] }),
    foreignKey({ name: "entries_team_fk", columns: [t.teamId], foreignColumns: [teams.id] }),
    unique("entries_person_unique").on(t.eventId, t.personId),
    unique("entries_code_unique").on(t.eventId, t.code),
    index("entries_unit_index").on(t.unitId),
  ],
)
