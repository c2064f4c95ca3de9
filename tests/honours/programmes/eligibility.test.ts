import { expect, test } from "vitest"
import { type Candidate, isBarred, reasonsAgainst, type Veto } from "#honours/programmes/eligibility.ts"
import type { EligibilityRule } from "#honours/programmes/eligibility-rules.ts"
import { vetoList } from "#honours/programmes/presets/eligibility.ts"
import { profile } from "../../support/profiles.ts"

const candidate = (facts: Partial<Candidate> = {}): Candidate => ({
  profile: profile(),
  standings: [],
  held: [],
  vetoes: [],
  identityKind: "resident_id",
  inPool: false,
  hasContribution: false,
  ...facts,
})
const common = { key: "rule", when: {}, effect: "refuse" } as const
const rank: EligibilityRule = { ...common, kind: "rank", from: "deputy_division" }
const foreign: EligibilityRule = { ...common, kind: "standing", standings: ["foreign", "serving_military"] }
const guests: EligibilityRule = { ...common, kind: "identity", papers: ["passport", "permanent_residence"] }
const pool: EligibilityRule = { ...common, kind: "pool", effect: "warn" }
const basis: EligibilityRule = { ...common, kind: "basis", held: { levels: ["provincial", "national"] } }
const again = (facts: Partial<Extract<EligibilityRule, { kind: "repeat" }>>): EligibilityRule => ({
  ...common,
  kind: "repeat",
  held: {},
  years: null,
  unlessContribution: false,
  ...facts,
})
const medal2020 = { honour: "medal", level: "municipal", recipient: "person", year: 2020 } as const
const team2024 = { honour: "pioneer", level: "provincial", recipient: "team", year: 2024 } as const
const works = profile({ recipient: "unit", identityClass: null })
const leader = profile({ flags: ["unit_head"] })
const veto = (ground: string, year: number): Veto => ({
  ...{ ground, title: { zh: ground, en: ground }, source: "市应急管理局", year, until: null },
})
const accident = veto("accident", 2024)

test.each<[string, EligibilityRule, Partial<Candidate>, readonly object[]]>([
  [
    "a deputy division chief at the bar",
    rank,
    { profile: profile({ rank: "deputy_division" }) },
    [{ code: "rank_barred" }],
  ],
  ["above the bar", rank, { profile: profile({ rank: "deputy_bureau" }) }, [{ code: "rank_barred" }]],
  ["below the bar", rank, { profile: profile({ rank: "section" }) }, []],
  ["a foreigner", foreign, { standings: ["foreign", "retired"] }, [{ code: "standing_barred", standing: "foreign" }]],
  ["somebody of Hong Kong where only foreigners are barred", foreign, { standings: ["hk_macao_taiwan"] }, []],
  [
    "died in the review, where only those who died before are barred",
    { ...foreign, standings: ["deceased"] },
    { standings: ["deceased_in_review"] },
    [],
  ],
  [
    "the same honour once more",
    again({ held: { honours: ["medal"] } }),
    { held: [medal2020] },
    [{ code: "held_already", honour: "medal", year: 2020 }],
  ],
  ["another honour", again({ held: { honours: ["model"] } }), { held: [medal2020] }, []],
  [
    "across kinds and levels",
    again({}),
    { held: [medal2020, team2024] },
    [{ code: "held_already", honour: "pioneer", year: 2024 }],
  ],
  [
    "by level only",
    again({ held: { levels: ["municipal"] } }),
    { held: [medal2020, team2024] },
    [{ code: "held_already", honour: "medal", year: 2020 }],
  ],
  [
    "within five years of it",
    again({ years: 5 }),
    { held: [{ ...medal2020, year: 2022 }] },
    [{ code: "held_already", honour: "medal", year: 2022 }],
  ],
  ["five years after it", again({ years: 5 }), { held: [{ ...medal2020, year: 2021 }] }, []],
  [
    "again without a new contribution",
    again({ unlessContribution: true }),
    { held: [medal2020] },
    [{ code: "contribution_missing", honour: "medal", year: 2020 }],
  ],
  [
    "again with a new contribution",
    again({ unlessContribution: true }),
    { held: [medal2020], hasContribution: true },
    [],
  ],
  [
    "a contribution where nothing helps",
    again({}),
    { held: [medal2020], hasContribution: true },
    [{ code: "held_already", honour: "medal", year: 2020 }],
  ],
  ["without the honour basis", basis, { held: [medal2020] }, [{ code: "basis_missing" }]],
  ["with the honour basis", basis, { held: [team2024] }, []],
  [
    "a unit in the third year of an accident",
    vetoList,
    { profile: works, vetoes: [accident] },
    [{ code: "unit_vetoed", veto: accident, until: 2026 }],
  ],
  ["a unit after the third year", vetoList, { profile: works, vetoes: [{ ...accident, year: 2023 }] }, []],
  ["wage arrears of last year", vetoList, { profile: works, vetoes: [veto("wage_arrears", 2025)] }, []],
  [
    "wage arrears of this year",
    vetoList,
    { profile: works, vetoes: [veto("wage_arrears", 2026)] },
    [{ code: "unit_vetoed", veto: veto("wage_arrears", 2026), until: 2026 }],
  ],
  [
    "the head of a barred unit",
    vetoList,
    { profile: leader, vetoes: [accident] },
    [{ code: "head_vetoed", veto: accident, until: 2026 }],
  ],
  [
    "a term that the department said, longer than the rule's",
    vetoList,
    { profile: works, vetoes: [{ ...veto("wage_arrears", 2025), until: 2027 }] },
    [{ code: "unit_vetoed", veto: { ...veto("wage_arrears", 2025), until: 2027 }, until: 2027 }],
  ],
  ["a term that is over before the rule's", vetoList, { profile: works, vetoes: [{ ...accident, until: 2025 }] }, []],
  ["a worker of a barred unit", vetoList, { vetoes: [accident] }, []],
  ["a ground that this programme does not list", vetoList, { profile: works, vetoes: [veto("other", 2026)] }, []],
  ["a passport where one is asked for", guests, { identityKind: "passport" }, []],
  ["a card of permanent residence", guests, { identityKind: "permanent_residence" }, []],
  ["an identity card where a passport is asked for", guests, {}, [{ code: "identity_papers" }]],
  ["no paper on file", guests, { identityKind: null }, [{ code: "identity_papers" }]],
  [
    "a foreigner by the paper on file, whatever was stated",
    foreign,
    { identityKind: "permanent_residence" },
    [{ code: "standing_barred", standing: "foreign" }],
  ],
  ["somebody with a passport, who may be of any nationality", foreign, { identityKind: "passport" }, []],
  [
    "somebody of Hong Kong by the paper on file",
    { ...foreign, standings: ["hk_macao_taiwan"] },
    { identityKind: "residence_permit" },
    [{ code: "standing_barred", standing: "hk_macao_taiwan" }],
  ],
  ["not in the pool", pool, {}, [{ code: "not_in_pool" }]],
  ["in the pool", pool, { inPool: true }, []],
  ["a rule of others", { ...pool, when: { recipients: ["unit"] } }, {}, []],
])("%s", (_, rule, facts, found) => {
  const reasons = reasonsAgainst([rule], candidate(facts), 2026)
  expect(reasons).toEqual(found.map((one) => ({ ...one, key: rule.key, effect: rule.effect })))
})

test("everything that speaks against somebody is said at once, and only a refusal bars", () => {
  const facts = { profile: profile({ rank: "division" }), held: [medal2020] }
  const reasons = reasonsAgainst([rank, pool, basis], candidate(facts), 2026)
  expect(reasons.map(({ code, effect }) => [code, effect])).toEqual([
    ["rank_barred", "refuse"],
    ["not_in_pool", "warn"],
    ["basis_missing", "refuse"],
  ])
  expect([isBarred(reasons), isBarred(reasonsAgainst([pool], candidate(), 2026))]).toEqual([true, false])
})
