import { both, honour, offer, type Preset, plainTerms } from "./preset.ts"
import { decision, document, firstReview, officeNotice, recommendation, secondReview } from "./steps.ts"

const medal = "may-day-honorary-medal"

/** For foreign friends: 20 from many countries in 2023 and 2024, 50 in 2018 (domain.md 1.1). */
export const honoraryMedal: Preset = {
  id: "honorary-medal",
  title: both("五一劳动荣誉奖章", "May Day Honorary Medal"),
  summary: both(
    "授予外国友人：人员档案中须有护照或外国人永久居留身份证，不占五一劳动奖章名额。",
    "For foreign friends: a passport or a card of permanent residence is on file, outside the seats of the May Day medal.",
  ),
  batch: "special",
  honours: [honour(medal, both("五一劳动荣誉奖章", "May Day Honorary Medal"), "person", 35)],
  definition: {
    ...plainTerms,
    honours: [offer(medal, 20)],
    eligibility: [
      {
        kind: "identity",
        key: "foreign_papers",
        when: { recipients: ["person"] },
        effect: "refuse",
        papers: ["passport", "permanent_residence"],
      },
    ],
    route: [recommendation, firstReview, secondReview, officeNotice, decision, document],
  },
}
