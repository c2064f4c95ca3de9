import type { RankingRules } from "../scheme.ts"
import { both, type EventTemplate, minutes, prizeTitles, promotions, shares } from "./template.ts"

const total = both("总成绩", "Total")
const theory = both("理论", "Theory")
const practice = both("实操", "Practice")

/** Equal totals go by practice, then by less time (domain.md 2.4 rule 1). */
const practiceThenTime: RankingRules = {
  order: [
    { by: "total", direction: "desc" },
    { by: "practice", direction: "desc" },
    { by: "value:minutes", direction: "asc" },
  ],
  places: "skip",
}

/** Theory and practice by weight; equal totals go by practice, then by less time (domain.md 2.3, 2.4 rule 1). */
const theoryPractice = (id: string, weights: readonly [string, string]): EventTemplate => {
  const [first, second] = weights.map((weight) => Number(weight) * 100)
  return {
    id,
    title: both(`理论 ${first} + 实操 ${second}`, `Theory ${first} + practice ${second}`),
    summary: both(
      "百分制理论和实操按比例合成，各设 60 分合格线；同分先比实操，再比用时；合格者前 3 名可晋升技师。",
      "Theory and practice out of 100, weighted, a pass mark of 60 each; equal totals go by practice, then by time. The first 3 who pass may become technicians.",
    ),
    showsJudgeMarks: false,
    rules: {
      scheme: {
        key: "total",
        kind: "sum",
        parts: [
          { key: "theory", kind: "measured", max: "100", weight: weights[0], pass: "60" },
          { key: "practice", kind: "measured", max: "100", weight: weights[1], pass: "60" },
        ],
      },
      ranking: practiceThenTime,
      prizes: shares,
      teams: { combine: "sum", best: 3, order: ["total", "practice", { by: "value:minutes", direction: "asc" }] },
    },
    titles: { nodes: { total, theory, practice }, values: minutes, prizes: prizeTitles, promotions },
  }
}

/** Theory 25, practice 55, technical questions 20, each with a pass mark of 60 (domain.md 2.3, lift contest). */
const threeParts: EventTemplate = {
  id: "three-parts",
  title: both("理论 25 + 实操 55 + 答辩 20", "Theory 25 + practice 55 + questions 20"),
  summary: both(
    "三部分各按百分制、各设 60 分合格线；前 30 名晋级，并列第 30 名全部晋级；合格者前 3 名可晋升技师。",
    "Three parts out of 100 with a pass mark of 60 each; the first 30 advance, and all who tie with the 30th. The first 3 who pass may become technicians.",
  ),
  showsJudgeMarks: false,
  rules: {
    scheme: {
      key: "total",
      kind: "sum",
      parts: [
        { key: "theory", kind: "measured", max: "100", weight: "0.25", pass: "60" },
        { key: "practice", kind: "measured", max: "100", weight: "0.55", pass: "60" },
        { key: "questions", kind: "measured", max: "100", weight: "0.2", pass: "60" },
      ],
    },
    ranking: {
      order: [
        { by: "total", direction: "desc" },
        { by: "practice", direction: "desc" },
        { by: "theory", direction: "desc" },
        { by: "questions", direction: "desc" },
      ],
      places: "skip",
    },
    advance: { count: 30, ties: "all" },
    prizes: shares.map((prize) => ({ ...prize, needsPass: true })),
  },
  titles: {
    nodes: { total, theory, practice, questions: both("技术答辩", "Technical questions") },
    values: {},
    prizes: prizeTitles,
    promotions,
  },
}

/** Time before the parts: total, less time, practice, theory, else the same place (domain.md 2.4 rule 2). */
const timeFirst: EventTemplate = {
  id: "time-first",
  title: both("理论 30 + 实操 70（同分先比用时）", "Theory 30 + practice 70, time first"),
  summary: both(
    "同分依次比用时、实操、理论，仍相同则并列；团体取三人总分，同分比三人总用时。",
    "Equal totals go by less time, practice, theory, else share the place; a team is the sum of three.",
  ),
  showsJudgeMarks: false,
  rules: {
    scheme: {
      key: "total",
      kind: "sum",
      parts: [
        { key: "theory", kind: "measured", max: "100", weight: "0.3" },
        { key: "practice", kind: "measured", max: "100", weight: "0.7" },
      ],
    },
    ranking: {
      order: [
        { by: "total", direction: "desc" },
        { by: "value:minutes", direction: "asc" },
        { by: "practice", direction: "desc" },
        { by: "theory", direction: "desc" },
      ],
      places: "skip",
    },
    prizes: shares,
    teams: { combine: "sum", best: 3, order: ["total", { by: "value:minutes", direction: "asc" }] },
  },
  titles: { nodes: { total, theory, practice }, values: minutes, prizes: prizeTitles },
}

/** Theory, and practice made of measured and judged aspects: what most trades grow out of. */
const aspects: EventTemplate = {
  id: "practice-aspects",
  title: both("理论 30 + 实操 70（分项、五人评分）", "Theory 30 + practice in aspects, five judges"),
  summary: both(
    "实操分测量、工艺和安全：测量由记分员录入，工艺由五名裁判评分去掉最高最低，安全扣分；合格者前 3 名可晋升技师。",
    "Practice of measurements, workmanship by five judges without the highest and lowest, and deductions for safety. The first 3 who pass may become technicians.",
  ),
  showsJudgeMarks: false,
  rules: {
    scheme: {
      key: "total",
      kind: "sum",
      round: 2,
      parts: [
        { key: "theory", kind: "measured", max: "100", step: "0.5", weight: "0.3", pass: "60" },
        {
          key: "practice",
          kind: "sum",
          weight: "0.7",
          floor: "0",
          pass: "60",
          parts: [
            { key: "size", kind: "measured", max: "60", step: "0.5" },
            {
              key: "finish",
              kind: "judged",
              judges: 5,
              drop: { high: 1, low: 1 },
              combine: "mean",
              max: "40",
              step: "0.5",
            },
            { key: "safety", kind: "measured", max: "20", step: "1", missing: "0", weight: "-1" },
          ],
        },
      ],
    },
    ranking: practiceThenTime,
    prizes: shares,
  },
  titles: {
    nodes: {
      total,
      theory,
      practice,
      size: {
        ...both("尺寸与配合", "Size and fit"),
        descriptor: "按图样公差逐项测量。",
        descriptorEn: "Measured item by item to the tolerances of the drawing.",
      },
      finish: {
        ...both("工艺与外观", "Workmanship"),
        descriptor: "表面、倒角、整洁，五名裁判独立评分。",
        descriptorEn: "Surfaces, chamfers, neatness; five judges mark on their own.",
      },
      safety: {
        ...both("安全文明扣分", "Deductions for safety"),
        descriptor: "填写扣分数，无扣分可不填。",
        descriptorEn: "Points to take off; leave empty where there are none.",
      },
    },
    values: minutes,
    prizes: prizeTitles,
    promotions,
    conduct: { finish: { spread: "6", unobserved: "omit" } },
  },
}

export const tradeTemplates: readonly EventTemplate[] = [
  theoryPractice("theory-30-practice-70", ["0.3", "0.7"]),
  theoryPractice("theory-40-practice-60", ["0.4", "0.6"]),
  threeParts,
  timeFirst,
  aspects,
]
