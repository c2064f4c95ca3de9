import { foreignKey, index, integer, pgTable, text } from "drizzle-orm/pg-core"
import { instant } from "../columns.ts"
import { accounts } from "./accounts.ts"

/** Tries that are counted for a time; the key is a keyed hash, so that no address or name stands here. */
export const throttles = pgTable(
  "throttles",
  {
    key: text("key").primaryKey(),
    accountId: integer("account_id"),
    count: integer("count").notNull(),
    endsAt: instant("ends_at").notNull(),
  },
  (t) => [
    foreignKey({ name: "throttles_account_fk", columns: [t.accountId], foreignColumns: [accounts.id] }).onDelete(
      "cascade",
    ),
    index("throttles_account_index").on(t.accountId),
    index("throttles_ends_index").on(t.endsAt),
  ],
)
