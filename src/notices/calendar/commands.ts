import { eq } from "drizzle-orm"
import { mayKeepCalendar } from "#accounts/permissions.ts"
import { record } from "#audit/record.ts"
import { type Scope, transact } from "#db/db.ts"
import { calendarDays, calendarYears } from "#db/schema/index.ts"
import { ok, type Result, refuse } from "#lib/result.ts"
import type { DayForm, YearForm } from "./forms.ts"

/** What every change of the calendar says of itself; notices that are open keep the period they were opened with. */
const subjectOf = (year: number) => ({ kind: "calendar", id: year })

const yearOf = (day: string): number => Number(day.slice(0, 4))

/** Says that a day is worked or free, whatever the built-in calendar says. */
export const setDay = (scope: Scope, given: DayForm) =>
  transact(scope, async (inner): Promise<Result<void>> => {
    const { actor, db, now } = inner
    if (actor.kind !== "account" || !mayKeepCalendar(actor)) return refuse({ code: "not_found" })
    const { day, work, source } = given
    const set = { isWorkday: work === "yes", source, setBy: actor.accountId, setAt: now }
    await db
      .insert(calendarDays)
      .values({ day, ...set })
      .onConflictDoUpdate({ target: calendarDays.day, set })
    await record(inner, "calendar.set_day", subjectOf(yearOf(day)), { day, isWorkday: set.isWorkday, source })
    return ok(undefined)
  })

/** Takes back what was said of a day; that it is gone already is no fault. */
export const clearDay = (scope: Scope, day: string) =>
  transact(scope, async (inner): Promise<Result<void>> => {
    if (!mayKeepCalendar(inner.actor)) return refuse({ code: "not_found" })
    const gone = await inner.db.delete(calendarDays).where(eq(calendarDays.day, day)).returning()
    if (gone.length > 0) await record(inner, "calendar.clear_day", subjectOf(yearOf(day)), { day })
    return ok(undefined)
  })

/** Says that the holidays of a year are all entered, from which announcement. */
export const announceYear = (scope: Scope, { year, source }: YearForm) =>
  transact(scope, async (inner): Promise<Result<void>> => {
    const { actor, db, now } = inner
    if (actor.kind !== "account" || !mayKeepCalendar(actor)) return refuse({ code: "not_found" })
    const set = { source, setBy: actor.accountId, setAt: now }
    await db
      .insert(calendarYears)
      .values({ year, ...set })
      .onConflictDoUpdate({ target: calendarYears.year, set })
    await record(inner, "calendar.announce_year", subjectOf(year), { year, source })
    return ok(undefined)
  })
