import type { StepKind, StepParty } from "#db/words.ts"
import type { CommitteeRules, Step } from "../steps.ts"
import type { Both } from "../words.ts"
import { both } from "./preset.ts"

const signer = (key: string, title: Both, by: StepParty) => ({ key, title, by })

const unitUnion = signer("unit_union", both("基层工会", "Unit's union"), "unit")
const unitParty = signer("unit_party", both("单位党政", "Unit's Party and administration"), "unit")
const recommender = signer("recommender", both("推荐单位", "Recommending unit"), "recommender")
const office = signer("office", both("评选办公室", "Honours office"), "office")
const committee = signer("committee", both("评审委员会", "Committee"), "committee")

const step = (
  key: string,
  kind: StepKind,
  title: Both,
  by: ReturnType<typeof signer>,
  workingDays: number | null,
): Step => ({ key, kind, title, mode: "one", signers: [by], workingDays })

/** Heads of units need 85 % of the votes (domain.md 1.6 step 2, one city). */
export const recommendation: Step = {
  key: "recommendation",
  kind: "recommendation",
  title: both("民主推荐", "Democratic recommendation"),
  mode: "in_turn",
  signers: [unitUnion, unitParty],
  workingDays: null,
  approval: [{ when: { flags: ["unit_head"] }, share: "85" }],
}

export const unitNotice = step("unit_notice", "unit_notice", both("基层单位公示", "Notice in the unit"), unitUnion, 5)

export const opinions: Step = {
  key: "opinions",
  kind: "opinions",
  title: both("征求部门意见", "Department opinions"),
  mode: "all",
  signers: [],
  workingDays: 10,
}

export const firstReview = step("first_review", "tier_review", both("初审", "First review"), recommender, 10)
export const secondReview = step("second_review", "tier_review", both("复审", "Second review"), office, 10)

/** The pre-check of the office and the signature of whoever answers for it, by two people (domain.md 1.6 step 8). */
export const doubleReview: Step = {
  ...secondReview,
  mode: "in_turn",
  signers: [
    signer("office_clerk", both("评选办公室经办人", "Clerk of the honours office"), "office"),
    signer("office_head", both("评选办公室负责人", "Head of the honours office"), "office"),
  ],
  distinct: true,
}
export const areaNotice = step(
  "area_notice",
  "public_notice",
  both("推荐单位公示", "Notice of the recommending unit"),
  recommender,
  5,
)
export const cityNotice = step("city_notice", "public_notice", both("全市公示", "City-wide notice"), office, 5)
export const officeNotice = step("notice", "public_notice", both("公示", "Public notice"), office, 5)
export const officeReview = step("review", "tier_review", both("审核", "Review"), office, 10)

export const committeeStep = (title: Both, rules: CommitteeRules): Step => ({
  ...step("committee", "committee", title, committee, 15),
  committee: rules,
})

/** Two thirds of the members take part, more than half of the votes are for. */
export const secretBallot: CommitteeRules = { mode: "ballot", quorum: "2/3", threshold: "50", hidden: [] }

export const decision = step("decision", "decision", both("审定", "Decision"), office, null)
export const document = step("document", "document", both("印发表彰决定", "Commendation document"), office, null)

/** 两审三公示: unit notice, first review, notice of the recommending unit, second review, notice of all (domain.md 1.6). */
export const twoReviewsThreeNotices = (notice: Step = cityNotice): Step[] => [
  recommendation,
  unitNotice,
  opinions,
  firstReview,
  areaNotice,
  secondReview,
  notice,
  decision,
  document,
]

/** 两审两公示, as counties run it (domain.md 1.6). */
export const twoReviewsTwoNotices: Step[] = [
  recommendation,
  unitNotice,
  opinions,
  firstReview,
  secondReview,
  officeNotice,
  decision,
  document,
]
