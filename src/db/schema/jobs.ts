import { index, integer, pgTable, text } from "drizzle-orm/pg-core"
import { createdAt, id, instant } from "../columns.ts"

/** What is still to be done outside the database; written in the transaction of the change that asks for it. */
export const jobs = pgTable(
  "jobs",
  {
    id: id(),
    kind: text("kind").notNull(),
    /** Sealed, since it may hold an address or a code; emptied when the job is given up. */
    payload: text("payload").notNull(),
    tries: integer("tries").notNull().default(0),
    /** Also the end of the lease of whoever is at it: a job whose worker was killed is due again then. */
    dueAt: instant("due_at").notNull(),
    /** When it was given up. */
    deadAt: instant("dead_at"),
    createdAt: createdAt(),
  },
  (t) => [index("jobs_due_index").on(t.dueAt, t.id)],
)
