import { foreignKey, integer, jsonb, pgTable, text, unique } from "drizzle-orm/pg-core"
import { createdAt, id, instant } from "../columns.ts"
import { events } from "./events.ts"

/** A draw of codes: the seed's hash is shown before, the seed after, and with the inputs anybody can repeat it. */
export const draws = pgTable(
  "draws",
  {
    id: id(),
    eventId: integer("event_id").notNull(),
    seed: text("seed").notNull(),
    seedHash: text("seed_hash").notNull(),
    method: text("method").notNull(),
    /** Entry ids in the order they went in; empty until drawn. */
    inputs: jsonb("inputs").$type<number[]>().notNull(),
    drawnAt: instant("drawn_at"),
    drawnBy: integer("drawn_by"),
    createdAt: createdAt(),
  },
  (t) => [
    foreignKey({ name: "draws_event_fk", columns: [t.eventId], foreignColumns: [events.id] }),
    unique("draws_event_unique").on(t.eventId),
  ],
)
