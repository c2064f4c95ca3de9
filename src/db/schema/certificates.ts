import { boolean, foreignKey, index, integer, pgTable, text, unique } from "drizzle-orm/pg-core"
import { id, instant } from "../columns.ts"
import { accounts } from "./accounts.ts"
import { registerEntries } from "./register-entries.ts"

/** The certificate of an entry of the register. What it says is the entry's own: a correction reaches it at once. */
export const certificates = pgTable(
  "certificates",
  {
    id: id(),
    entryId: integer("entry_id").notNull(),
    /** By which anybody checks it: 16 signs of chance, so that nobody counts from one holder to the next. */
    code: text("code").notNull(),
    issuedAt: instant("issued_at").notNull(),
  },
  (t) => [
    foreignKey({ name: "certificates_entry_fk", columns: [t.entryId], foreignColumns: [registerEntries.id] }),
    unique("certificates_entry_unique").on(t.entryId),
    unique("certificates_code_unique").on(t.code),
  ],
)

/** Certificates that were printed together: by whom, when, and why where one had been printed before. */
export const certificatePrints = pgTable(
  "certificate_prints",
  {
    id: id(),
    accountId: integer("account_id"),
    reason: text("reason").notNull(),
    at: instant("at").notNull(),
  },
  (t) => [
    foreignKey({ name: "certificate_prints_account_fk", columns: [t.accountId], foreignColumns: [accounts.id] }),
    index("certificate_prints_at_index").on(t.at),
  ],
)

/** One sheet of such a print: never changed. */
export const certificatePrintLines = pgTable(
  "certificate_print_lines",
  {
    id: id(),
    printId: integer("print_id").notNull(),
    certificateId: integer("certificate_id").notNull(),
    position: integer("position").notNull(),
    /** Whether it had been printed before. */
    isReprint: boolean("is_reprint").notNull(),
  },
  (t) => [
    foreignKey({
      name: "certificate_print_lines_print_fk",
      columns: [t.printId],
      foreignColumns: [certificatePrints.id],
    }),
    foreignKey({
      name: "certificate_print_lines_certificate_fk",
      columns: [t.certificateId],
      foreignColumns: [certificates.id],
    }),
    unique("certificate_print_lines_unique").on(t.printId, t.certificateId),
    index("certificate_print_lines_certificate_index").on(t.certificateId),
  ],
)
