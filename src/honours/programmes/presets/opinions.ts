import type { Opinions } from "../definition.ts"
import type { Filter } from "../filter.ts"
import { both } from "./preset.ts"

// The departments of domain.md 1.7 by the names they have had since 2018; which are asked is for each place to settle.
const departments = {
  market: both("市场监管部门", "Market regulation"),
  tax: both("税务部门", "Taxation"),
  labour: both("人力资源和社会保障部门", "Human resources and social security"),
  emergency: both("应急管理部门", "Emergency management"),
  environment: both("生态环境部门", "Ecology and environment"),
  audit: both("审计部门", "Audit"),
  discipline: both("纪检监察机关", "Discipline inspection and supervision"),
  organisation: both("组织人事部门", "Organisation and personnel"),
  health: both("卫生健康部门", "Health"),
}

const ask = (key: string, zh: string, en: string, when: Filter, asked: readonly (keyof typeof departments)[]) => ({
  key,
  title: both(zh, en),
  when,
  departments: asked.map((one) => ({ key: one, title: departments[one] })),
  workingDays: 10,
})

const inspectors = ["market", "tax", "labour", "emergency", "environment"] as const

/** Who is asked about whom: enterprises, their heads, and cadres each have a form of their own (domain.md 1.7). */
export const opinionsByIdentity: Opinions[] = [
  ask("enterprise", "企业", "Enterprises", { recipients: ["unit"], unitKinds: ["enterprise"] }, inspectors),
  ask("enterprise_head", "企业负责人", "Heads of enterprises", { identityClasses: ["enterprise_head"] }, [
    ...inspectors,
    "audit",
    "discipline",
  ]),
  ask("cadre", "机关事业单位干部", "Cadres of organs and institutions", { identityClasses: ["cadre"] }, [
    "organisation",
    "discipline",
    "health",
  ]),
]
