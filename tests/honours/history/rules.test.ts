import fc from "fast-check"
import { expect, test } from "vitest"
import { likelyFiles, unitMatcher } from "#honours/history/matching.ts"
import { alike, bigramsOf, coreOf } from "#honours/history/unit-names.ts"
import { readYears } from "#honours/history/years.ts"

test("years are read as old lists write them", () => {
  const cases: [string, unknown][] = [
    ["1987", [1987, null]],
    ["1987年", [1987, null]],
    ["１９８７年度", [1987, null]],
    ["87年", [1987, null]],
    ["1985-1988", [1985, 1988]],
    ["1985～88", [1985, 1988]],
    ["1985年至1988年", [1985, 1988]],
    ["80年代", [1980, 1989]],
    ["1950年代", [1950, 1959]],
    ["约1995年", [1995, null]],
    ["1990-1990", [1990, null]],
    ["不详", [null, null]],
    ["unknown", [null, null]],
    ["", [null, null]],
    ["丙寅", undefined],
    ["1988-1985", undefined],
    ["2087", undefined],
    ["1850", undefined],
  ]
  const read = (typed: string) => {
    const years = readYears(typed, 2026)
    return years && [years.year, years.yearTo]
  }
  expect(cases.map(([typed]) => [typed, read(typed)])).toEqual(cases)
})

test("a unit's core leaves out its place and its legal form", () => {
  const names = ["江城市机床厂有限责任公司", "江城市机床厂", "机床厂股份有限公司", "机床厂有限公司"]
  expect([...new Set(names.map(coreOf))]).toEqual(["机床厂"])
  expect(coreOf("公司")).toBe("公司")
})

test("likeness is symmetric, 1 for the same and 0 for nothing shared", () => {
  const text = fc.string({ minLength: 1 })
  fc.assert(
    fc.property(text, text, (one, two) => {
      const [a, b] = [bigramsOf(one), bigramsOf(two)]
      expect(alike(a, b)).toBe(alike(b, a))
      expect(alike(a, a)).toBe(1)
      expect(alike(a, b)).toBeLessThanOrEqual(1)
    }),
  )
  expect(alike(bigramsOf("机床"), bigramsOf("纺织"))).toBe(0)
})

const units = [
  { id: 1, name: "江城机床厂" },
  { id: 1, name: "江机" },
  { id: 1, name: "江城第一机器厂" },
  { id: 2, name: "江城机械厂" },
  { id: 3, name: "海州纺织厂" },
]

test("a name that a unit bears or bore is found, anything else only suggested, likeliest first", () => {
  const match = unitMatcher(units)
  expect(["江城机床厂", "江机", " 江城第一机器厂", "江城机床厂"].map((text) => match(text).found)).toEqual([1, 1, 1, 1])
  expect(match("江城机床厂有限责任公司")).toEqual({ found: undefined, suggestions: [1, 2] })
  expect(match("某某合作社")).toEqual({ found: undefined, suggestions: [] })
  const twins = unitMatcher([...units, { id: 4, name: "江机" }])
  expect(twins("江机")).toEqual({ found: undefined, suggestions: [1, 4] })
})

test("files of one unit or one year of birth are likely, and another year of birth rules out", () => {
  const files = [
    { id: 1, unitId: 7, birthYear: 1950 },
    { id: 2, unitId: 8, birthYear: 1960 },
    { id: 3, unitId: 7, birthYear: 1960 },
  ]
  expect(likelyFiles(files, 7, 1960)).toEqual([3, 2])
  expect(likelyFiles(files, 7, null)).toEqual([1, 3])
  expect(likelyFiles(files, null, 1950)).toEqual([1])
  expect(likelyFiles(files, null, null)).toEqual([])
})
