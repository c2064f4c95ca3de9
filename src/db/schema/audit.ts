import { index, integer, jsonb, pgTable, text } from "drizzle-orm/pg-core"
import { id, instant } from "../columns.ts"

/** Who did what to what, when: written in the transaction of the change itself, never updated. */
export const auditEntries = pgTable(
  "audit_entries",
  {
    id: id(),
    at: instant("at").notNull(),
    actorKind: text("actor_kind").notNull(),
    actorId: integer("actor_id"),
    action: text("action").notNull(),
    subjectKind: text("subject_kind").notNull(),
    subjectId: integer("subject_id").notNull(),
    facts: jsonb("facts").$type<Record<string, unknown>>().notNull(),
    requestId: text("request_id"),
  },
  (t) => [index("audit_entries_subject_index").on(t.subjectKind, t.subjectId, t.id)],
)
