import { date, foreignKey, index, integer, pgTable, text, unique } from "drizzle-orm/pg-core"
import { createdAt, id, instant, version } from "../columns.ts"
import type { ContestState } from "../words.ts"
import { units } from "./units.ts"

export const contests = pgTable(
  "contests",
  {
    id: id(),
    /** The unit whose contest officers run it. */
    hostUnitId: integer("host_unit_id").notNull(),
    slug: text("slug").notNull(),
    titleZh: text("title_zh").notNull(),
    titleEn: text("title_en").notNull(),
    /** Free lines as printed in the order book: hosts, co-hosts, organisers. */
    hosts: text("hosts").notNull(),
    tier: text("tier").notNull(),
    approvalBasis: text("approval_basis").notNull(),
    place: text("place").notNull(),
    startsOn: date("starts_on", { mode: "string" }).notNull(),
    endsOn: date("ends_on", { mode: "string" }).notNull(),
    registrationOpensAt: instant("registration_opens_at").notNull(),
    registrationClosesAt: instant("registration_closes_at").notNull(),
    state: text("state").$type<ContestState>().notNull().default("draft"),
    /** From here what only the running contest needed is kept for a while longer. */
    closedAt: instant("closed_at"),
    createdAt: createdAt(),
    version: version(),
  },
  (t) => [
    foreignKey({ name: "contests_host_unit_fk", columns: [t.hostUnitId], foreignColumns: [units.id] }),
    unique("contests_slug_unique").on(t.slug),
    index("contests_state_index").on(t.state, t.startsOn),
  ],
)
