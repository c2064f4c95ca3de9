import { boolean, date, foreignKey, index, integer, pgTable, text } from "drizzle-orm/pg-core"
import { createdAt, id, version } from "../columns.ts"
import type { IdentityClass, Sex, SkillLevel } from "../words.ts"
import { units } from "./units.ts"

export const people = pgTable(
  "people",
  {
    id: id(),
    unitId: integer("unit_id").notNull(),
    name: text("name").notNull(),
    sex: text("sex").$type<Sex>().notNull(),
    birthDate: date("birth_date", { mode: "string" }).notNull(),
    post: text("post").notNull(),
    identityClass: text("identity_class").$type<IdentityClass>().notNull(),
    skillLevel: text("skill_level").$type<SkillLevel>(),
    isStudent: boolean("is_student").notNull().default(false),
    searchKey: text("search_key").notNull(),
    sortPinyin: text("sort_pinyin").notNull(),
    createdAt: createdAt(),
    version: version(),
  },
  (t) => [
    foreignKey({ name: "people_unit_fk", columns: [t.unitId], foreignColumns: [units.id] }),
    index("people_unit_index").on(t.unitId, t.sortPinyin),
  ],
)
