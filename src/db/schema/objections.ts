import { boolean, foreignKey, index, integer, pgTable, text, unique } from "drizzle-orm/pg-core"
import { id, instant, version } from "../columns.ts"
import type { ObjectionChannel, ObjectionState, ObjectionStepKind } from "../words.ts"
import { accounts } from "./accounts.ts"
import { files } from "./files.ts"
import { notices } from "./notices.ts"

/** An objection to one line of a notice, or to all of it. What was written and by whom is sealed. */
export const objections = pgTable(
  "objections",
  {
    id: id(),
    noticeId: integer("notice_id").notNull(),
    /** The list that was shown when it came. */
    listNumber: integer("list_number").notNull(),
    /** Counts within the notice. */
    serial: integer("serial").notNull(),
    /** Made with the form, so that a form sent twice is one objection. */
    once: text("once").notNull(),
    /** The key of the line; nothing where the objection is to all of it. */
    key: text("key"),
    channel: text("channel").$type<ObjectionChannel>().notNull(),
    isNamed: boolean("is_named").notNull(),
    /** Sealed: the text, and name, way of contact and mail of whoever objects. */
    statementSealed: text("statement_sealed").notNull(),
    /** Hash of the code on the receipt. */
    codeHash: text("code_hash").notNull(),
    lang: text("lang").notNull(),
    receivedAt: instant("received_at").notNull(),
    /** The day on the postmark decides whether a letter came in time. */
    postmarkedOn: text("postmarked_on"),
    isTimely: boolean("is_timely").notNull(),
    state: text("state").$type<ObjectionState>().notNull(),
    version: version(),
    enteredBy: integer("entered_by"),
    /** Who looks into it: a unit and an officer by name, as the office writes it. */
    assignedTo: text("assigned_to").notNull().default(""),
    /** The responsible leader who signed the conclusion, and when. */
    leaderName: text("leader_name").notNull().default(""),
    signedOn: text("signed_on"),
    concludedAt: instant("concluded_at"),
  },
  (t) => [
    foreignKey({ name: "objections_notice_fk", columns: [t.noticeId], foreignColumns: [notices.id] }),
    foreignKey({ name: "objections_account_fk", columns: [t.enteredBy], foreignColumns: [accounts.id] }),
    unique("objections_serial_unique").on(t.noticeId, t.serial),
    unique("objections_once_unique").on(t.once),
    index("objections_state_index").on(t.state),
  ],
)

/** What was done about an objection, in order. Never changed. */
export const objectionSteps = pgTable(
  "objection_steps",
  {
    id: id(),
    objectionId: integer("objection_id").notNull(),
    kind: text("kind").$type<ObjectionStepKind>().notNull(),
    at: instant("at").notNull(),
    byAccountId: integer("by_account_id"),
    /** Sealed: findings, conclusion, reply. */
    bodySealed: text("body_sealed"),
  },
  (t) => [
    foreignKey({ name: "objection_steps_objection_fk", columns: [t.objectionId], foreignColumns: [objections.id] }),
    foreignKey({ name: "objection_steps_account_fk", columns: [t.byAccountId], foreignColumns: [accounts.id] }),
    index("objection_steps_objection_index").on(t.objectionId),
  ],
)

/** Files that came with an objection. */
export const objectionFiles = pgTable(
  "objection_files",
  {
    fileId: integer("file_id").primaryKey(),
    objectionId: integer("objection_id").notNull(),
  },
  (t) => [
    foreignKey({ name: "objection_files_file_fk", columns: [t.fileId], foreignColumns: [files.id] }),
    foreignKey({ name: "objection_files_objection_fk", columns: [t.objectionId], foreignColumns: [objections.id] }),
    index("objection_files_objection_index").on(t.objectionId),
  ],
)
