import { foreignKey, integer, jsonb, pgTable, text, unique } from "drizzle-orm/pg-core"
import { createdAt, id, instant, version } from "../columns.ts"
import type { BatchKind, ProgrammeState } from "../words.ts"
import { accounts } from "./accounts.ts"
import { honours } from "./register.ts"
import { units } from "./units.ts"

/** One selection of honours, such as the May Day honours of a city in one year. */
export const programmes = pgTable(
  "programmes",
  {
    id: id(),
    slug: text("slug").notNull(),
    /** Whose honours office runs it. */
    unitId: integer("unit_id").notNull(),
    titleZh: text("title_zh").notNull(),
    titleEn: text("title_en").notNull(),
    year: integer("year").notNull(),
    batch: text("batch").$type<BatchKind>().notNull(),
    state: text("state").$type<ProgrammeState>().notNull().default("draft"),
    /** Nominations are taken from the first instant and up to, not with, the second. */
    opensAt: instant("opens_at"),
    closesAt: instant("closes_at"),
    createdAt: createdAt(),
    version: version(),
  },
  (t) => [
    foreignKey({ name: "programmes_unit_fk", columns: [t.unitId], foreignColumns: [units.id] }),
    unique("programmes_slug_unique").on(t.slug),
  ],
)

/** The definitions of a programme: never changed, a later one replaces an earlier and says why. */
export const programmeDefinitions = pgTable(
  "programme_definitions",
  {
    id: id(),
    programmeId: integer("programme_id").notNull(),
    number: integer("number").notNull(),
    /** `Definition` of honours/programmes/definition.ts. */
    definition: jsonb("definition").$type<unknown>().notNull(),
    reason: text("reason").notNull(),
    createdBy: integer("created_by"),
    createdAt: createdAt(),
  },
  (t) => [
    foreignKey({
      name: "programme_definitions_programme_fk",
      columns: [t.programmeId],
      foreignColumns: [programmes.id],
    }),
    foreignKey({ name: "programme_definitions_account_fk", columns: [t.createdBy], foreignColumns: [accounts.id] }),
    unique("programme_definitions_number_unique").on(t.programmeId, t.number),
  ],
)

/** How many of an honour a recommending unit may recommend. */
export const allotments = pgTable(
  "allotments",
  {
    id: id(),
    programmeId: integer("programme_id").notNull(),
    /** The recommending unit: a district federation, an industry union, an enterprise. */
    unitId: integer("unit_id").notNull(),
    honourId: integer("honour_id").notNull(),
    seats: integer("seats").notNull(),
    /** Seats that only some may fill, such as one for the front line: `TypedSeats` of honours/programmes/seats.ts. */
    typed: jsonb("typed").$type<unknown>().notNull(),
    version: version(),
  },
  (t) => [
    foreignKey({ name: "allotments_programme_fk", columns: [t.programmeId], foreignColumns: [programmes.id] }),
    foreignKey({ name: "allotments_unit_fk", columns: [t.unitId], foreignColumns: [units.id] }),
    foreignKey({ name: "allotments_honour_fk", columns: [t.honourId], foreignColumns: [honours.id] }),
    unique("allotments_seat_unique").on(t.programmeId, t.unitId, t.honourId),
  ],
)
