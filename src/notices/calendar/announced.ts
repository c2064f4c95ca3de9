import announced from "chinese-days/dist/chinese-days.json" with { type: "json" }
import type { Calendar } from "./working-days.ts"

export type ChangedDay = { readonly day: string; readonly isWorkday: boolean }

const entries = [
  ...Object.keys(announced.holidays).map((day) => [day, false] as const),
  ...Object.keys(announced.workdays).map((day) => [day, true] as const),
]

/** What the State Council has announced, year by year, as far as this version knows. */
export const announcedDays: ReadonlyMap<string, boolean> = new Map(entries)
export const announcedYears: ReadonlySet<number> = new Set(entries.map(([day]) => Number(day.slice(0, 4))))

const names: Readonly<Record<string, string>> = { ...announced.holidays, ...announced.workdays }

/** The holiday that a day belongs to, in both languages. */
export function holidayOf(day: string): { zh: string; en: string } | undefined {
  const [en, zh] = names[day]?.split(",") ?? []
  return en && zh ? { zh, en } : undefined
}

/** The announced calendar with what was entered here on top of it. */
export const calendarWith = (days: readonly ChangedDay[], years: readonly number[]): Calendar => ({
  changed: new Map([...announcedDays, ...days.map(({ day, isWorkday }) => [day, isWorkday] as const)]),
  years: new Set([...announcedYears, ...years]),
})
