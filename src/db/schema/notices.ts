import { sql } from "drizzle-orm"
import { boolean, foreignKey, index, integer, jsonb, pgTable, text, unique } from "drizzle-orm/pg-core"
import { createdAt, id, instant, version } from "../columns.ts"
import type { ListOrder, NoticeState, StrikeCause, UpheldEffect } from "../words.ts"
import { accounts } from "./accounts.ts"
import { units } from "./units.ts"

/** One line of a public list. It has no place for a number, a telephone or a birth date, so that none can get there. */
export type ListedRow = {
  readonly name: string
  readonly unit: string
  readonly post: string
  readonly award: string
  readonly note: string
}

/** A line with the key by which its subject knows the nominee; the key is never shown. */
export type KeyedRow = ListedRow & { readonly key: string }

/** A public notice (公示): what is shown, for how long, and how to object. */
export const notices = pgTable(
  "notices",
  {
    id: id(),
    /** What the notice is about, as the slice that asked for it names it; unknown to this area. */
    subjectKind: text("subject_kind").notNull(),
    subjectId: text("subject_id").notNull(),
    /** Which notice of that subject: a route may have several. */
    step: text("step").notNull(),
    /** The path at which everybody reads what it is about; empty where there is none. */
    about: text("about").notNull().default(""),
    unitId: integer("unit_id").notNull(),
    title: text("title").notNull(),
    /** On what grounds it is shown. */
    basis: text("basis").notNull(),
    /** Where to object: data of the office, not of a person. */
    address: text("address").notNull(),
    phone: text("phone").notNull(),
    mail: text("mail").notNull(),
    workingDays: integer("working_days").notNull(),
    /** The local minute of the last day at which it ends, such as `17:00`; `24:00` is the end of the day. */
    closingTime: text("closing_time").notNull(),
    order: text("list_order").$type<ListOrder>().notNull(),
    onUpheld: text("on_upheld").$type<UpheldEffect>().notNull(),
    /** The notice of the level below, which must be closed before this one opens. */
    afterNoticeId: integer("after_notice_id"),
    /** Notices of levels below in which its nominees stand: it does not close before they have. */
    closesAfter: integer("closes_after").array().notNull().default(sql`'{}'`),
    /** The list while it is a draft. */
    rows: jsonb("rows").$type<readonly KeyedRow[]>().notNull(),
    state: text("state").$type<NoticeState>().notNull(),
    version: version(),
    createdBy: integer("created_by"),
    createdAt: createdAt(),
    endedAt: instant("ended_at"),
    endedBy: integer("ended_by"),
    /** The conclusion of a closed notice, or why it was withdrawn. */
    ending: text("ending").notNull().default(""),
  },
  (t) => [
    foreignKey({ name: "notices_unit_fk", columns: [t.unitId], foreignColumns: [units.id] }),
    foreignKey({ name: "notices_after_fk", columns: [t.afterNoticeId], foreignColumns: [t.id] }),
    foreignKey({ name: "notices_created_by_fk", columns: [t.createdBy], foreignColumns: [accounts.id] }),
    foreignKey({ name: "notices_ended_by_fk", columns: [t.endedBy], foreignColumns: [accounts.id] }),
    unique("notices_subject_unique").on(t.subjectKind, t.subjectId, t.step),
    index("notices_state_index").on(t.state),
  ],
)

/** A list as it was frozen when its period began; a changed list is a new one that says why. Never changed. */
export const noticeLists = pgTable(
  "notice_lists",
  {
    id: id(),
    noticeId: integer("notice_id").notNull(),
    number: integer("number").notNull(),
    /** What is shown, byte for byte, with its period: the hash is that of this text. */
    content: text("content").notNull(),
    hash: text("hash").notNull(),
    rows: jsonb("rows").$type<readonly KeyedRow[]>().notNull(),
    firstDay: text("first_day").notNull(),
    lastDay: text("last_day").notNull(),
    endsAt: instant("ends_at").notNull(),
    /** Years of the period whose holidays nobody knew when it was counted. */
    assumedYears: jsonb("assumed_years").$type<readonly number[]>().notNull(),
    /** Why it replaces the one before; empty in the first. */
    reason: text("reason").notNull(),
    frozenBy: integer("frozen_by"),
    frozenAt: instant("frozen_at").notNull(),
  },
  (t) => [
    foreignKey({ name: "notice_lists_notice_fk", columns: [t.noticeId], foreignColumns: [notices.id] }),
    foreignKey({ name: "notice_lists_account_fk", columns: [t.frozenBy], foreignColumns: [accounts.id] }),
    unique("notice_lists_number_unique").on(t.noticeId, t.number),
  ],
)

/** A line that was struck out, with words that everybody reads. */
export const noticeStrikes = pgTable(
  "notice_strikes",
  {
    id: id(),
    noticeId: integer("notice_id").notNull(),
    key: text("key").notNull(),
    cause: text("cause").$type<StrikeCause>().notNull(),
    words: text("words").notNull(),
    struckBy: integer("struck_by"),
    at: instant("at").notNull(),
  },
  (t) => [
    foreignKey({ name: "notice_strikes_notice_fk", columns: [t.noticeId], foreignColumns: [notices.id] }),
    foreignKey({ name: "notice_strikes_account_fk", columns: [t.struckBy], foreignColumns: [accounts.id] }),
    unique("notice_strikes_key_unique").on(t.noticeId, t.key),
  ],
)

/** That the page was up in an hour: asked for by ourselves, or opened by a visitor. */
export const noticeSightings = pgTable(
  "notice_sightings",
  {
    id: id(),
    listId: integer("list_id").notNull(),
    /** The local hour, `2026-05-01 14`. */
    hour: text("hour").notNull(),
    byVisitor: boolean("by_visitor").notNull(),
    at: instant("at").notNull(),
    /** Whether the page answered and showed the hash of the list. */
    answered: boolean("answered").notNull(),
  },
  (t) => [
    foreignKey({ name: "notice_sightings_list_fk", columns: [t.listId], foreignColumns: [noticeLists.id] }),
    unique("notice_sightings_hour_unique").on(t.listId, t.hour, t.byVisitor),
  ],
)
