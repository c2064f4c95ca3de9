import { sql } from "drizzle-orm"
import { date, foreignKey, index, integer, pgTable, text, uniqueIndex } from "drizzle-orm/pg-core"
import { createdAt, id, instant, version } from "../columns.ts"
import { accounts } from "./accounts.ts"
import { opinionLetters } from "./opinions.ts"
import { units } from "./units.ts"

/**
 * What bars a unit, and with it those who lead it (一票否决). A trigger keeps what was recorded: it can be lifted for a
 * reason, once, and never be changed or removed.
 */
export const unitVetoes = pgTable(
  "unit_vetoes",
  {
    id: id(),
    unitId: integer("unit_id").notNull(),
    /** Key of a ground in the eligibility rules of programmes, with its name as it stood. */
    ground: text("ground").notNull(),
    titleZh: text("title_zh").notNull(),
    titleEn: text("title_en").notNull(),
    /** The department that found it. */
    source: text("source").notNull(),
    /** Its paper, such as a notice of penalty. */
    document: text("document").notNull(),
    /** The day of the event. */
    fromDay: date("from_day", { mode: "string" }).notNull(),
    /** The last day on which it bars, where the department said one; else the years of each programme's rule count. */
    untilDay: date("until_day", { mode: "string" }),
    /** The letter in which a department named it. */
    letterId: integer("letter_id"),
    recordedBy: integer("recorded_by"),
    recordedName: text("recorded_name").notNull(),
    createdAt: createdAt(),
    liftedAt: instant("lifted_at"),
    liftedBy: integer("lifted_by"),
    liftedName: text("lifted_name").notNull().default(""),
    liftReason: text("lift_reason").notNull().default(""),
    version: version(),
  },
  (t) => [
    foreignKey({ name: "unit_vetoes_unit_fk", columns: [t.unitId], foreignColumns: [units.id] }),
    foreignKey({ name: "unit_vetoes_letter_fk", columns: [t.letterId], foreignColumns: [opinionLetters.id] }),
    foreignKey({ name: "unit_vetoes_recorder_fk", columns: [t.recordedBy], foreignColumns: [accounts.id] }),
    foreignKey({ name: "unit_vetoes_lifter_fk", columns: [t.liftedBy], foreignColumns: [accounts.id] }),
    uniqueIndex("unit_vetoes_event_unique").on(t.unitId, t.ground, t.fromDay).where(sql`${t.liftedAt} is null`),
    index("unit_vetoes_unit_index").on(t.unitId),
  ],
)
