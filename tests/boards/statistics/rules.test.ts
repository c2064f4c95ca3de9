import fc from "fast-check"
import { expect, test } from "vitest"
import { chartsOf, type Figures } from "#boards/statistics/charts.ts"
import { columnsOf, lengthsOf, plot, topOf } from "#boards/statistics/geometry.ts"
import { publishable, shareOf } from "#boards/statistics/withheld.ts"

test("a group is told only where every part is large enough, and then to the nearest multiple", () => {
  const cases: [number[], number, readonly number[] | null][] = [
    [[5, 5], 5, [5, 5]],
    [[4, 96], 5, null],
    [[0, 100], 5, null],
    [[33, 62], 5, [35, 60]],
    [[33, 62], 10, [30, 60]],
    [[3, 3], 3, [3, 3]],
  ]
  for (const [parts, least, wanted] of cases) expect([parts, publishable(parts, least)]).toEqual([parts, wanted])
})

test("nothing below the least is ever told, and most single entries change nothing", () => {
  const part = fc.integer({ min: 0, max: 500 })
  fc.assert(
    fc.property(part, part, fc.integer({ min: 3, max: 20 }), (one, other, least) => {
      const told = publishable([one, other], least)
      expect(told === null).toBe(one < least || other < least)
      for (const count of told ?? []) expect([count % least, count >= least]).toEqual([0, true])
    }),
  )
})

test("shares are whole percentages", () => {
  expect([shareOf([35, 60]), shareOf([0, 0]), shareOf([5, 5])]).toEqual([37, 0, 50])
})

test("a scale ends at 1, 2 or 5 with zeros, at or above the most", () => {
  expect([0, 1, 3, 10, 11, 212, 501, 1_000_000].map(topOf)).toEqual([1, 1, 5, 10, 20, 500, 1000, 1_000_000])
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 10_000_000 }), (most) => {
      expect(topOf(most)).toBeGreaterThanOrEqual(most)
      expect(topOf(most)).toBeLessThanOrEqual(most * 2.5)
    }),
  )
})

test("columns stand side by side inside the plot, as high as they count", () => {
  const counts = fc.array(fc.integer({ min: 0, max: 100_000 }), { minLength: 1, maxLength: 90 })
  fc.assert(
    fc.property(counts, (all) => {
      const columns = columnsOf(all.map((count, at) => ({ key: `${1949 + at}`, count })))
      for (const [at, { x, width, y, height }] of columns.entries()) {
        expect(x + width).toBeLessThanOrEqual((columns[at + 1]?.x ?? 100) + 0.002)
        expect([height >= 0, y >= plot.above - 0.001]).toEqual([true, true])
        expect(y + height).toBeCloseTo(plot.above + plot.height, 2)
      }
      expect(columns.filter(({ label }) => label).length).toBeLessThanOrEqual(5)
      expect(columns[0]?.label).toBe("1949")
    }),
  )
  expect(lengthsOf([10, 5, 0])).toEqual([100, 50, 0])
})

const figures: Figures = {
  entries: [
    { year: 2025, kind: "person", count: 7 },
    { year: 2026, kind: "person", count: 2 },
    { year: 2026, kind: "team", count: 3 },
    { year: null, kind: "unit", count: 1 },
  ],
  places: [
    { path: "1.2.", industry: "C34", ownership: "state", count: 4 },
    { path: "1.2.7.", industry: "C35", ownership: "private", count: 5 },
    { path: "1.3.", industry: "D44", ownership: "private", count: 1 },
    { path: "1.", industry: null, ownership: "organ", count: 2 },
  ],
  districts: [
    { id: 2, name: "临江区", path: "1.2." },
    { id: 3, name: "东山区", path: "1.3." },
    { id: 4, name: "空白区", path: "1.4." },
  ],
  people: [
    { year: 2025, isWoman: true, isFrontLine: true, count: 12 },
    { year: 2025, isWoman: false, isFrontLine: false, count: 30 },
    { year: 2026, isWoman: true, isFrontLine: false, count: 1 },
    { year: 2026, isWoman: false, isFrontLine: false, count: 40 },
  ],
  contests: [
    { year: 2025, contestants: 90, units: 12, events: 4, contests: 2 },
    { year: 2026, contestants: 40, units: 9, events: 2, contests: 1 },
  ],
  promotions: [
    { year: 2025, level: "senior", count: 1 },
    { year: 2026, level: "senior", count: 7 },
    { year: 2026, level: "chief_technician", count: 2 },
  ],
}

test("each chart counts what its name says, and small parts are withheld", () => {
  const charts = Object.fromEntries(chartsOf(figures, 5).map(({ key, rows }) => [key, rows]))
  const flat = (key: string) => charts[key]?.map((row) => [row.text ?? row.key, row.counts])
  expect(flat("years")).toEqual([
    ["2025", [7]],
    ["2026", [5]],
  ])
  expect(flat("kinds")).toEqual([
    ["person", [9]],
    ["unit", [1]],
    ["team", [3]],
  ])
  expect(flat("districts")).toEqual([
    ["临江区", [9]],
    ["东山区", [1]],
  ])
  expect(flat("industries")).toEqual([
    ["C", [9]],
    ["D", [1]],
  ])
  expect(flat("ownerships")).toEqual([
    ["private", [6]],
    ["state", [4]],
    ["organ", [2]],
  ])
  expect(flat("sexes")).toEqual([
    ["2026", null],
    ["2025", [10, 30]],
  ])
  expect(flat("front_line")).toEqual([
    ["2026", null],
    ["2025", [10, 30]],
  ])
  expect(flat("contests")).toEqual([
    ["2026", [40, 9, 2, 1]],
    ["2025", [90, 12, 4, 2]],
  ])
  expect(flat("promotions")).toEqual([
    ["2026", [9, 2, 7]],
    ["2025", [1, 0, 1]],
  ])
})
