import { dayAfter } from "#lib/dates.ts"
import { type Calendar, endsAt, lastDay, unknownYears } from "../calendar/working-days.ts"

export type Period = {
  readonly firstDay: string
  readonly lastDay: string
  readonly endsAt: Date
  /** Years whose holidays nobody has announced: counted by weekdays alone. */
  readonly assumedYears: readonly number[]
}

/** The period of a notice that begins on a day. */
export function periodFrom(
  firstDay: string,
  { workingDays, closingTime }: { readonly workingDays: number; readonly closingTime: string },
  calendar: Calendar,
): Period {
  const last = lastDay(firstDay, workingDays, calendar)
  return {
    firstDay,
    lastDay: last,
    endsAt: endsAt(last, closingTime),
    assumedYears: unknownYears(firstDay, last, calendar),
  }
}

/** A period begins today or within 30 days: what was not up yesterday cannot have been objected to. */
export function firstDayFault(firstDay: string, today: string): "first_day_past" | "first_day_far" | undefined {
  if (firstDay < today) return "first_day_past"
  return firstDay > dayAfter(today, 30) ? "first_day_far" : undefined
}
