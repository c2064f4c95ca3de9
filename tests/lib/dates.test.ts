import fc from "fast-check"
import { expect, test } from "vitest"
import { ageOn, dayOf, isDay, minuteOf, minuteToDate, secondOf, startOfDay } from "#lib/dates.ts"

const days: [string, boolean][] = [
  ["2026-05-01", true],
  ["2024-02-29", true],
  ["2026-02-29", false],
  ["2026-13-01", false],
  ["2026-00-10", false],
  ["2026-04-31", false],
  ["2026-5-1", false],
  ["20260501", false],
  ["2026-05-01 ", false],
  ["", false],
]
test.each(days)("%j is a day: %s", (text, yes) => expect(isDay(text)).toBe(yes))

const minutes: [string, string | undefined][] = [
  ["2026-05-01 00:00", "2026-04-30T16:00:00.000Z"],
  ["2026-05-01T23:59", "2026-05-01T15:59:00.000Z"],
  [" 2026-05-01 08:00 ", "2026-05-01T00:00:00.000Z"],
  ["2026-05-01 24:00", undefined],
  ["2026-05-01 8:00", undefined],
  ["2026-02-30 08:00", undefined],
  ["2026-05-01", undefined],
  ["", undefined],
]
test.each(minutes)("%j is the instant %s", (text, instant) => expect(minuteToDate(text)?.toISOString()).toBe(instant))

const ages: [string, string, number][] = [
  ["1990-05-01", "2026-05-01", 36],
  ["1990-05-02", "2026-05-01", 35],
  ["2000-02-29", "2026-02-28", 25],
  ["2000-02-29", "2026-03-01", 26],
  ["2026-05-01", "2026-05-01", 0],
]
test.each(ages)("somebody born on %s is on %s %i years old", (birth, day, age) => expect(ageOn(birth, day)).toBe(age))

test("a day begins at midnight in China", () => {
  const first = startOfDay("2026-05-01")
  expect(first.toISOString()).toBe("2026-04-30T16:00:00.000Z")
  expect([dayOf(first), minuteOf(first), secondOf(first)]).toEqual(["2026-05-01", "2026-05-01 00:00", "00:00:00"])
})

const years = { min: new Date("1900-01-01T00:00:00Z"), max: new Date("2100-01-01T00:00:00Z"), noInvalidDate: true }

test("every instant is within its day, and its minute is read back", () => {
  fc.assert(
    fc.property(fc.date(years), (date) => {
      const start = startOfDay(dayOf(date)).getTime()
      expect(date.getTime() - start).toBeGreaterThanOrEqual(0)
      expect(date.getTime() - start).toBeLessThan(86_400_000)
      expect(minuteToDate(minuteOf(date))?.getTime()).toBe(Math.floor(date.getTime() / 60_000) * 60_000)
    }),
  )
})
