import { dayAfter, minuteToDate, startOfDay, weekdayOf } from "#lib/dates.ts"

export type Calendar = {
  /** Days that differ from their weekday: true where people work, false where they are off. */
  readonly changed: ReadonlyMap<string, boolean>
  /** Years whose holidays are announced; any other is counted by weekdays alone. */
  readonly years: ReadonlySet<number>
}

/** Whether people work on a day: Monday to Friday but for holidays, and on the make-up days (调休上班日) of weekends. */
export const isWorkday = (day: string, { changed }: Calendar): boolean =>
  changed.get(day) ?? (weekdayOf(day) > 0 && weekdayOf(day) < 6)

/** The longest notice, in working days. */
export const longestNotice = 60

/** The last day of a notice of so many working days (1 to 60); the first day counts where it is one (domain 1.6-a, -c). */
export function lastDay(firstDay: string, workingDays: number, calendar: Calendar): string {
  if (!(workingDays >= 1 && workingDays <= longestNotice)) throw new Error("a notice lasts from 1 to 60 working days")
  let day = firstDay
  for (let left = workingDays; ; day = dayAfter(day)) {
    if (isWorkday(day, calendar)) left--
    if (left === 0) return day
  }
}

/** How many working days there are from one day to another, both included. */
export function workingDaysFrom(first: string, last: string, calendar: Calendar): number {
  let count = 0
  for (let day = first; day <= last; day = dayAfter(day)) if (isWorkday(day, calendar)) count++
  return count
}

/** Years of a period whose holidays nobody has announced. */
export function unknownYears(first: string, last: string, { years }: Calendar): number[] {
  const [from, until] = [Number(first.slice(0, 4)), Number(last.slice(0, 4))]
  return Array.from({ length: until - from + 1 }, (_, at) => from + at).filter((year) => !years.has(year))
}

/** Whether a text is a closing minute: `HH:MM`, or `24:00` for the end of the day. */
export const isClosingTime = (text: string): boolean => text === "24:00" || /^([01]\d|2[0-3]):[0-5]\d$/.test(text)

/** The instant from which a notice has ended; the second before it is still inside (23:59:59 of the last day). */
export function endsAt(last: string, closingTime: string): Date {
  const at = closingTime === "24:00" ? startOfDay(dayAfter(last)) : minuteToDate(`${last} ${closingTime}`)
  if (!at) throw new Error("not a closing time")
  return at
}
