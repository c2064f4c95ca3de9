import type { Drop } from "../scheme.ts"
import { both, type EventTemplate, prizeTitles } from "./template.ts"

const counted = [
  { name: "first", count: 1 },
  { name: "second", count: 2 },
  { name: "third", count: 3 },
] as const
const total = both("总分", "Total")

/** A panel's trimmed mean to two decimals; equal there, the unrounded mean decides (domain.md 2.4 rule 4, 2.5). */
const performance = (id: string, judges: number, drop: Required<Drop>, max: string): EventTemplate => ({
  id,
  title: both(`表演评分：${judges} 名评委`, `Performance: ${judges} judges`),
  summary: both(
    `去掉 ${drop.high} 个最高分和 ${drop.low} 个最低分后取平均，保留两位小数；两位小数相同比未取舍的平均分。满分 ${max}。`,
    `The mean without the ${drop.high} highest and ${drop.low} lowest, to two decimals; equal ones go by the unrounded mean. Out of ${max}.`,
  ),
  showsJudgeMarks: true,
  rules: {
    scheme: {
      key: "total",
      kind: "sum",
      round: 2,
      parts: [{ key: "panel", kind: "judged", judges, drop, combine: "mean", max }],
    },
    ranking: {
      order: [
        { by: "total", direction: "desc" },
        { by: "panel", direction: "desc" },
      ],
      places: "skip",
    },
    prizes: counted,
  },
  titles: {
    nodes: { total, panel: both("评委评分", "Judges' marks") },
    values: {},
    prizes: prizeTitles,
  },
})

/** Judges 60, public votes 40 (domain.md 3, works); at most 30 % of the works get a prize. */
const works: EventTemplate = {
  id: "works-60-votes-40",
  title: both("作品评选：评委 60 + 投票 40", "Works: judges 60 + votes 40"),
  summary: both(
    "作品匿名评分，评委平均分占 60%，网络投票折算为百分制占 40%；获奖不超过参评作品的 30%。",
    "Blind works: the judges' mean counts 60 %, votes turned into a mark out of 100 count 40 %; prizes for at most 30 %.",
  ),
  showsJudgeMarks: false,
  rules: {
    scheme: {
      key: "total",
      kind: "sum",
      round: 2,
      parts: [
        {
          key: "experts",
          kind: "judged",
          judges: 5,
          drop: { high: 1, low: 1 },
          combine: "mean",
          max: "100",
          weight: "0.6",
        },
        { key: "votes", kind: "value", name: "votes", weight: "0.4", floor: "0", cap: "100" },
      ],
    },
    ranking: {
      order: [
        { by: "total", direction: "desc" },
        { by: "experts", direction: "desc" },
      ],
      places: "skip",
    },
    prizes: [
      { name: "first", share: "0.05", rounding: "floor" },
      { name: "second", share: "0.1", rounding: "floor" },
      { name: "third", share: "0.15", rounding: "floor" },
    ],
  },
  titles: {
    nodes: { total, experts: both("评委评分", "Judges' marks"), votes: both("投票得分", "Votes") },
    values: { votes: both("投票折算分（0–100）", "Votes as a mark (0–100)") },
    prizes: prizeTitles,
  },
}

/** Base points, set, group, buzzer and risk questions, right or wrong (domain.md 3-a). */
const quiz: EventTemplate = {
  id: "knowledge-quiz",
  title: both("知识竞赛", "Knowledge quiz"),
  summary: both(
    "底分 100，必答、小组、抢答、风险题分别累计，抢答和风险可为负分；同分加赛后填写加赛名次。",
    "A base of 100 and points for set, group, buzzer and risk questions; the play-off settles equal teams.",
  ),
  showsJudgeMarks: false,
  rules: {
    scheme: {
      key: "total",
      kind: "sum",
      parts: [
        { key: "base", kind: "measured", min: "0", max: "200", step: "10" },
        { key: "must", kind: "measured", min: "-100", step: "10" },
        { key: "group", kind: "measured", step: "10" },
        { key: "buzzer", kind: "measured", min: "-200", step: "10" },
        { key: "risk", kind: "measured", min: "-100", step: "10" },
      ],
    },
    ranking: {
      order: [
        { by: "total", direction: "desc" },
        { by: "value:playoff", direction: "asc" },
      ],
      places: "skip",
    },
    prizes: counted,
  },
  titles: {
    nodes: {
      total,
      base: both("底分", "Base"),
      must: both("必答题", "Set questions"),
      group: both("小组题", "Group questions"),
      buzzer: both("抢答题", "Buzzer questions"),
      risk: both("风险题", "Risk questions"),
    },
    values: { playoff: both("加赛名次", "Place in the play-off") },
    prizes: prizeTitles,
  },
}

export const stageTemplates: readonly EventTemplate[] = [
  performance("performance-5", 5, { high: 1, low: 1 }, "100"),
  performance("performance-9", 9, { high: 2, low: 2 }, "10"),
  works,
  quiz,
]
