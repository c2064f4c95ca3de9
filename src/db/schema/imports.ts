import { foreignKey, index, integer, pgTable, text } from "drizzle-orm/pg-core"
import { createdAt, id, instant } from "../columns.ts"
import type { ImportKind } from "../words.ts"
import { accounts } from "./accounts.ts"

/** An uploaded file between its preview and its import. It is kept here, sealed, so that no page carries it. */
export const imports = pgTable(
  "imports",
  {
    id: id(),
    kind: text("kind").$type<ImportKind>().notNull(),
    accountId: integer("account_id").notNull(),
    /** The rows, sealed; nothing once they are imported or an hour old. */
    sheet: text("sheet"),
    added: integer("added").notNull().default(0),
    changed: integer("changed").notNull().default(0),
    unchanged: integer("unchanged").notNull().default(0),
    confirmedAt: instant("confirmed_at"),
    createdAt: createdAt(),
  },
  (t) => [
    foreignKey({ name: "imports_account_fk", columns: [t.accountId], foreignColumns: [accounts.id] }),
    index("imports_created_index").on(t.createdAt),
  ],
)
