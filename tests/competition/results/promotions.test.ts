import fc from "fast-check"
import { describe, expect, test } from "vitest"
import { type Candidate, promotedIn, promotionCounts, promotionOf } from "#competition/results/promotions.ts"
import type { Promotion } from "#db/schema/index.ts"
import { skillLevels } from "#db/words.ts"
import { anyPromotions } from "../contests/arbitrary-rules.ts"

/** The first three who passed and are senior workers, the first without a condition, the first ten who are young. */
const promotions: Promotion[] = [
  { level: "senior", last: 10, under: 35 },
  { level: "technician", last: 3, needsPass: true, holds: "senior" },
  { level: "technician", last: 1 },
  { level: "senior_technician", last: 3, holds: "technician" },
]

describe("the highest level that somebody meets and does not hold", () => {
  const one = { place: 2, passed: true, holds: "senior", age: 40 } as const
  const cases: [Partial<Candidate>, string | null][] = [
    [{}, "technician"],
    [{ place: 3 }, "technician"],
    [{ place: 4 }, null],
    [{ place: null }, null],
    [{ passed: false }, null],
    [{ place: 1, passed: false }, "technician"],
    [{ place: 1, holds: null }, "technician"],
    [{ holds: "intermediate" }, null],
    [{ holds: "intermediate", age: 35 }, "senior"],
    [{ holds: "intermediate", age: 36 }, null],
    [{ place: 10, holds: null, age: 20 }, "senior"],
    [{ place: 11, holds: null, age: 20 }, null],
    [{ place: 10, holds: "senior", age: 20 }, null],
    [{ holds: "technician" }, "senior_technician"],
    [{ holds: "senior_technician", place: 1 }, null],
    [{ holds: "chief_technician", place: 1, age: 20 }, null],
  ]
  test.for(cases)("%j → %s", ([change, level]) => expect(promotionOf(promotions, { ...one, ...change })).toBe(level))
})

/** Xuzhou 2023, first class: the first, and the first three who passed, to technician; all who passed to senior worker. */
const xuzhou: Promotion[] = [
  { level: "technician", last: 1, aged: 21 },
  { level: "technician", last: 3, needsPass: true, aged: 21 },
  { level: "senior", needsPass: true, aged: 18 },
]

test.for([
  [{ place: 1, passed: false, age: 21 }, "technician"],
  [{ place: 1, passed: true, age: 20 }, "senior"],
  [{ place: 3, passed: true, age: 40 }, "technician"],
  [{ place: 3, passed: false, age: 40 }, null],
  [{ place: 60, passed: true, age: 18 }, "senior"],
  [{ place: 60, passed: true, age: 17 }, null],
  [{ place: null, passed: true, age: 40 }, null],
] as const)("by the rules of a city of today, %j → %s", ([one, level]) =>
  expect(promotionOf(xuzhou, { holds: null, ...one })).toBe(level),
)

const holds = fc.constantFrom(null, ...skillLevels)
const anybody = fc.record({
  place: fc.option(fc.integer({ min: 1, max: 45 })),
  passed: fc.boolean(),
  holds,
  age: fc.integer({ min: 14, max: 70 }),
})
const rank = (level: (typeof skillLevels)[number] | null) => (level ? skillLevels.indexOf(level) : -1)

test("a better place, a pass, fewer years or one more rule never gets less; nobody gets what they hold", () => {
  fc.assert(
    fc.property(anyPromotions, anybody, anybody, (list, one, other) => {
      const got = promotionOf(list, one)
      const hasLeast = list.some(({ aged }) => aged !== undefined)
      expect(got === null || rank(got) > rank(one.holds)).toBe(true)
      const place = one.place === null ? other.place : Math.min(one.place, other.place ?? one.place)
      const better = {
        ...one,
        place,
        passed: one.passed || other.passed,
        age: hasLeast ? one.age : Math.min(one.age, other.age),
      }
      expect(rank(promotionOf(list, better))).toBeGreaterThanOrEqual(rank(got))
      expect(rank(promotionOf(list.slice(1), one))).toBeLessThanOrEqual(rank(got))
      expect(promotionOf(list.toReversed(), one)).toBe(got)
    }),
  )
})

test("the age is counted on the contest's first day, and who has no place is left out", () => {
  const line = (entry: string, place: number | null) => ({ ...empty, entry, place, passed: place !== null })
  const empty = { tied: false, total: null, nodes: {}, prize: null, advances: false }
  const entries = [line("A1", 4), line("A2", 4), line("A3", null)]
  const people = [
    { code: "A1", skillLevel: null, birthDate: "1990-04-11", earlier: [] },
    { code: "A2", skillLevel: null, birthDate: "1990-04-10", earlier: [] },
    { code: "A3", skillLevel: null, birthDate: "2000-01-01", earlier: [] },
  ]
  const promoted = promotedIn(promotions, { entries }, people, "2026-04-10")
  expect([...promoted]).toEqual([["A1", { level: "senior", held: null }]])
  expect(promotionCounts(promotions, promoted).map(({ level, count }) => [level, count])).toEqual([
    ["senior_technician", 0],
    ["technician", 0],
    ["senior", 1],
  ])
})

test.each([
  ["the file says what the first version promoted to", "senior", [["senior", "intermediate"]], "intermediate"],
  ["it says more by now", "technician", [["senior", null]], null],
  ["it says less: it was put right since", "intermediate", [["senior", "senior"]], "intermediate"],
  ["nobody was promoted before", "senior", [], "senior"],
  [
    "a second version promoted higher",
    "technician",
    [
      ["senior", null],
      ["technician", null],
    ],
    null,
  ],
] as const)("what counts as held where %s", (_, skillLevel, before, held) => {
  const earlier = before.map(([level, held]) => ({ level, held }))
  const person = { code: "A1", skillLevel, birthDate: "1990-04-11", earlier }
  const entries = [
    { entry: "A1", place: 1, passed: true, tied: false, total: null, nodes: {}, prize: null, advances: false },
  ]
  const any = [{ level: "senior_technician" }] as const
  expect(promotedIn(any, { entries }, [person], "2026-04-10").get("A1")?.held).toBe(held)
})
