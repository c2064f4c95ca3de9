const offsetMinutes = 8 * 60

/** The federation's wall clock (China has one time zone, UTC+8, without summer time). */
const local = (date: Date) => new Date(date.getTime() + offsetMinutes * 60_000).toISOString()

/** `2026-05-01`. */
export const dayOf = (date: Date): string => local(date).slice(0, 10)

/** `2026-05-01 14:30`, 24 hours. */
export const minuteOf = (date: Date): string => local(date).slice(0, 16).replace("T", " ")

/** `14:30:05`. */
export const secondOf = (date: Date): string => local(date).slice(11, 19)

const dayPattern = /^(\d{4})-(\d{2})-(\d{2})$/

/** Whether the text is a day that exists, such as `2024-02-29`. */
export function isDay(text: string): boolean {
  if (!dayPattern.test(text)) return false
  const date = new Date(`${text}T00:00:00Z`)
  return !Number.isNaN(date.getTime()) && date.toISOString().slice(0, 10) === text
}

/** The day so many days after another, or before it. */
export const dayAfter = (day: string, days = 1): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)

/** The same day so many months later, or before; the last of the month where that month has no such day. */
export function monthsAfter(day: string, months: number): string {
  const [year = 0, month = 0, date = 0] = day.split("-").map(Number)
  const first = new Date(Date.UTC(year, month - 1 + months, 1))
  const last = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate()
  return dayAfter(first.toISOString().slice(0, 10), Math.min(date, last) - 1)
}

/** 0 on Sundays to 6 on Saturdays. */
export const weekdayOf = (day: string): number => new Date(`${day}T00:00:00Z`).getUTCDay()

/** The first instant of a local day. */
export const startOfDay = (day: string): Date => new Date(`${day}T00:00:00+08:00`)

/** The instant of a local minute `2026-05-01 14:30` (also with a `T`), or nothing if it does not exist. */
export function minuteToDate(text: string): Date | undefined {
  const [day = "", time = ""] = text.trim().split(/[ T]/)
  if (!isDay(day) || !/^([01]\d|2[0-3]):[0-5]\d$/.test(time)) return undefined
  return new Date(`${day}T${time}:00+08:00`)
}

/** Whole years between a birth date and a day, both `YYYY-MM-DD`. */
export function ageOn(birth: string, day: string): number {
  const years = Number(day.slice(0, 4)) - Number(birth.slice(0, 4))
  return day.slice(5) < birth.slice(5) ? years - 1 : years
}
