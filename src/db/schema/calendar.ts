import { boolean, foreignKey, integer, pgTable, text } from "drizzle-orm/pg-core"
import { instant } from "../columns.ts"
import { accounts } from "./accounts.ts"

/** A day that is not as the built-in calendar of the State Council says, or as its weekday does in a year it lacks. */
export const calendarDays = pgTable(
  "calendar_days",
  {
    day: text("day").primaryKey(),
    isWorkday: boolean("is_workday").notNull(),
    /** The announcement that says so. */
    source: text("source").notNull(),
    setBy: integer("set_by").notNull(),
    setAt: instant("set_at").notNull(),
  },
  (t) => [foreignKey({ name: "calendar_days_account_fk", columns: [t.setBy], foreignColumns: [accounts.id] })],
)

/** A year whose holidays were entered here from the announcement, so that it counts as known. */
export const calendarYears = pgTable(
  "calendar_years",
  {
    year: integer("year").primaryKey(),
    source: text("source").notNull(),
    setBy: integer("set_by").notNull(),
    setAt: instant("set_at").notNull(),
  },
  (t) => [foreignKey({ name: "calendar_years_account_fk", columns: [t.setBy], foreignColumns: [accounts.id] })],
)
