import { sql } from "drizzle-orm"
import { check, foreignKey, index, integer, pgTable, text } from "drizzle-orm/pg-core"
import type { DutyKind } from "#lib/actor.ts"
import { createdAt, id, instant } from "../columns.ts"
import { contests } from "./contests.ts"
import { people } from "./people.ts"
import { units } from "./units.ts"

/** What a person may do: in a unit, and so over its subtree, or in one contest; for a time. */
export const duties = pgTable(
  "duties",
  {
    id: id(),
    personId: integer("person_id").notNull(),
    kind: text("kind").$type<DutyKind>().notNull(),
    unitId: integer("unit_id"),
    contestId: integer("contest_id"),
    endsAt: instant("ends_at"),
    createdAt: createdAt(),
  },
  (t) => [
    foreignKey({ name: "duties_person_fk", columns: [t.personId], foreignColumns: [people.id] }),
    foreignKey({ name: "duties_unit_fk", columns: [t.unitId], foreignColumns: [units.id] }),
    foreignKey({ name: "duties_contest_fk", columns: [t.contestId], foreignColumns: [contests.id] }),
    check("duties_one_place_check", sql`(${t.unitId} is null) <> (${t.contestId} is null)`),
    index("duties_person_index").on(t.personId),
  ],
)
