import type { StepKind, StepParty } from "#db/words.ts"
import { type Definition, definitionSchema } from "#honours/programmes/definition.ts"
import type { Profile } from "#honours/programmes/filter.ts"
import { profile } from "../../../support/profiles.ts"

const both = (zh: string) => ({ zh, en: zh })
type Given = readonly [key: string, kind: StepKind, zh: string, signers: readonly (readonly [string, StepParty])[]]
const step = ([key, kind, zh, signers]: Given, more: object = {}) => ({
  key,
  kind,
  title: both(zh),
  mode: "one",
  signers: signers.map(([signer, by]) => ({ key: signer, title: both(signer), by })),
  workingDays: 5,
  ...more,
})

const opinions = [
  {
    key: "heads",
    title: both("企业负责人"),
    when: { identityClasses: ["enterprise_head"] },
    departments: ["tax", "labour", "safety"].map((key) => ({ key, title: both(key) })),
    workingDays: 10,
  },
  {
    key: "private",
    title: both("非公"),
    when: { ownerships: ["private"] },
    departments: ["tax", "market"].map((key) => ({ key, title: both(key) })),
    workingDays: 7,
  },
]
const definition = (route: readonly object[], asked: readonly object[] = opinions): Definition =>
  definitionSchema.parse({
    format: "laurel-programme/1",
    basis: { document: "江委办发〔2025〕3号", body: "江城市委", most: 100 },
    honours: [{ honour: "medal", seats: 20, differential: { perSeat: "1.2", rounding: "down" } }],
    route,
    opinions: asked,
    substitutes: true,
    ...{ seatTypes: [], ratios: [], eligibility: [], perUnit: null, founded: "never", cultivation: null, term: null },
  })

const unitSteps = [
  step(["congress", "recommendation", "民主推荐", [["union", "unit"]]]),
  step(["unit_notice", "unit_notice", "单位公示", [["unit", "unit"]]]),
]

/** 两审三公示: notices in the unit, in the city and before the decision, two reviews; the unit's leaders countersign. */
export const threeNotices = definition([
  ...unitSteps,
  step(
    [
      "leaders",
      "tier_review",
      "党政会签",
      [
        ["party", "unit"],
        ["union_office", "recommender"],
      ],
    ],
    { mode: "all" },
  ),
  step(["opinions", "opinions", "征求意见", []], { mode: "all", overdue: "pass" }),
  step(["first_review", "tier_review", "初审", [["district", "recommender"]]]),
  step(["city_notice", "public_notice", "公示", [["office", "office"]]]),
  step(
    [
      "second_review",
      "tier_review",
      "复审",
      [
        ["office", "office"],
        ["leader", "office"],
      ],
    ],
    { mode: "in_turn" },
  ),
  step(["committee", "committee", "评委会", [["committee", "committee"]]], {
    committee: { mode: "ballot", quorum: "66", threshold: "50", hidden: [] },
  }),
  step(["final_notice", "public_notice", "拟表彰公示", [["office", "office"]]]),
  step(["decision", "decision", "决定", [["office", "office"]]]),
])

/** 两审两公示 of a county: any of three reviewers, and opinions are only asked of whom a rule names. */
export const twoNotices = definition([
  step(["unit_notice", "unit_notice", "单位公示", [["unit", "unit"]]], { overdue: "withdraw" }),
  step(
    [
      "review",
      "tier_review",
      "初审",
      [
        ["first", "recommender"],
        ["second", "recommender"],
        ["third", "office"],
      ],
    ],
    { mode: "any", overdue: "pass" },
  ),
  step(["opinions", "opinions", "征求意见", []], { mode: "all" }),
  step(["vetting", "tier_review", "核查", [["discipline", "office"]]], { when: { rankFrom: "division" } }),
  step(["notice", "public_notice", "公示", [["office", "office"]]]),
  step(
    [
      "decision",
      "decision",
      "决定",
      [
        ["secretary", "committee"],
        ["office", "office"],
      ] as const,
    ],
    {
      mode: "in_turn",
    },
  ),
])

/** A route without a step of the unit's own, whose first review can only give papers back to before it. */
export const straight = definition([
  step(
    [
      "review",
      "tier_review",
      "初审",
      [
        ["a", "recommender"],
        ["b", "office"],
      ] as const,
    ],
    { mode: "all" },
  ),
  step(["decision", "decision", "决定", [["office", "office"]]]),
])

export const worker: Profile = profile()
export const head: Profile = { ...worker, identityClass: "enterprise_head", ownership: "private", rank: "division" }
