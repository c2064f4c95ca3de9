import { and, asc, eq, gte, lte } from "drizzle-orm"
import type { Scope } from "#db/db.ts"
import { calendarDays, calendarYears } from "#db/schema/index.ts"
import { weekdayOf } from "#lib/dates.ts"
import { announcedDays, announcedYears, calendarWith, holidayOf } from "./announced.ts"
import type { Calendar } from "./working-days.ts"

/** The calendar by which notices are counted now. */
export async function calendarOf({ db }: Scope): Promise<Calendar> {
  const days = await db.select({ day: calendarDays.day, isWorkday: calendarDays.isWorkday }).from(calendarDays)
  const years = await db.select({ year: calendarYears.year }).from(calendarYears)
  return calendarWith(
    days,
    years.map(({ year }) => year),
  )
}

export type CalendarLine = {
  readonly day: string
  readonly weekday: number
  readonly isWorkday: boolean
  readonly holiday: { zh: string; en: string } | undefined
  /** Where it was entered here: the announcement that says so. */
  readonly source: string | undefined
}

/** The days of a year that differ from their weekdays, in order, and whether all of them are known. */
export async function yearOf({ db }: Scope, year: number) {
  const within = and(gte(calendarDays.day, `${year}-01-01`), lte(calendarDays.day, `${year}-12-31`))
  const set = await db.select().from(calendarDays).where(within).orderBy(asc(calendarDays.day))
  const [entered] = await db.select().from(calendarYears).where(eq(calendarYears.year, year))
  const days = new Set([
    ...[...announcedDays.keys()].filter((day) => day.startsWith(`${year}-`)),
    ...set.map(({ day }) => day),
  ])
  const lines = [...days].sort().map((day): CalendarLine => {
    const here = set.find((one) => one.day === day)
    const isWorkday = here?.isWorkday ?? announcedDays.get(day) ?? false
    return { day, weekday: weekdayOf(day), isWorkday, holiday: holidayOf(day), source: here?.source }
  })
  return { year, lines, isAnnounced: announcedYears.has(year), entered }
}
