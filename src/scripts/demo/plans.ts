import type { EventForm } from "#competition/contests/forms.ts"
import type { TeamRules } from "#competition/contests/scheme.ts"
import type { Promotion } from "#db/schema/index.ts"

/** How far an event of the demo has come. */
export type Stage = "open" | "judging" | "conferred"

export type EventPlan = {
  readonly form: EventForm
  readonly template: string
  /** Whose post begins with one of these may enter. */
  readonly posts: readonly string[]
  readonly entrants: number
  readonly teams?: TeamRules
  /** Skill promotions other than those of the template. */
  readonly promotions?: Promotion[]
  /** Two codes that are marked alike, and so share a place. */
  readonly alike?: readonly [string, string]
  /** What is found wrong after publication and published again. */
  readonly correction?: Correction
}

export type Correction = {
  readonly alias: string
  readonly entry: string
  readonly slot: string
  readonly value: string
  readonly reason: string
}

export type ContestPlan = {
  readonly slug: string
  readonly titleZh: string
  readonly titleEn: string
  readonly hosts: string
  readonly tier: string
  readonly place: string
  /** Days from today on which it begins and ends; registration closes ten days before it begins. */
  readonly begins: number
  readonly ends: number
  readonly stage: Stage
  readonly events: readonly EventPlan[]
}

const form = (code: string, titleZh: string, titleEn: string, rest: Partial<EventForm> = {}): EventForm => ({
  code,
  titleZh,
  titleEn,
  occupationCode: "",
  entrantGroup: "open",
  eligibility: { minAge: 16 },
  perUnitLimit: 12,
  capacity: 60,
  showsJudgeMarks: false,
  ...rest,
})

export const contestPlans = (year: number): readonly ContestPlan[] => [
  {
    slug: `${year}-machinists`,
    titleZh: `${year}年澜江市职工职业技能竞赛`,
    titleEn: `Lanjiang Workers' Skills Contest ${year}`,
    hosts: "主办：澜江市总工会、澜江市人力资源和社会保障局\n承办：澜江市机械冶金工会",
    tier: "一类",
    place: "澜江职业技术学院实训中心",
    begins: -45,
    ends: -43,
    stage: "conferred",
    events: [
      {
        form: form("fitter", "钳工", "Fitter", { occupationCode: "6-20-01-01" }),
        template: "practice-aspects",
        posts: ["装配钳工", "模具钳工", "铣工", "车工", "数控车工", "车辆检修工"],
        entrants: 30,
        teams: { combine: "sum", best: 3 },
        promotions: [
          { level: "senior_technician", last: 8, needsPass: true, holds: "technician" },
          { level: "technician", last: 10, needsPass: true, holds: "senior" },
          { level: "senior", last: 15, needsPass: true, holds: "intermediate", under: 55 },
        ],
        correction: {
          alias: "S1",
          entry: "A007",
          slot: "theory",
          value: "91.5",
          reason: "复核试卷：A007 理论第 12 题漏判，理论成绩更正为 91.5 分",
        },
      },
      {
        form: form("speech", "劳模精神宣讲", "Speeches on the spirit of model workers", { showsJudgeMarks: true }),
        template: "performance-5",
        posts: ["护士", "站务员", "快递员", "实训教师", "缝纫工", "列车司机"],
        entrants: 16,
        alike: ["A004", "A009"],
      },
    ],
  },
  {
    slug: `${year}-plumbers`,
    titleZh: `${year}年澜江市管道工技能大赛`,
    titleEn: `Lanjiang Plumbers' Contest ${year}`,
    hosts: "主办：澜江市总工会\n承办：澜江市城乡建设工会、澜江市自来水有限公司",
    tier: "二类",
    place: "澜江市自来水有限公司培训基地",
    begins: 0,
    ends: 2,
    stage: "judging",
    events: [
      {
        form: form("plumber", "管道工", "Plumber", { occupationCode: "6-29-02-09" }),
        template: "practice-aspects",
        posts: ["管道工", "泵站运行工", "水质检验员", "砌筑工", "钢筋工"],
        entrants: 18,
      },
    ],
  },
  {
    slug: `${year + 1}-electric`,
    titleZh: `${year + 1}年澜江市电力与焊接技能竞赛`,
    titleEn: `Lanjiang Electrical and Welding Contest ${year + 1}`,
    hosts: "主办：澜江市总工会\n承办：东山区总工会",
    tier: "二类",
    place: "东山电力检修有限公司",
    begins: 40,
    ends: 42,
    stage: "open",
    events: [
      {
        form: form("line-worker", "电力线路工", "Power line worker", { perUnitLimit: 8, capacity: 30 }),
        template: "theory-30-practice-70",
        posts: ["电力线路工", "变电检修工"],
        entrants: 20,
      },
      {
        form: form("welder", "焊工", "Welder", { eligibility: { minAge: 18, minSkill: "intermediate" } }),
        template: "theory-40-practice-60",
        posts: ["焊工"],
        entrants: 16,
      },
    ],
  },
]
