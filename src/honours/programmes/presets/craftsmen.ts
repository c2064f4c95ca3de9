import type { Foundation } from "../foundations.ts"
import type { CommitteeRules, Step } from "../steps.ts"
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

/** Whom a contest has placed is not voted on once more. */
const byVote: Step = { ...recommendation, when: { isFounded: false } }

/** Experts read copies that do not say who it is or where from. */
const blindScoring: CommitteeRules = {
  mode: "score",
  quorum: "2/3",
  threshold: "80",
  hidden: ["name", "unit", "photo"],
}

/** The first three of an event with ten placed at least, of this year and the one before (domain.md 1.2, 2.8). */
const placed = (honour: string, seat: Foundation["seat"]): Foundation => ({
  ...{ key: "winners", title: both("技能竞赛前三名", "First three of a skills contest"), honour, seat },
  ...{ place: 3, tiers: [], entrants: 10, years: 2 },
})

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
      byVote,
      unitNotice,
      firstReview,
      committeeStep(both("专家评审", "Expert committee"), blindScoring),
      secondReview,
      cityNotice,
      decision,
      document,
    ],
    founded: "may",
    foundations: [placed(craftsman, "regular")],
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
    // The contest has named them, so that no vote of the unit does; it still shows their names to its staff.
    route: [byVote, unitNotice, firstReview, secondReview, cityNotice, decision, document],
    founded: "must",
    foundations: [placed("may-day-medal", "ring_fenced")],
  },
}
