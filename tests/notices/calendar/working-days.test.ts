import fc from "fast-check"
import { expect, test } from "vitest"
import { dayAfter, weekdayOf } from "#lib/dates.ts"
import { announcedDays, announcedYears, calendarWith, holidayOf } from "#notices/calendar/announced.ts"
import {
  type Calendar,
  endsAt,
  isClosingTime,
  isWorkday,
  lastDay,
  unknownYears,
  workingDaysFrom,
} from "#notices/calendar/working-days.ts"

const calendar = calendarWith([], [])

/** The worked examples of domain 1.6: each published by those who counted it. */
const examples: [string, string, number, string][] = [
  ["1.6-a: Sunday 4 February 2024 was worked", "2024-01-31", 5, "2024-02-05"],
  ["1.6-b: 12–18 March 2024", "2024-03-12", 5, "2024-03-18"],
  ["1.6-b: 29 October–2 November 2020", "2020-10-29", 3, "2020-11-02"],
  ["1.6-b: 9–16 April 2020", "2020-04-09", 6, "2020-04-16"],
  ["1.6-c: 28 April worked, 1–5 May 2024 off", "2024-04-26", 5, "2024-05-06"],
  ["a first day that is off counts nothing", "2024-05-01", 1, "2024-05-06"],
  ["one day", "2024-03-12", 1, "2024-03-12"],
  ["over the National Day of 2026, with 10 October worked", "2026-09-30", 4, "2026-10-10"],
]
test.each(examples)("%s", (_, first, days, last) => {
  expect(lastDay(first, days, calendar)).toBe(last)
  expect(workingDaysFrom(first, last, calendar)).toBe(days)
})

const weekdaysOnly: Calendar = { changed: new Map(), years: new Set() }
test("by weekdays alone, the first example would end a day later: the make-up day counts", () => {
  expect(lastDay("2024-01-31", 5, weekdaysOnly)).toBe("2024-02-06")
  expect(workingDaysFrom("2024-01-31", "2024-02-05", weekdaysOnly)).toBe(4)
})

const left: [string, number][] = [
  ["2024-04-25", 6],
  ["2024-04-26", 5],
  ["2024-04-27", 4],
  ["2024-04-30", 2],
  ["2024-05-03", 1],
  ["2024-05-06", 1],
  ["2024-05-07", 0],
]
test.each(left)("on %s, %s working days of the notice of 1.6-c are left", (today, days) =>
  expect(workingDaysFrom(today, "2024-05-06", calendar)).toBe(days),
)

const ends: [string, string, string][] = [
  ["2026-05-08", "24:00", "2026-05-08T16:00:00.000Z"],
  ["2018-04-20", "17:00", "2018-04-20T09:00:00.000Z"],
  ["2026-12-31", "24:00", "2026-12-31T16:00:00.000Z"],
]
test.each(ends)("%s %s is over at %s, and the second before is inside", (last, closing, instant) => {
  const end = endsAt(last, closing)
  expect(end.toISOString()).toBe(instant)
  expect(new Date(`${last}T23:59:59+08:00`) < end).toBe(closing === "24:00")
})

const times: [string, boolean][] = [
  ["24:00", true],
  ["00:00", true],
  ["17:30", true],
  ["24:01", false],
  ["9:00", false],
  ["", false],
]
test.each(times)("%j is a closing time: %s", (text, yes) => expect(isClosingTime(text)).toBe(yes))

test("what was entered here goes before what is built in, and makes a year known", () => {
  expect([announcedYears.has(2026), announcedYears.has(2099)]).toEqual([true, false])
  expect(unknownYears("2026-12-30", "2099-01-05", calendar)[0]).toBeGreaterThan(2026)
  const here = calendarWith(
    [
      { day: "2099-01-01", isWorkday: false },
      { day: "2024-05-01", isWorkday: true },
    ],
    [2099],
  )
  expect(unknownYears("2099-01-01", "2099-01-09", here)).toEqual([])
  expect([isWorkday("2099-01-01", here), isWorkday("2099-01-02", here)]).toEqual([false, true])
  expect([isWorkday("2024-05-01", here), isWorkday("2024-05-02", here)]).toEqual([true, false])
  expect(holidayOf("2024-05-01")).toEqual({ zh: "劳动节", en: "Labour Day" })
  expect(holidayOf("2024-03-12")).toBeUndefined()
})

const days = fc.integer({ min: 0, max: 7_000 }).map((offset) => dayAfter("2008-01-01", offset))
const lengths = fc.integer({ min: 1, max: 60 })

test("a later start or a longer notice never ends earlier, and each ends on a working day that completes the count", () => {
  fc.assert(
    fc.property(days, lengths, fc.integer({ min: 0, max: 20 }), (first, count, more) => {
      const last = lastDay(first, count, calendar)
      expect(isWorkday(last, calendar)).toBe(true)
      expect(workingDaysFrom(first, last, calendar)).toBe(count)
      expect(lastDay(dayAfter(first, more), count, calendar) >= last).toBe(true)
      if (count + more <= 60) expect(lastDay(first, count + more, calendar) >= last).toBe(true)
    }),
  )
})

test("every make-up day falls on a weekend and counts; every holiday is off", () => {
  for (const [day, works] of announcedDays) {
    expect(isWorkday(day, calendar)).toBe(works)
    if (works) expect([0, 6]).toContain(weekdayOf(day))
  }
})
