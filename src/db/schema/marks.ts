import { foreignKey, index, integer, jsonb, pgTable, text, unique, uuid } from "drizzle-orm/pg-core"
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
    /** A decimal as typed (never a float), `not_observed`, or null when cleared. */
    value: text("value"),
    /** What it was at the first look, where its judge looked a second time; the second counts. */
    firstValue: text("first_value"),
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

/** What a seat may ask for: marks are history for good, `sign` and `call` are kept until the contest is long over. */
export const operationKinds = ["mark", "clear", "remark", "not_observed", "sign", "call"] as const
export type OperationKind = (typeof operationKinds)[number]

/** Every operation that reached the server, once by its client-made id, with what became of it. */
export const markOperations = pgTable(
  "mark_operations",
  {
    id: uuid("id").primaryKey(),
    kind: text("kind").$type<OperationKind>().notNull().default("mark"),
    eventId: integer("event_id").notNull(),
    /** Null only on what is not about one mark: a signature, or a call from no entry in particular. */
    entryId: integer("entry_id"),
    slot: text("slot"),
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
    /** What a signature stood under, or what a refusal said: what the first answer is given again from. */
    facts: jsonb("facts").$type<Record<string, unknown>>(),
    /** By the tablet's own clock: evidence, never a deadline. */
    intendedAt: instant("intended_at"),
    at: instant("at").notNull(),
  },
  (t) => [
    foreignKey({ name: "mark_operations_entry_fk", columns: [t.entryId], foreignColumns: [entries.id] }),
    foreignKey({ name: "mark_operations_seat_fk", columns: [t.seatId], foreignColumns: [seats.id] }),
    foreignKey({ name: "mark_operations_by_seat_fk", columns: [t.bySeatId], foreignColumns: [seats.id] }),
    foreignKey({ name: "mark_operations_device_fk", columns: [t.deviceId], foreignColumns: [seatDevices.id] }),
    index("mark_operations_cell_index").on(t.entryId, t.slot, t.at),
    index("mark_operations_event_index").on(t.eventId, t.outcome),
  ],
)

/** What the head judge or an officer decided about an operation that could not simply be carried out. */
export const operationSettlements = pgTable(
  "operation_settlements",
  {
    operationId: uuid("operation_id").primaryKey(),
    decision: text("decision").$type<"applied" | "set_aside" | "answered">().notNull(),
    reason: text("reason").notNull(),
    bySeatId: integer("by_seat_id"),
    byAccountId: integer("by_account_id"),
    at: instant("at").notNull(),
  },
  (t) => [
    foreignKey({
      name: "operation_settlements_operation_fk",
      columns: [t.operationId],
      foreignColumns: [markOperations.id],
    }),
    foreignKey({ name: "operation_settlements_seat_fk", columns: [t.bySeatId], foreignColumns: [seats.id] }),
  ],
)
