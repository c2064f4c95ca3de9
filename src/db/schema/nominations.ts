import { and, isNull, ne, type SQL, sql } from "drizzle-orm"
import {
  type AnyPgColumn,
  boolean,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  text,
  unique,
  uniqueIndex,
} from "drizzle-orm/pg-core"
import { createdAt, id, instant, version } from "../columns.ts"
import type { ConsentScope, NominationSeat, NominationState, RecipientKind, SignatureVerdict } from "../words.ts"
import { accounts } from "./accounts.ts"
import { files } from "./files.ts"
import { people } from "./people.ts"
import { programmes } from "./programmes.ts"
import { honours } from "./register.ts"
import { placings } from "./results.ts"
import { units } from "./units.ts"

/** Somebody, a unit or a team put forward for an honour of a programme. */
export const nominations = pgTable(
  "nominations",
  {
    id: id(),
    programmeId: integer("programme_id").notNull(),
    honourId: integer("honour_id").notNull(),
    recipientKind: text("recipient_kind").$type<RecipientKind>().notNull(),
    personId: integer("person_id"),
    /** The nominated unit, or that of the person or team. */
    unitId: integer("unit_id").notNull(),
    teamName: text("team_name").notNull().default(""),
    /** Whose seat it takes: the unit whose allotment it counts in. */
    recommendingUnitId: integer("recommending_unit_id").notNull(),
    /** The name that lists show: the person's, the unit's or the team's. */
    name: text("name").notNull(),
    /** What the ratios and seats count, as it stood at submission: `Profile` of honours/programmes/profile.ts. */
    profile: jsonb("profile").$type<unknown>().notNull(),
    seat: text("seat").$type<NominationSeat>().notNull(),
    /** The contest placing that it is founded on. */
    placingId: integer("placing_id"),
    copiedFromId: integer("copied_from_id"),
    state: text("state").$type<NominationState>().notNull().default("draft"),
    /** Where it stands on the route; empty before it sets out and after it has ended. */
    stepKey: text("step_key").notNull().default(""),
    /** Raised whenever it is returned, so that what was signed before counts no more. */
    round: integer("round").notNull().default(1),
    dueAt: instant("due_at"),
    submittedAt: instant("submitted_at"),
    /** Of all that was submitted; stands on the receipt. */
    contentHash: text("content_hash").notNull().default(""),
    receipt: text("receipt").notNull().default(""),
    searchKey: text("search_key").notNull(),
    sortPinyin: text("sort_pinyin").notNull(),
    sortStroke: text("sort_stroke").notNull(),
    createdBy: integer("created_by"),
    createdAt: createdAt(),
    version: version(),
  },
  (t) => [
    foreignKey({ name: "nominations_programme_fk", columns: [t.programmeId], foreignColumns: [programmes.id] }),
    foreignKey({ name: "nominations_honour_fk", columns: [t.honourId], foreignColumns: [honours.id] }),
    foreignKey({ name: "nominations_person_fk", columns: [t.personId], foreignColumns: [people.id] }),
    foreignKey({ name: "nominations_unit_fk", columns: [t.unitId], foreignColumns: [units.id] }),
    foreignKey({ name: "nominations_recommending_fk", columns: [t.recommendingUnitId], foreignColumns: [units.id] }),
    foreignKey({ name: "nominations_placing_fk", columns: [t.placingId], foreignColumns: [placings.id] }),
    foreignKey({ name: "nominations_copied_fk", columns: [t.copiedFromId], foreignColumns: [t.id as AnyPgColumn] }),
    foreignKey({ name: "nominations_account_fk", columns: [t.createdBy], foreignColumns: [accounts.id] }),
    /**
     * A person stands once in a programme, whoever nominates; so does a unit for an honour, and a team of a unit. What was
     * withdrawn stands in nobody's way.
     */
    uniqueIndex("nominations_person_unique").on(t.programmeId, t.personId).where(ne(t.state, sql`'withdrawn'`)),
    uniqueIndex("nominations_recipient_unique")
      .on(t.programmeId, t.honourId, t.unitId, t.teamName)
      .where(and(isNull(t.personId), ne(t.state, sql`'withdrawn'`)) as SQL),
    uniqueIndex("nominations_placing_unique").on(t.programmeId, t.placingId).where(ne(t.state, sql`'withdrawn'`)),
    index("nominations_list_index").on(t.programmeId, t.honourId, t.state),
    /** For the lists in the order of names, by honour, and of what is late. */
    index("nominations_name_index").on(t.sortStroke, t.id),
    index("nominations_honour_index").on(t.honourId, t.state),
    index("nominations_due_index").on(t.dueAt, t.id).where(sql`${t.state} = 'underway'`),
    index("nominations_recommending_index").on(t.recommendingUnitId, t.programmeId),
    index("nominations_unit_index").on(t.unitId, t.programmeId),
  ],
)

/** One section of a nomination's papers: saved by itself, so that two tabs never overwrite each other. */
export const nominationSections = pgTable(
  "nomination_sections",
  {
    id: id(),
    nominationId: integer("nomination_id").notNull(),
    section: text("section").notNull(),
    fields: jsonb("fields").$type<Record<string, string>>().notNull(),
    /** Whether whoever fills it in has said that it is complete. */
    isDone: boolean("is_done").notNull().default(false),
    savedAt: instant("saved_at").notNull(),
    version: version(),
  },
  (t) => [
    foreignKey({
      name: "nomination_sections_nomination_fk",
      columns: [t.nominationId],
      foreignColumns: [nominations.id],
    }),
    unique("nomination_sections_section_unique").on(t.nominationId, t.section),
  ],
)

/** Everything that was signed, returned, withdrawn or lost on the way: never changed. */
export const nominationActs = pgTable(
  "nomination_acts",
  {
    id: id(),
    nominationId: integer("nomination_id").notNull(),
    stepKey: text("step_key").notNull(),
    round: integer("round").notNull(),
    /** The move of honours/nominations/course/moves.ts that it was. */
    move: text("move").notNull(),
    /** For whom it was done: a signer of the step. */
    signer: text("signer").notNull(),
    verdict: text("verdict").$type<SignatureVerdict>(),
    words: text("words").notNull().default(""),
    /** Further facts of the move: the step returned to, the deadline, votes and counts. */
    facts: jsonb("facts").$type<Record<string, unknown>>().notNull(),
    byAccountId: integer("by_account_id"),
    byName: text("by_name").notNull(),
    at: instant("at").notNull(),
  },
  (t) => [
    foreignKey({ name: "nomination_acts_nomination_fk", columns: [t.nominationId], foreignColumns: [nominations.id] }),
    foreignKey({ name: "nomination_acts_account_fk", columns: [t.byAccountId], foreignColumns: [accounts.id] }),
    index("nomination_acts_nomination_index").on(t.nominationId, t.id),
  ],
)

/** A file among the papers of a nomination, and what it proves there. */
export const nominationFiles = pgTable(
  "nomination_files",
  {
    id: id(),
    nominationId: integer("nomination_id").notNull(),
    fileId: integer("file_id").notNull(),
    /** A purpose of honours/nominations/papers/purposes.ts. */
    purpose: text("purpose").notNull(),
  },
  (t) => [
    foreignKey({ name: "nomination_files_nomination_fk", columns: [t.nominationId], foreignColumns: [nominations.id] }),
    foreignKey({ name: "nomination_files_file_fk", columns: [t.fileId], foreignColumns: [files.id] }),
    unique("nomination_files_file_unique").on(t.fileId),
    index("nomination_files_nomination_index").on(t.nominationId),
  ],
)

/** What a nominee was asked and answered, behind a link of their own; asked anew, the earlier code opens nothing. */
export const nominationConsents = pgTable(
  "nomination_consents",
  {
    id: id(),
    nominationId: integer("nomination_id").notNull(),
    codeHash: text("code_hash").notNull(),
    expiresAt: instant("expires_at").notNull(),
    askedAt: instant("asked_at").notNull(),
    answeredAt: instant("answered_at"),
    /** Whether they want to be nominated at all. */
    accepts: boolean("accepts"),
    /** To what they consent, each by itself (个人信息保护法 art. 25): see honours/nominations/consent/scopes.ts. */
    scopes: text("scopes").array().$type<ConsentScope[]>().notNull(),
    words: text("words").notNull().default(""),
  },
  (t) => [
    foreignKey({
      name: "nomination_consents_nomination_fk",
      columns: [t.nominationId],
      foreignColumns: [nominations.id],
    }),
    unique("nomination_consents_nomination_unique").on(t.nominationId),
    unique("nomination_consents_code_unique").on(t.codeHash),
  ],
)

/** Whom a mail has told of a deadline: nobody is told twice of one, and a new deadline is told anew. */
export const nominationReminders = pgTable(
  "nomination_reminders",
  {
    id: id(),
    nominationId: integer("nomination_id").notNull(),
    accountId: integer("account_id").notNull(),
    dueAt: instant("due_at").notNull(),
    remindedAt: instant("reminded_at").notNull(),
  },
  (t) => [
    foreignKey({
      name: "nomination_reminders_nomination_fk",
      columns: [t.nominationId],
      foreignColumns: [nominations.id],
    }),
    foreignKey({ name: "nomination_reminders_account_fk", columns: [t.accountId], foreignColumns: [accounts.id] }),
    unique("nomination_reminders_deadline_unique").on(t.nominationId, t.accountId, t.dueAt),
  ],
)
