import { foreignKey, index, integer, pgTable, text, unique } from "drizzle-orm/pg-core"
import { id, instant } from "../columns.ts"
import type { FileKind } from "../words.ts"
import { accounts } from "./accounts.ts"

/** A file that somebody attached to something; its bytes lie in the file store under `storedKey`. */
export const files = pgTable(
  "files",
  {
    id: id(),
    /** Names the file in addresses: 128 bits of chance, so that nobody counts through them. */
    token: text("token").notNull(),
    /** As the sender called it, without what no name should hold; its ending says what the content is. */
    name: text("name").notNull(),
    /** What the content is, whatever name and sender say. */
    kind: text("kind").$type<FileKind>().notNull(),
    bytes: integer("bytes").notNull(),
    sha256: text("sha256").notNull(),
    /** Nothing once the bytes of a removed file are gone. */
    storedKey: text("stored_key"),
    /** Nobody where the sender was not signed in. */
    uploadedBy: integer("uploaded_by"),
    at: instant("at").notNull(),
    removedAt: instant("removed_at"),
  },
  (t) => [
    foreignKey({ name: "files_account_fk", columns: [t.uploadedBy], foreignColumns: [accounts.id] }),
    unique("files_token_unique").on(t.token),
    unique("files_stored_key_unique").on(t.storedKey),
    index("files_removed_index").on(t.removedAt),
  ],
)
