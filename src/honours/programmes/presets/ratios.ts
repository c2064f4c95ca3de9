import type { Filter } from "../filter.ts"
import type { Ratio } from "../ratios.ts"
import type { Both } from "../words.ts"
import { both } from "./preset.ts"

/** A line of a rule: so many percent of the seats, or of those chosen whom the line names. */
const line =
  (bound: Ratio["bound"], base: Ratio["base"]) =>
  (key: string, title: Both, share: string, of: Filter, among: Filter = {}): Ratio => ({
    key,
    title,
    of,
    among,
    base,
    bound,
    share,
    count: null,
  })

export const floor = line("least", "seats")
export const cap = line("most", "seats")
export const floorOf = line("least", "chosen")
export const capOf = line("most", "chosen")

export const frontLine: Filter = {
  identityClasses: ["industrial_worker", "other_front_line", "technical", "science_education"],
}
export const heads: Filter = { identityClasses: ["enterprise_head"] }
export const farmers: Filter = { identityClasses: ["farmer"] }
export const enterpriseStaff: Filter = { unitKinds: ["enterprise"] }
export const nonPublic: Filter = { flags: ["non_public"] }

export const frontLineTitle = both("一线职工和专业技术人员", "Front-line and technical staff")
export const headsTitle = both("企业负责人", "Heads of enterprises")
export const migrantTitle = both("农民工", "Migrant workers")
export const nonPublicTitle = both("非公有制单位", "Non-public units")
export const scienceTitle = both("科教人员", "Science and education")
export const womenTitle = both("女性", "Women")

/** The floors of the national medal 2022–2024 (domain.md 1.5) among those who get the honours named. */
export const nationalFloors = (medals: Filter): Ratio[] => [
  floor("workers", both("产业工人", "Industrial workers"), "35", { identityClasses: ["industrial_worker"] }, medals),
  floor(
    "front_line",
    both("其他一线职工和专业技术人员", "Other front-line and technical staff"),
    "20",
    { identityClasses: ["other_front_line", "technical"] },
    medals,
  ),
  floor("science", scienceTitle, "20", { identityClasses: ["science_education"] }, medals),
  floor("migrant", migrantTitle, "10", { flags: ["migrant_worker"] }, medals),
]
