import { expect, test } from "vitest"
import { checkDefinition } from "#honours/programmes/check.ts"
import { type Definition, definitionSchema } from "#honours/programmes/definition.ts"
import { presetById, presets } from "#honours/programmes/presets/all.ts"
import type { Step } from "#honours/programmes/steps.ts"

const cityMayDay = presetById("city-may-day")
if (!cityMayDay) throw new Error("no preset of the city's May Day honours")
const { definition, honours: known } = cityMayDay

test.each(presets.map((preset) => [preset.id, preset] as const))("the preset %s is sound", (_, preset) => {
  expect(definitionSchema.parse(preset.definition)).toEqual(preset.definition)
  expect(checkDefinition(preset.definition, preset.honours)).toEqual([])
  expect(preset.honours.map(({ slug }) => slug).sort()).toEqual(
    preset.definition.honours.map(({ honour }) => honour).sort(),
  )
})

test("presets have names of their own", () => {
  expect(presets.length).toBe(12)
  expect(new Set(presets.map(({ id }) => id)).size).toBe(presets.length)
})

const steps = (id: string) => presetById(id)?.definition.route.map(({ kind }) => kind)

test("two reviews stand between three notices, or before the second of two", () => {
  const named = (id: string) => steps(id)?.filter((kind) => /review|notice/.test(kind))
  expect(named("city-may-day")).toEqual(["unit_notice", "tier_review", "public_notice", "tier_review", "public_notice"])
  expect(named("county-may-day")).toEqual(["unit_notice", "tier_review", "tier_review", "public_notice"])
})

const [first, ...later] = definition.route as [Step, ...Step[]]
const committee = presetById("model-workers")?.definition.route.find(({ kind }) => kind === "committee") as Step
const withRoute = (route: Step[]): Definition => ({ ...definition, route })

test.each<[string, Definition, readonly string[]]>([
  [
    "an honour that the register lacks",
    {
      ...definition,
      honours: definition.honours.map((one) => ({
        ...one,
        honour: one.honour === "may-day-medal" ? "nothing" : one.honour,
      })),
    },
    ["honour_not_registered", "honour_not_offered"],
  ],
  [
    "two ratios of one key",
    { ...definition, ratios: [...definition.ratios, ...definition.ratios.slice(0, 1)] },
    ["key_twice"],
  ],
  [
    "a share of the seats of whom",
    { ...definition, ratios: definition.ratios.map((one) => ({ ...one, among: { flags: ["woman"] } })) },
    ["seats_of_whom"],
  ],
  ["opinions that nobody is asked for", { ...definition, opinions: [] }, ["opinions_of_nobody"]],
  [
    "opinions without a step",
    withRoute(definition.route.filter(({ kind }) => kind !== "opinions")),
    ["opinions_not_asked"],
  ],
  [
    "no decision",
    withRoute(definition.route.filter(({ kind }) => kind !== "decision" && kind !== "document")),
    ["decision_missing"],
  ],
  [
    "a document before the decision",
    withRoute(definition.route.filter(({ kind }) => kind !== "decision")),
    ["document_too_early", "decision_missing"],
  ],
  [
    "a notice after the decision",
    withRoute([...definition.route, { ...later[0], key: "late" } as Step]),
    ["after_decision"],
  ],
  [
    "a unit's notice before it recommends",
    withRoute([...later.slice(0, 1), first, ...later.slice(1)]),
    ["unit_notice_too_early", "recommendation_not_first"],
  ],
  [
    "a public notice before any review",
    withRoute(definition.route.filter(({ kind }) => kind !== "tier_review")),
    ["public_notice_too_early"],
  ],
  [
    "a notice of no days",
    withRoute(definition.route.map((step) => ({ ...step, workingDays: null }))),
    ["notice_without_days"],
  ],
  ["a step that nobody signs", withRoute([{ ...first, signers: [] }, ...later]), ["signers_missing"]],
  ["one signature of two", withRoute([{ ...first, mode: "one" }, ...later]), ["one_of_several"]],
  [
    "committee rules elsewhere",
    withRoute([{ ...first, committee: committee.committee }, ...later]),
    ["committee_rules"],
  ],
])("%s is found", (_, wrong, codes) => {
  const found = checkDefinition(wrong, known)
  expect([...new Set(found.map(({ code }) => code))]).toEqual(codes)
  expect(found.every(({ at }) => /^\w+(\/\w+)*$/.test(at))).toBe(true)
})
