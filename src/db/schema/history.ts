import { foreignKey, index, integer, jsonb, pgTable, text, unique } from "drizzle-orm/pg-core"
import { createdAt, id, instant, version } from "../columns.ts"
import type { HistoryPersonChoice, HistoryRowState, HistoryState, HistoryUnitChoice } from "../words.ts"
import { accounts } from "./accounts.ts"
import { people } from "./people.ts"
import { honours } from "./register.ts"
import { registerEntries } from "./register-entries.ts"
import { units } from "./units.ts"

/** A file of old honours on its way into the register: its owner may leave and come back until it is imported. */
export const historyImports = pgTable(
  "history_imports",
  {
    id: id(),
    accountId: integer("account_id").notNull(),
    fileName: text("file_name").notNull(),
    /** SHA-256 of the bytes: the same file is recognised. */
    fileHash: text("file_hash").notNull(),
    state: text("state").$type<HistoryState>().notNull().default("draft"),
    rows: integer("rows").notNull(),
    added: integer("added").notNull().default(0),
    closedAt: instant("closed_at"),
    createdAt: createdAt(),
    version: version(),
  },
  (t) => [
    foreignKey({ name: "history_imports_account_fk", columns: [t.accountId], foreignColumns: [accounts.id] }),
    index("history_imports_account_index").on(t.accountId, t.id),
  ],
)

/** One row of such a file: what stood there, what it was taken for, and what the officer chose. Later the entry's source. */
export const historyRows = pgTable(
  "history_rows",
  {
    id: id(),
    importId: integer("import_id").notNull(),
    row: integer("row").notNull(),
    /** The cells, sealed; nothing once the row is imported or the file discarded. */
    givenSealed: text("given_sealed"),
    /** Where in the archive it stands: volume and page. */
    archive: text("archive").notNull().default(""),
    honourId: integer("honour_id"),
    year: integer("year"),
    yearTo: integer("year_to"),
    /** The unit as written; one spelling is decided once. */
    unitText: text("unit_text").notNull(),
    unitId: integer("unit_id"),
    unitChoice: text("unit_choice").$type<HistoryUnitChoice>().notNull(),
    /** Units that it may be, likeliest first. */
    unitSuggestions: jsonb("unit_suggestions").$type<readonly number[]>().notNull(),
    /** Keyed hash of name, unit and birth year: rows that share it seem to be one person. */
    personKey: text("person_key").notNull().default(""),
    personId: integer("person_id"),
    personChoice: text("person_choice").$type<HistoryPersonChoice>().notNull(),
    personSuggestions: jsonb("person_suggestions").$type<readonly number[]>().notNull(),
    /** Codes of what is in the way, as honours/history/issues.ts lists them. */
    issues: text("issues").array().notNull(),
    state: text("state").$type<HistoryRowState>().notNull(),
    /** The entry that it became, or that was there before. */
    entryId: integer("entry_id"),
    version: version(),
  },
  (t) => [
    foreignKey({ name: "history_rows_import_fk", columns: [t.importId], foreignColumns: [historyImports.id] }),
    foreignKey({ name: "history_rows_honour_fk", columns: [t.honourId], foreignColumns: [honours.id] }),
    foreignKey({ name: "history_rows_unit_fk", columns: [t.unitId], foreignColumns: [units.id] }),
    foreignKey({ name: "history_rows_person_fk", columns: [t.personId], foreignColumns: [people.id] }),
    foreignKey({ name: "history_rows_entry_fk", columns: [t.entryId], foreignColumns: [registerEntries.id] }),
    unique("history_rows_row_unique").on(t.importId, t.row),
    index("history_rows_state_index").on(t.importId, t.state),
    index("history_rows_unit_index").on(t.importId, t.unitText),
    index("history_rows_person_index").on(t.importId, t.personKey),
    index("history_rows_entry_index").on(t.entryId),
  ],
)
