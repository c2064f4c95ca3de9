import type { EligibilityRule, VetoGround } from "../eligibility-rules.ts"
import { both } from "./preset.ts"

/** Former holders again only with a new outstanding contribution (domain.md 1.3, repeat awards). */
export const notAgain = (...honours: string[]): EligibilityRule => ({
  kind: "repeat",
  key: "not_again",
  when: {},
  effect: "refuse",
  held: { honours },
  years: null,
  unlessContribution: true,
})

/** Deputy department level and above are barred (domain.md 1.3, rank bar). */
export const rankBar: EligibilityRule = {
  kind: "rank",
  key: "rank_bar",
  when: { recipients: ["person"] },
  effect: "refuse",
  from: "deputy_bureau",
}

export const notDeceased: EligibilityRule = {
  kind: "standing",
  key: "deceased",
  when: { recipients: ["person"] },
  effect: "refuse",
  standings: ["deceased"],
}

/** Neither in service, nor foreigners; in principle no retired (Jiangsu model workers, domain.md 1.3). */
export const modelWorkerStandings: EligibilityRule[] = [
  notDeceased,
  {
    kind: "standing",
    key: "nationality",
    when: { recipients: ["person"] },
    effect: "refuse",
    standings: ["foreign", "hk_macao_taiwan", "serving_military"],
  },
  { kind: "standing", key: "retired", when: { recipients: ["person"] }, effect: "warn", standings: ["retired"] },
]

/** May Day medals go to employees of Chinese nationality, from Hong Kong, Macao and Taiwan, too (domain.md 1.1). */
export const medalStandings: EligibilityRule[] = [
  notDeceased,
  {
    kind: "standing",
    key: "nationality",
    when: { recipients: ["person"] },
    effect: "refuse",
    standings: ["foreign"],
  },
]

const ground = (key: string, zh: string, en: string, years = 1): VetoGround => ({ key, title: both(zh, en), years })

/** Accidents, occupational harm and mass incidents bar for three years, the rest the current year (domain.md 1.3). */
export const vetoList: EligibilityRule = {
  kind: "veto",
  key: "veto",
  when: {},
  effect: "refuse",
  barsHead: true,
  grounds: [
    ground("accident", "发生生产安全责任事故", "Production accident", 3),
    ground("occupational_harm", "发生严重职业危害", "Serious occupational hazard", 3),
    ground("mass_incident", "发生群体性事件", "Mass incident", 3),
    ground("wage_arrears", "拖欠职工工资", "Wage arrears"),
    ground("unpaid_insurance", "未依法缴纳社会保险", "Unpaid social insurance"),
    ground("labour_relations", "劳动关系不和谐", "Disharmonious labour relations"),
    ground("no_union", "未建立工会", "No union"),
    ground("no_congress", "未建立职代会或集体合同制度", "No workers' congress or collective contract"),
    ground("energy_overuse", "能源消耗超标", "Energy overuse"),
    ground("pollution", "环境污染严重", "Serious pollution"),
    ground("dishonesty", "列入严重失信主体名单", "Listed as seriously dishonest"),
    ground("tax_evasion", "偷税漏税", "Tax evasion", 2),
  ],
}
