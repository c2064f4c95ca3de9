import { foreignKey, integer, jsonb, pgTable, text, unique } from "drizzle-orm/pg-core"
import { createdAt, id } from "../columns.ts"
import { accounts } from "./accounts.ts"
import { registerEntries } from "./register-entries.ts"

/** What an entry of the register said before a correction, and why it was corrected: never changed. */
export const entryVersions = pgTable(
  "entry_versions",
  {
    id: id(),
    entryId: integer("entry_id").notNull(),
    number: integer("number").notNull(),
    /** `EntryFacts` of honours/register/corrections. */
    before: jsonb("before").$type<Readonly<Record<string, string | number | null>>>().notNull(),
    reason: text("reason").notNull(),
    correctedBy: integer("corrected_by"),
    createdAt: createdAt(),
  },
  (t) => [
    foreignKey({ name: "entry_versions_entry_fk", columns: [t.entryId], foreignColumns: [registerEntries.id] }),
    foreignKey({ name: "entry_versions_account_fk", columns: [t.correctedBy], foreignColumns: [accounts.id] }),
    unique("entry_versions_number_unique").on(t.entryId, t.number),
  ],
)
