import fc from "fast-check"
import { expect, test } from "vitest"
import { departmentsFor, questions, type Waiting } from "#honours/opinions/asking.ts"
import type { Definition } from "#honours/programmes/definition.ts"
import { matches, type Profile } from "#honours/programmes/filter.ts"
import { profile } from "../../support/profiles.ts"

const department = (key: string) => ({ key, title: { zh: key, en: key } })
const business = ["market", "tax", "labour", "safety", "environment"].map(department)

/** Funing 2018 [J13]: enterprises and their heads are asked about at five departments, cadres at two. */
const rules: Definition["opinions"] = (
  [
    { when: { recipients: ["unit"], unitKinds: ["enterprise"] }, departments: business, workingDays: 5 },
    { when: { identityClasses: ["enterprise_head"] }, departments: business, workingDays: 5 },
    { when: { identityClasses: ["cadre"] }, departments: ["personnel", "discipline"].map(department), workingDays: 3 },
    { when: { flags: ["unit_head"] }, departments: ["audit", "labour"].map(department), workingDays: 2 },
  ] satisfies Omit<Definition["opinions"][number], "key" | "title">[]
).map((rule, at) => ({ ...department(`rule_${at}`), ...rule }))

test.each([
  ["a worker", {}, []],
  ["an enterprise", { recipient: "unit", identityClass: null }, ["market", "tax", "labour", "safety", "environment"]],
  ["a cadre", { identityClass: "cadre", unitKind: "organ" }, ["personnel", "discipline"]],
  [
    "the head of an enterprise, at one department once",
    { identityClass: "enterprise_head", flags: ["unit_head"] },
    ["market", "tax", "labour", "safety", "environment", "audit"],
  ],
] satisfies [string, Partial<Profile>, string[]][])(
  "%s is asked about at the departments of the kind",
  (_, given, keys) => {
    expect(departmentsFor(rules, profile(given)).map(({ key }) => key)).toEqual(keys)
  },
)

test("where two rules name one department, the shorter time holds", () => {
  const head = departmentsFor(rules, profile({ identityClass: "enterprise_head", flags: ["unit_head"] }))
  expect(head.map(({ key, workingDays }) => [key, workingDays])).toEqual([
    ["market", 5],
    ["tax", 5],
    ["labour", 2],
    ["safety", 5],
    ["environment", 5],
    ["audit", 2],
  ])
})

const nominee: fc.Arbitrary<Waiting> = fc.record({
  id: fc.integer({ min: 1, max: 40 }),
  round: fc.integer({ min: 1, max: 2 }),
  profile: fc
    .record({
      recipient: fc.constantFrom("person" as const, "unit" as const),
      identityClass: fc.constantFrom("cadre" as const, "enterprise_head" as const, "farmer" as const),
      flags: fc.subarray(["unit_head" as const, "woman" as const]),
    })
    .map(profile),
})

test("every nominee is asked about at every department of theirs once, whatever was asked before", () => {
  fc.assert(
    fc.property(fc.uniqueArray(nominee, { selector: ({ id }) => id }), fc.nat(), (waiting, part) => {
      const all = waiting.flatMap(({ id, round, profile }) =>
        departmentsFor(rules, profile).map(({ key }) => ({ nominationId: id, department: key, round })),
      )
      const asked = all.filter((_, at) => (at * 7 + part) % 3 === 0)
      const open = questions(rules, waiting, asked).flatMap(({ key, nominees }) =>
        nominees.map(({ id, round }) => ({ nominationId: id, department: key, round })),
      )
      const sorted = (list: typeof all) => list.map((one) => JSON.stringify(one)).sort()
      expect(sorted([...open, ...asked])).toEqual(sorted(all))
    }),
  )
})

test("an answer from an earlier round is no answer", () => {
  const waiting = [{ id: 1, round: 2, profile: profile({ identityClass: "cadre" }) }]
  const before = { nominationId: 1, department: "personnel", round: 1 }
  expect(questions(rules, waiting, [before]).map(({ key }) => key)).toEqual(["personnel", "discipline"])
  expect(questions(rules, waiting, [{ ...before, round: 2 }]).map(({ key }) => key)).toEqual(["discipline"])
})

test("a filter without members speaks of everybody", () => {
  fc.assert(fc.property(nominee, ({ profile }) => matches({}, profile)))
})
