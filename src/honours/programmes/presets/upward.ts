import type { EligibilityRule } from "../eligibility-rules.ts"
import { medalStandings, rankBar, vetoList } from "./eligibility.ts"
import { opinionsByIdentity } from "./opinions.ts"
import { both, honour, offer, type Preset, plainTerms } from "./preset.ts"
import * as lines from "./ratios.ts"
import { twoReviewsThreeNotices } from "./steps.ts"

type Level = "provincial" | "national"

/** Candidates normally hold the honour of the level below already (荣誉基础, domain.md 1.3). */
const basis = (level: Level): EligibilityRule => ({
  kind: "basis",
  key: "honour_basis",
  when: { recipients: ["person"] },
  effect: level === "national" ? "refuse" : "warn",
  held: { levels: level === "national" ? ["provincial", "national"] : ["municipal", "provincial"] },
})

const names = { provincial: both("省", "Provincial"), national: both("全国", "National") }

/** A city's part of a selection above it: its nominees leave with an export, and come back as entries of the register. */
const upward = (level: Level, seats: readonly [number, number, number]): Preset => {
  const slug = (one: string) => `${level}-${one}`
  const title = (zh: string, en: string) => both(`${names[level].zh}${zh}`, `${names[level].en} ${en}`)
  const medals = { honours: [slug("may-day-medal")] }
  return {
    id: `upward-${level}`,
    title: title("五一劳动奖推荐", "May Day honours: recommendation upward"),
    summary: both(
      "按上级下达的名额和比例推荐，完成本级审核和公示后报送。",
      "By the quota and ratios from above; reviewed and put up here, then sent upward.",
    ),
    batch: "regular",
    honours: [
      honour(slug("may-day-certificate"), title("五一劳动奖状", "May Day Labour Certificate"), "unit", 6, level),
      honour(slug("may-day-medal"), title("五一劳动奖章", "May Day Labour Medal"), "person", 5, level),
      honour(slug("worker-pioneer"), title("工人先锋号", "Worker Pioneer Title"), "team", 7, level),
    ],
    definition: {
      ...plainTerms,
      honours: [
        offer(slug("may-day-certificate"), seats[0]),
        offer(slug("may-day-medal"), seats[1]),
        offer(slug("worker-pioneer"), seats[2]),
      ],
      ratios: [
        ...lines.nationalFloors(medals),
        { ...lines.cap("heads", lines.headsTitle, "0", lines.heads, medals), share: null, count: 1 },
        lines.floor("non_public", lines.nonPublicTitle, "35", lines.nonPublic),
      ],
      eligibility: [rankBar, ...medalStandings, basis(level), vetoList],
      route: twoReviewsThreeNotices(),
      opinions: opinionsByIdentity,
      substitutes: false,
    },
  }
}

export const upwardProvincial = upward("provincial", [4, 9, 12])
export const upwardNational = upward("national", [1, 3, 3])
