import type { Definition } from "../definition.ts"
import { medalStandings, notAgain, rankBar, vetoList } from "./eligibility.ts"
import { opinionsByIdentity } from "./opinions.ts"
import { both, honour, offer, type Preset, plainTerms } from "./preset.ts"
import * as lines from "./ratios.ts"
import { twoReviewsThreeNotices, twoReviewsTwoNotices } from "./steps.ts"

const certificate = "may-day-certificate"
const medal = "may-day-medal"
const pioneer = "worker-pioneer"
const medals = { honours: [medal] }

const seatTypes: Definition["seatTypes"] = [
  { key: "front_line", title: both("一线职工", "Front line"), when: { ...medals, ...lines.frontLine } },
  {
    key: "non_public_head",
    title: both("非公企业负责人", "Heads of non-public enterprises"),
    when: { ...medals, ...lines.heads, ...lines.nonPublic },
  },
  {
    key: "non_public_unit",
    title: both("非公企业", "Non-public enterprise"),
    when: { honours: [certificate, pioneer], ...lines.nonPublic },
  },
]

/** Shares of the national medal 2022–2024 with the caps of a city (domain.md 1.5: national, Xiamen). */
const cityRatios = [
  ...lines.nationalFloors(medals),
  lines.floor("women", lines.womenTitle, "20", { flags: ["woman"] }, medals),
  lines.cap("heads", lines.headsTitle, "15", lines.heads, medals),
  lines.floor("non_public", lines.nonPublicTitle, "35", lines.nonPublic),
  lines.floor(
    "shift_teams",
    both("班组（科室）", "Shift teams and sections"),
    "70",
    { isShiftTeam: true },
    { honours: [pioneer] },
  ),
]

const eligibility = [rankBar, ...medalStandings, notAgain(certificate, medal, pioneer), vetoList]

const honours = [
  honour(certificate, both("五一劳动奖状", "May Day Labour Certificate"), "unit", 40),
  honour(medal, both("五一劳动奖章", "May Day Labour Medal"), "person", 30),
  honour(pioneer, both("工人先锋号", "Worker Pioneer Title"), "team", 50),
]

export const cityMayDay: Preset = {
  id: "city-may-day",
  title: both("市五一劳动奖和工人先锋号（两审三公示）", "City May Day honours (two reviews, three notices)"),
  summary: both(
    "奖状 28、奖章 100、先锋号 100；一线、科教、农民工、非公比例和企业负责人控制数。",
    "28 certificates, 100 medals, 100 pioneer teams; floors for the front line, science, migrant workers and non-public units, a cap for heads.",
  ),
  batch: "regular",
  honours,
  definition: {
    ...plainTerms,
    honours: [offer(certificate, 28), offer(medal, 100), offer(pioneer, 100)],
    seatTypes,
    ratios: cityRatios,
    eligibility,
    route: twoReviewsThreeNotices(),
    opinions: opinionsByIdentity,
  },
}

/** Funing county 2021: 20, 60 and 45 with the shares of domain.md 1.5; no substitutes (1.6, post-notice handling). */
const countyRatios = [
  lines.floor(
    "front_line",
    lines.frontLineTitle,
    "60",
    { identityClasses: ["industrial_worker", "other_front_line", "technical"] },
    medals,
  ),
  lines.floor("science", lines.scienceTitle, "5", { identityClasses: ["science_education"] }, medals),
  lines.floor("non_public", lines.nonPublicTitle, "65", lines.nonPublic, medals),
  lines.cap("heads", lines.headsTitle, "12", lines.heads, medals),
  lines.floor("non_public_units", both("非公单位和集体", "Non-public units and teams"), "60", lines.nonPublic, {
    honours: [certificate, pioneer],
  }),
  lines.floor(
    "shift_teams",
    both("企业班组", "Enterprise shift teams"),
    "70",
    { isShiftTeam: true, ...lines.enterpriseStaff },
    { honours: [pioneer] },
  ),
]

export const countyMayDay: Preset = {
  id: "county-may-day",
  title: both("县（区）五一劳动奖（两审两公示）", "County May Day honours (two reviews, two notices)"),
  summary: both(
    "奖状 20、奖章 60、先锋号 45；弄虚作假者取消名额，不得递补。",
    "20 certificates, 60 medals, 45 pioneer teams; a seat lost is not filled again.",
  ),
  batch: "regular",
  honours: honours.map((one) => ({ ...one, level: "district" })),
  definition: {
    ...plainTerms,
    honours: [offer(certificate, 20), offer(medal, 60), offer(pioneer, 45)],
    seatTypes,
    ratios: countyRatios,
    eligibility,
    route: twoReviewsTwoNotices,
    opinions: opinionsByIdentity,
    substitutes: false,
  },
}
