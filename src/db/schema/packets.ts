import { foreignKey, index, integer, jsonb, pgTable, text, unique } from "drizzle-orm/pg-core"
import { id, instant } from "../columns.ts"
import { accounts } from "./accounts.ts"
import { events } from "./events.ts"
import { seatDevices } from "./seats.ts"

/** What an operation of a packet came to; `held` stays on the tablet, since something before it needs its judge. */
export type PacketOutcome = "done" | "tray" | "conflict" | "refused" | "held"

/** One operation of a packet with what it was answered when the packet came in. */
export type PacketLine = {
  readonly id: string
  readonly kind: string
  readonly entry?: string
  readonly slot?: string
  readonly value?: string
  readonly outcome: PacketOutcome
  /** `saved`, or the code of the refusal. */
  readonly code: string
  /** The server had it before: the tablet had sent it, or another packet brought it. */
  readonly already?: true
  /** With a conflict: what stands there; null where the mark was cleared. */
  readonly current?: string | null
}

/** What a tablet could not send and a desk carried in as a file: once by its contents, with every answer. */
export const packets = pgTable(
  "packets",
  {
    id: id(),
    eventId: integer("event_id").notNull(),
    deviceId: integer("device_id").notNull(),
    /** SHA-256 of the file's signed part. */
    digest: text("digest").notNull(),
    /** By the tablet's own clock. */
    madeAt: instant("made_at").notNull(),
    byAccountId: integer("by_account_id").notNull(),
    at: instant("at").notNull(),
    lines: jsonb("lines").$type<PacketLine[]>().notNull(),
  },
  (t) => [
    foreignKey({ name: "packets_event_fk", columns: [t.eventId], foreignColumns: [events.id] }),
    foreignKey({ name: "packets_device_fk", columns: [t.deviceId], foreignColumns: [seatDevices.id] }),
    foreignKey({ name: "packets_account_fk", columns: [t.byAccountId], foreignColumns: [accounts.id] }),
    unique("packets_digest_unique").on(t.digest),
    index("packets_event_index").on(t.eventId),
  ],
)
