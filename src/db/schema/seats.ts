import { foreignKey, index, integer, jsonb, pgTable, text, unique } from "drizzle-orm/pg-core"
import type { SeatRole } from "#lib/actor.ts"
import { createdAt, id, instant, version } from "../columns.ts"
import { events } from "./events.ts"
import { people } from "./people.ts"

/** A place on an event's panel: a judge with nodes to mark, a scorekeeper, or the head judge. Opened by a code. */
export const seats = pgTable(
  "seats",
  {
    id: id(),
    eventId: integer("event_id").notNull(),
    role: text("role").$type<SeatRole>().notNull(),
    /** `J1`: the only name of a judge that leaves the panel. */
    alias: text("alias").notNull(),
    personId: integer("person_id"),
    /** Node keys this seat marks; a scorekeeper also `value:<name>`; a head judge none. */
    slots: jsonb("slots").$type<string[]>().notNull(),
    codeHash: text("code_hash"),
    codeIssuedAt: instant("code_issued_at"),
    validUntil: instant("valid_until").notNull(),
    signedAt: instant("signed_at"),
    endedAt: instant("ended_at"),
    /** The seat whose place this one took while judging ran: its marks stay its own. */
    replacesId: integer("replaces_id"),
    createdAt: createdAt(),
    version: version(),
  },
  (t) => [
    foreignKey({ name: "seats_replaces_fk", columns: [t.replacesId], foreignColumns: [t.id] }),
    foreignKey({ name: "seats_event_fk", columns: [t.eventId], foreignColumns: [events.id] }),
    foreignKey({ name: "seats_person_fk", columns: [t.personId], foreignColumns: [people.id] }),
    unique("seats_alias_unique").on(t.eventId, t.alias),
    unique("seats_code_hash_unique").on(t.codeHash),
  ],
)

/** A tablet about itself: how much is unsent, its build, its charge in percent, and how far its clock is ahead. */
export type DeviceReport = {
  readonly unsent: number
  readonly version?: string
  readonly battery?: number
  readonly skewMs?: number
}

/** A device that a seat's code was entered on. At most one is open; another takes over in the open. */
export const seatDevices = pgTable(
  "seat_devices",
  {
    id: id(),
    seatId: integer("seat_id").notNull(),
    tokenHash: text("token_hash").notNull(),
    label: text("label").notNull(),
    boundAt: instant("bound_at").notNull(),
    seenAt: instant("seen_at").notNull(),
    endedAt: instant("ended_at"),
    /** What the tablet last told of itself; null where it never did. */
    report: jsonb("report").$type<DeviceReport>(),
    /** When an officer asked this tablet to send all that it has, and when it heard of that. */
    syncAskedAt: instant("sync_asked_at"),
    syncSeenAt: instant("sync_seen_at"),
  },
  (t) => [
    foreignKey({ name: "seat_devices_seat_fk", columns: [t.seatId], foreignColumns: [seats.id] }),
    unique("seat_devices_token_unique").on(t.tokenHash),
    index("seat_devices_seat_index").on(t.seatId),
  ],
)
