import type { CommitteeRules } from "../steps.ts"
import { medalStandings, notAgain } from "./eligibility.ts"
import { both, honour, offer, type Preset, plainTerms } from "./preset.ts"
import * as lines from "./ratios.ts"
import {
  cityNotice,
  committeeStep,
  decision,
  document,
  firstReview,
  recommendation,
  secondReview,
  unitNotice,
} from "./steps.ts"

const craftsman = "craftsman"

/** Experts read copies that do not say who it is or where from. */
const blindScoring: CommitteeRules = {
  mode: "score",
  quorum: "2/3",
  threshold: "80",
  hidden: ["name", "unit", "photo"],
}

/** 比赛和推荐相结合, with a cultivation term before the title (domain.md 1.1, craftsman pipeline). */
export const tenCraftsmen: Preset = {
  id: "ten-craftsmen",
  title: both("十大工匠", "Ten craftsmen"),
  summary: both(
    "比赛和推荐相结合，按 1:2 差额推荐，专家匿名评分，培育 12 个月合格后命名。",
    "From contests and recommendation, two nominated for each seat, experts score blind copies; named after 12 months of cultivation.",
  ),
  batch: "regular",
  honours: [honour(craftsman, both("工匠", "Craftsman"), "person", 60)],
  definition: {
    ...plainTerms,
    honours: [offer(craftsman, 10, "2")],
    ratios: [lines.cap("heads", lines.headsTitle, "10", { flags: ["unit_head"] })],
    eligibility: [...medalStandings, notAgain(craftsman)],
    route: [
      recommendation,
      unitNotice,
      firstReview,
      committeeStep(both("专家评审", "Expert committee"), blindScoring),
      secondReview,
      cityNotice,
      decision,
      document,
    ],
    founded: "may",
    cultivation: { months: 12 },
  },
}

/** Winners of contests outside of the ratios: 单列 (domain.md 1.2, 2.8). */
export const contestWinners: Preset = {
  id: "contest-winners",
  title: both("技能竞赛优胜选手（单列）", "Contest winners (ring-fenced)"),
  summary: both(
    "依据竞赛成绩按程序申报，不占比例；单独行文表彰。",
    "Founded on contest results, outside of the ratios; a decision of its own.",
  ),
  batch: "ring_fenced",
  honours: [honour("may-day-medal", both("五一劳动奖章", "May Day Labour Medal"), "person", 30)],
  definition: {
    ...plainTerms,
    honours: [offer("may-day-medal", 20)],
    eligibility: [...medalStandings, notAgain("may-day-medal")],
    route: [recommendation, unitNotice, firstReview, secondReview, cityNotice, decision, document],
    founded: "must",
  },
}
