import { foreignKey, index, integer, pgTable, text, unique, uuid } from "drizzle-orm/pg-core"
import { id, instant } from "../columns.ts"
import { entries } from "./entries.ts"
import { events } from "./events.ts"
import { seatDevices, seats } from "./seats.ts"

/** What a mark is now. "Not scored" is a null value or no row, never 0. */
export const marks = pgTable(
  "marks",
  {
    id: id(),
    eventId: integer("event_id").notNull(),
    entryId: integer("entry_id").notNull(),
    /** A node key, or `value:<name>` for an entry's value such as minutes or difficulty. */
    slot: text("slot").notNull(),
    /** The judge's seat on a judged node; null on measured nodes and values, which have one mark. */
    seatId: integer("seat_id"),
    /** A decimal as typed (never a float), or null when cleared. */
    value: text("value"),
    version: integer("version").notNull(),
    updatedAt: instant("updated_at").notNull(),
  },
  (t) => [
    foreignKey({ name: "marks_event_fk", columns: [t.eventId], foreignColumns: [events.id] }),
    foreignKey({ name: "marks_entry_fk", columns: [t.entryId], foreignColumns: [entries.id] }),
    foreignKey({ name: "marks_seat_fk", columns: [t.seatId], foreignColumns: [seats.id] }),
    unique("marks_cell_unique").on(t.entryId, t.slot, t.seatId).nullsNotDistinct(),
    index("marks_event_index").on(t.eventId),
  ],
)

/** Every save that reached the server, once by its client-made id, with what became of it: the history of every mark. */
export const markOperations = pgTable(
  "mark_operations",
  {
    id: uuid("id").primaryKey(),
    eventId: integer("event_id").notNull(),
    entryId: integer("entry_id").notNull(),
    slot: text("slot").notNull(),
    /** Whose mark it is (null on measured nodes and values) and who entered it. */
    seatId: integer("seat_id"),
    bySeatId: integer("by_seat_id"),
    deviceId: integer("device_id"),
    value: text("value"),
    seenVersion: integer("seen_version").notNull(),
    /** `saved` or the code of the refusal, with the version that the mark had after it. */
    outcome: text("outcome").notNull(),
    version: integer("version").notNull(),
    reason: text("reason"),
    at: instant("at").notNull(),
  },
  (t) => [
    foreignKey({ name: "mark_operations_entry_fk", columns: [t.entryId], foreignColumns: [entries.id] }),
    foreignKey({ name: "mark_operations_seat_fk", columns: [t.seatId], foreignColumns: [seats.id] }),
    foreignKey({ name: "mark_operations_by_seat_fk", columns: [t.bySeatId], foreignColumns: [seats.id] }),
    foreignKey({ name: "mark_operations_device_fk", columns: [t.deviceId], foreignColumns: [seatDevices.id] }),
    index("mark_operations_cell_index").on(t.entryId, t.slot, t.at),
  ],
)
