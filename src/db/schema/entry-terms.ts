import { foreignKey, index, integer, jsonb, pgTable, text, unique } from "drizzle-orm/pg-core"
import { createdAt, id, instant, version } from "../columns.ts"
import type { TermActKind, TermState } from "../words.ts"
import { accounts } from "./accounts.ts"
import { registerEntries } from "./register-entries.ts"

/** A grade of honours that are held for a time, such as three stars. */
export type TermGrade = { readonly key: string; readonly title: { readonly zh: string; readonly en: string } }

/** Until when an honour is held, and when it is looked at again: studios, star ratings (domain.md 3.7, 3.8). */
export const entryTerms = pgTable(
  "entry_terms",
  {
    id: id(),
    entryId: integer("entry_id").notNull(),
    years: integer("years").notNull(),
    reconfirmationMonths: integer("reconfirmation_months").notNull(),
    /** Highest first; empty where the honour has none. */
    grades: jsonb("grades").$type<readonly TermGrade[]>().notNull(),
    grade: text("grade").notNull().default(""),
    state: text("state").$type<TermState>().notNull().default("held"),
    endsOn: text("ends_on").notNull(),
    /** The day from which it is due for reconfirmation. */
    dueFrom: text("due_from").notNull(),
    createdAt: createdAt(),
    version: version(),
  },
  (t) => [
    foreignKey({ name: "entry_terms_entry_fk", columns: [t.entryId], foreignColumns: [registerEntries.id] }),
    unique("entry_terms_entry_unique").on(t.entryId),
    index("entry_terms_due_index").on(t.state, t.dueFrom),
  ],
)

/** Every decision about such an honour, with how it stood before: never changed. */
export const termActs = pgTable(
  "term_acts",
  {
    id: id(),
    entryId: integer("entry_id").notNull(),
    act: text("act").$type<TermActKind>().notNull(),
    /** `Standing` of honours/register/terms/workflow.ts; nothing before its term began. */
    before: jsonb("before").$type<{ state: TermState; grade: string; endsOn: string }>(),
    grade: text("grade").notNull(),
    endsOn: text("ends_on").notNull(),
    documentNumber: text("document_number").notNull(),
    decidedOn: text("decided_on").notNull(),
    /** What the decision rests on, such as the assessment. */
    basis: text("basis").notNull(),
    byAccountId: integer("by_account_id"),
    at: instant("at").notNull(),
  },
  (t) => [
    foreignKey({ name: "term_acts_entry_fk", columns: [t.entryId], foreignColumns: [registerEntries.id] }),
    foreignKey({ name: "term_acts_account_fk", columns: [t.byAccountId], foreignColumns: [accounts.id] }),
    index("term_acts_entry_index").on(t.entryId, t.id),
  ],
)
