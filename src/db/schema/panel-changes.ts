import { foreignKey, integer, pgTable, text, unique } from "drizzle-orm/pg-core"
import { createdAt, id } from "../columns.ts"
import { entries } from "./entries.ts"
import { events } from "./events.ts"
import { seats } from "./seats.ts"

/** A panel of another size for one entry and node, approved by the head judge with a reason. */
export const panelChanges = pgTable(
  "panel_changes",
  {
    id: id(),
    eventId: integer("event_id").notNull(),
    entryId: integer("entry_id").notNull(),
    nodeKey: text("node_key").notNull(),
    size: integer("size").notNull(),
    reason: text("reason").notNull(),
    approvedBySeatId: integer("approved_by_seat_id"),
    createdAt: createdAt(),
  },
  (t) => [
    foreignKey({ name: "panel_changes_event_fk", columns: [t.eventId], foreignColumns: [events.id] }),
    foreignKey({ name: "panel_changes_entry_fk", columns: [t.entryId], foreignColumns: [entries.id] }),
    foreignKey({ name: "panel_changes_seat_fk", columns: [t.approvedBySeatId], foreignColumns: [seats.id] }),
    unique("panel_changes_cell_unique").on(t.entryId, t.nodeKey),
  ],
)
