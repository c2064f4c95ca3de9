import { sql } from "drizzle-orm"
import { index, integer, pgTable, text, uniqueIndex } from "drizzle-orm/pg-core"
import { id, instant } from "../columns.ts"

/** All entries of one honour, year and grade: what a board lists under one heading. Made by triggers, never changed. */
export const registerRolls = pgTable(
  "register_rolls",
  {
    id: id(),
    honourId: integer("honour_id").notNull(),
    year: integer("year"),
    yearTo: integer("year_to"),
    gradeRank: integer("grade_rank").notNull(),
    gradeZh: text("grade_zh").notNull(),
    gradeEn: text("grade_en").notNull(),
  },
  (t) => [
    uniqueIndex("register_rolls_unique").on(
      t.honourId,
      sql`coalesce(${t.year}, 0)`,
      sql`coalesce(${t.yearTo}, 0)`,
      t.gradeRank,
      t.gradeZh,
      t.gradeEn,
    ),
  ],
)

/**
 * How many entries each roll gained or lost in each place, from when the public may count them: the sum of what is
 * visible is the count. Rows are only added, by triggers in the transaction that changes the register, so nobody waits
 * for anybody; db/gate.ts says which count, and `foldCounts` adds up what has long been visible.
 */
export const boardCounts = pgTable(
  "board_counts",
  {
    /** 0 for all rolls together. */
    rollId: integer("roll_id").notNull(),
    /** A district; -1 for every place, and -2 for every place that is known. */
    district: integer("district").notNull(),
    /** A section of GB/T 4754; `*` for all of them. */
    section: text("section").notNull(),
    visibleFrom: instant("visible_from").notNull(),
    count: integer("count").notNull(),
  },
  (t) => [
    index("board_counts_place_index").on(t.district, t.section, t.rollId, t.visibleFrom, t.count),
    index("board_counts_roll_index").on(t.rollId, t.section, t.district, t.visibleFrom, t.count),
  ],
)

/** The same for what each decision conferred. */
export const decisionCounts = pgTable(
  "decision_counts",
  {
    honourId: integer("honour_id").notNull(),
    year: integer("year"),
    documentNumber: text("document_number").notNull(),
    decidedOn: text("decided_on").notNull(),
    decisionId: integer("decision_id"),
    visibleFrom: instant("visible_from").notNull(),
    count: integer("count").notNull(),
  },
  (t) => [index("decision_counts_honour_index").on(t.honourId, t.decidedOn)],
)
