import { medalStandings, rankBar, vetoList } from "./eligibility.ts"
import { opinionsByIdentity } from "./opinions.ts"
import { both, honour, offer, type Preset, plainTerms } from "./preset.ts"
import * as lines from "./ratios.ts"
import {
  decision,
  document,
  firstReview,
  officeNotice,
  officeReview,
  opinions,
  recommendation,
  secondReview,
  unitNotice,
} from "./steps.ts"

const certificate = "may-day-certificate"
const medal = "may-day-medal"
const pioneer = "worker-pioneer"

const honours = [
  honour(medal, both("五一劳动奖章", "May Day Labour Medal"), "person", 30),
  honour(certificate, both("五一劳动奖状", "May Day Labour Certificate"), "unit", 40),
  honour(pioneer, both("工人先锋号", "Worker Pioneer Title"), "team", 50),
]

const [, nationality] = medalStandings

/** Key projects and rescue: at once, without waiting for May Day, posthumous awards among them (domain.md 1.2, 1.9). */
export const immediate: Preset = {
  id: "immediate",
  title: both("即时表彰", "Immediate commendation"),
  summary: both(
    "重大工程、抢险救援等中表现突出的，及时授予；可追授，不占比例。",
    "For outstanding deeds in key projects or rescue, at once; posthumous awards are possible, no ratios.",
  ),
  batch: "immediate",
  honours,
  definition: {
    ...plainTerms,
    honours: [offer(medal, 5), offer(certificate, 2), offer(pioneer, 3)],
    eligibility: nationality ? [rankBar, nationality] : [rankBar],
    route: [recommendation, officeReview, officeNotice, decision, document],
    substitutes: false,
  },
}

/** One topic, such as an epidemic: 99, 558 and 200 in Chengdu 2020 (domain.md 1.2). */
export const special: Preset = {
  id: "special",
  title: both("专项表彰", "Special-topic commendation"),
  summary: both(
    "围绕一项专题工作，向一线倾斜；一线不少于 60%。",
    "For one topic, most of it for the front line: 60 % at least.",
  ),
  batch: "special",
  honours,
  definition: {
    ...plainTerms,
    honours: [offer(medal, 30), offer(certificate, 10), offer(pioneer, 20)],
    ratios: [lines.floor("front_line", lines.frontLineTitle, "60", lines.frontLine, { honours: [medal] })],
    eligibility: [rankBar, ...medalStandings, vetoList],
    route: [recommendation, unitNotice, opinions, firstReview, secondReview, officeNotice, decision, document],
    opinions: opinionsByIdentity,
  },
}
