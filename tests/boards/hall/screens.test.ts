import fc from "fast-check"
import { expect, test } from "vitest"
import { inScreens, stretchOf, yearBars } from "#boards/hall/screens.ts"

test("every name of a board is shown within as many hours as it has turns", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 5_000 }), fc.nat({ max: 500_000 }), (count, from) => {
      const turns = Math.max(1, Math.ceil(count / 24))
      const shown = new Set<number>()
      for (let hour = from; hour < from + turns; hour++) {
        const { offset, size } = stretchOf(count, hour)
        for (let at = offset; at < Math.min(count, offset + size); at++) shown.add(at)
      }
      expect(shown.size).toBe(count)
    }),
  )
})

test("no screen has more than six lines, and none is lost", () => {
  fc.assert(
    fc.property(fc.array(fc.integer(), { maxLength: 50 }), (lines) => {
      const screens = inScreens(lines)
      expect(screens.flat()).toEqual(lines)
      expect(screens.every(({ length }) => length > 0 && length <= 6)).toBe(true)
    }),
  )
})

test("years come newest first, at most six, with bars against the largest", () => {
  const counts = [2019, 2020, 2021, 2022, 2023, 2024, 2025].map((year) => ({ year, count: year - 2018 }))
  const bars = yearBars([...counts, { year: 2025, count: 3 }, { year: null, count: 9 }, { year: 2026, count: 0 }])
  expect(bars.map(({ year, count, share }) => [year, count, share])).toEqual([
    [2025, 10, 100],
    [2024, 6, 60],
    [2023, 5, 50],
    [2022, 4, 40],
    [2021, 3, 30],
    [2020, 2, 20],
  ])
  expect(yearBars([])).toEqual([])
})
