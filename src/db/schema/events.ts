import { boolean, foreignKey, integer, jsonb, pgTable, text, unique } from "drizzle-orm/pg-core"
import { createdAt, id, version } from "../columns.ts"
import type { EntrantGroup, EventState, SkillLevel } from "../words.ts"
import { contests } from "./contests.ts"

/** Who may enter; an absent member asks nothing. Ages in whole years on the contest's first day. */
export type Eligibility = { minAge?: number; maxAge?: number; minSkill?: SkillLevel; maxSkill?: SkillLevel }

/** An event (赛项): one trade, one rule set, one ranking. */
export const events = pgTable(
  "events",
  {
    id: id(),
    contestId: integer("contest_id").notNull(),
    code: text("code").notNull(),
    titleZh: text("title_zh").notNull(),
    titleEn: text("title_en").notNull(),
    occupationCode: text("occupation_code"),
    entrantGroup: text("entrant_group").$type<EntrantGroup>().notNull(),
    eligibility: jsonb("eligibility").$type<Eligibility>().notNull(),
    perUnitLimit: integer("per_unit_limit"),
    capacity: integer("capacity"),
    /** Whether the public page shows single judges' marks. */
    showsJudgeMarks: boolean("shows_judge_marks").notNull().default(false),
    state: text("state").$type<EventState>().notNull().default("draft"),
    createdAt: createdAt(),
    version: version(),
  },
  (t) => [
    foreignKey({ name: "events_contest_fk", columns: [t.contestId], foreignColumns: [contests.id] }),
    unique("events_code_unique").on(t.contestId, t.code),
  ],
)
