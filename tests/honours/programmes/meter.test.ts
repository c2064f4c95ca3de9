import fc from "fast-check"
import { expect, test } from "vitest"
import type { IdentityClass } from "#db/words.ts"
import type { Filter, Profile } from "#honours/programmes/filter.ts"
import { meter, type Nominee } from "#honours/programmes/meter.ts"
import { counted, holds, type Ratio, sizeOf } from "#honours/programmes/ratios.ts"
import { type SeatGroup, seated } from "#honours/programmes/seats.ts"
import { nominee, nominees, open, profile } from "../../support/profiles.ts"

const ratio = (facts: Partial<Ratio>): Ratio => ({
  key: "one",
  title: { zh: "比例", en: "Ratio" },
  of: {},
  among: {},
  base: "seats",
  bound: "least",
  share: "35",
  count: null,
  ...facts,
})
const workers: Filter = { identityClasses: ["industrial_worker"] }
const heads: Filter = { identityClasses: ["enterprise_head"] }
const farmers: Filter = { identityClasses: ["farmer"] }
const enterprise: Filter = { unitKinds: ["enterprise"] }
const frontLine: Filter = { identityClasses: ["industrial_worker", "other_front_line", "technical"] }

const line = (of: Partial<Ratio>, seats: number, chosen: readonly Nominee[]) => {
  const found = meter([ratio(of)], [open(seats)], chosen).ratios[0]?.now
  return found && [found.has, found.size, found.needs, found.holds, found.reachable]
}

// One row of each programme of the table in domain.md 1.5: what it asks of how many, and what it says of some choice.
test.each<[string, Partial<Ratio>, number, readonly Nominee[], readonly unknown[]]>([
  ["national 2024, workers 35 %", { of: workers }, 22, nominees(7), [7, 22, 8, false, true]],
  [
    "national 2024, heads by a control number",
    { of: heads, bound: "most", share: null, count: 52 },
    943,
    nominees(45, { identityClass: "enterprise_head" }),
    [45, 943, 52, true, true],
  ],
  ["national 2017, front line 55 %", { of: frontLine, share: "55" }, 99, nominees(55), [55, 99, 55, true, true]],
  [
    "national 2015, front line 57 % of enterprise staff",
    { of: frontLine, among: enterprise, base: "chosen", share: "57" },
    20,
    [...nominees(4), ...nominees(3, { identityClass: "enterprise_head" }), ...nominees(5, { unitKind: "organ" })],
    [4, 7, 4, true, true],
  ],
  [
    "national 2015, migrant 25 % of farmers",
    { of: { flags: ["migrant_worker"] }, among: farmers, base: "chosen", share: "25" },
    8,
    [
      ...nominees(1, { identityClass: "farmer", flags: ["migrant_worker"] }),
      ...nominees(4, { identityClass: "farmer" }),
    ],
    [1, 5, 2, false, true],
  ],
  [
    "Jiangxi 2010, heads 22 % of enterprise staff",
    { of: heads, among: enterprise, base: "chosen", bound: "most", share: "22" },
    10,
    [...nominees(2, { identityClass: "enterprise_head" }), ...nominees(7)],
    [2, 9, 1, false, true],
  ],
  [
    "Jiangxi 2010, the same when no seat is left",
    { of: heads, among: enterprise, base: "chosen", bound: "most", share: "22" },
    9,
    [...nominees(2, { identityClass: "enterprise_head" }), ...nominees(7)],
    [2, 9, 1, false, false],
  ],
  [
    "Jiangxi 2010, organs and institutions 30 %",
    { of: { unitKinds: ["organ", "institution"] }, bound: "most", share: "30" },
    10,
    nominees(4, { unitKind: "organ" }),
    [4, 10, 3, false, false],
  ],
  [
    "Nanjing 2015, farmers 15 % of 450",
    { of: farmers, share: "15" },
    450,
    nominees(68, { identityClass: "farmer" }),
    [68, 450, 68, true, true],
  ],
  [
    "Nanjing 2015, co-operative heads 25 % of the farmers",
    { of: { flags: ["unit_head"] }, among: farmers, base: "chosen", bound: "most", share: "25" },
    450,
    [...nominees(17, { identityClass: "farmer", flags: ["unit_head"] }), ...nominees(51, { identityClass: "farmer" })],
    [17, 68, 17, true, true],
  ],
  [
    "Nanning 2023, farmers 10 %",
    { of: farmers, share: "10" },
    20,
    nominees(1, { identityClass: "farmer" }),
    [1, 20, 2, false, true],
  ],
  [
    "Xiamen 2016, women 20 % of 250",
    { of: { flags: ["woman"] }, share: "20" },
    250,
    nominees(50, { flags: ["woman", "migrant_worker"] }),
    [50, 250, 50, true, true],
  ],
  [
    "Ningbo 2016, division rank 3 % of 150",
    { of: { rankFrom: "deputy_division" }, bound: "most", share: "3" },
    150,
    nominees(5, { rank: "division" }),
    [5, 150, 4, false, false],
  ],
  [
    "Funing 2021, heads 12 % of 60",
    { of: heads, bound: "most", share: "12" },
    60,
    nominees(7, { identityClass: "enterprise_head" }),
    [7, 60, 7, true, true],
  ],
  [
    "Tongchuan 2019, workers 70 % of 10",
    { of: frontLine, share: "70" },
    10,
    nominees(4, { identityClass: "cadre" }),
    [0, 10, 7, false, false],
  ],
])("%s", (_, of, seats, chosen, reading) => {
  expect(line(of, seats, chosen)).toEqual(reading)
})

test("pioneer teams are counted by their shift teams", () => {
  const teams = { honour: "pioneer", recipient: "team" as const, identityClass: null }
  const rule = ratio({ of: { isShiftTeam: true }, among: { honours: ["pioneer"] }, share: "70" })
  const chosen = [...nominees(31, { ...teams, isShiftTeam: true }), ...nominees(14, teams)]
  const groups = [open(60), open(45, { honour: "pioneer", recipient: "team" })]
  expect(meter([rule], groups, chosen).ratios[0]?.now).toEqual({
    has: 31,
    size: 45,
    needs: 32,
    holds: false,
    reachable: false,
  })
})

test("one person counts in several lines, a ring-fenced one in none", () => {
  const many = nominee({ flags: ["woman", "migrant_worker", "non_public"] })
  const rules = ["woman", "migrant_worker", "non_public"].map((flag) =>
    ratio({ key: flag, of: { flags: [flag as "woman"] }, share: "100" }),
  )
  const has = (chosen: readonly Nominee[]) => meter(rules, [open(1)], chosen).ratios.map(({ now }) => now.has)
  expect(has([many])).toEqual([1, 1, 1])
  expect(has([{ ...many, seat: "ring_fenced" }])).toEqual([0, 0, 0])
  const { seats } = meter(rules, [open(1)], [many, { ...many, id: -1, seat: "ring_fenced" }])
  expect(seats[0]?.now).toEqual({ taken: 1, seated: 1, fits: true })
})

test("a choice says what would be, and changes nothing of what is", () => {
  const [first, second] = nominees(2)
  const head = nominee({ identityClass: "enterprise_head" })
  const there = [first, second].flatMap((one) => one ?? [])
  const rule = ratio({ of: workers, share: "100" })
  const { seats, ratios } = meter([rule], [open(2)], there, { add: [head], remove: [second?.id ?? 0] })
  expect(seats).toEqual([
    {
      honour: "medal",
      seats: 2,
      now: { taken: 2, seated: 2, fits: true },
      after: { taken: 2, seated: 2, fits: true },
      typed: [],
    },
  ])
  expect(ratios[0]?.now.has).toBe(2)
  expect(ratios[0]?.after).toEqual({ has: 1, size: 2, needs: 2, holds: false, reachable: false })
  const twice = meter([rule], [open(2)], there, { add: there, remove: [] })
  expect(twice.seats[0]?.after).toEqual({ taken: 2, seated: 2, fits: true })
})

test("a seat for the front line cannot help the heads, and is shown as filled or free", () => {
  const front = open(1, { type: "front", when: frontLine })
  const rule = ratio({ of: heads, share: null, count: 2 })
  const reading = meter([rule], [front, open(1)], [nominee()])
  expect(reading.ratios[0]?.now.reachable).toBe(false)
  expect(reading.seats[0]?.typed).toEqual([{ type: "front", seats: 1, filled: 1 }])
  expect(meter([rule], [front, open(2)], [nominee()]).ratios[0]?.now.reachable).toBe(true)
})

const classes: readonly IdentityClass[] = ["industrial_worker", "technical", "farmer"]
const filters = fc.subarray([...classes], { minLength: 1 }).map((identityClasses): Filter => ({ identityClasses }))
const ratios = fc
  .record({
    of: filters,
    among: fc.oneof(fc.constant({}), filters),
    bound: fc.constantFrom("least" as const, "most" as const),
    share: fc.constantFrom("20", "35", "1/2", "2/3", "100", "0"),
  })
  .map((facts) => ratio({ ...facts, base: Object.keys(facts.among).length > 0 ? "chosen" : "seats" }))
const chosen = fc.array(fc.constantFrom(...classes), { maxLength: 3 })
const seatings = fc.array(fc.tuple(fc.oneof(fc.constant({}), filters), fc.integer({ min: 1, max: 2 })), {
  minLength: 1,
  maxLength: 3,
})

/** Whether any filling of the free seats keeps to the ratio, by trying all. */
function canHold(rule: Ratio, groups: readonly SeatGroup[], profiles: readonly Profile[]): boolean {
  if (seated(groups, profiles).includes(undefined)) return false
  if (holds(rule, counted(rule, profiles), sizeOf(rule, groups, profiles))) return true
  return classes.some((identityClass) => canHold(rule, groups, [...profiles, profile({ identityClass })]))
}

test("a rule is within reach exactly when some filling of the free seats keeps to it", () => {
  fc.assert(
    fc.property(ratios, seatings, chosen, (rule, kinds, picked) => {
      const groups = kinds.map(([when, count], at) => open(count, { when, type: String(at) }))
      const profiles = picked.map((identityClass) => profile({ identityClass }))
      fc.pre(!seated(groups, profiles).includes(undefined))
      const there = profiles.map((one, id): Nominee => ({ id, seat: "regular", profile: one }))
      expect(meter([rule], groups, there).ratios[0]?.now.reachable).toBe(canHold(rule, groups, profiles))
    }),
    { numRuns: 300 },
  )
})
