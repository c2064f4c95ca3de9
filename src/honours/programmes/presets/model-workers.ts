import { modelWorkerStandings, notAgain, rankBar, vetoList } from "./eligibility.ts"
import { opinionsByIdentity } from "./opinions.ts"
import { both, honour, offer, type Preset, plainTerms } from "./preset.ts"
import * as lines from "./ratios.ts"
import { committeeStep, doubleReview, secretBallot, twoReviewsThreeNotices } from "./steps.ts"

const model = "model-worker"
const advanced = "advanced-worker"
const all = { honours: [model, advanced] }

/** Nanjing 2015, of 450: nested shares of farmers and of enterprise staff (domain.md 1.5). */
const ratios = [
  lines.floor("front_line", lines.frontLineTitle, "60", lines.frontLine, all),
  lines.floor("farmers", both("农民", "Farmers"), "15", lines.farmers, all),
  lines.capOf(
    "farm_heads",
    both("农民中的合作社、乡镇企业负责人", "Heads of co-operatives among farmers"),
    "25",
    { flags: ["unit_head"] },
    lines.farmers,
  ),
  lines.floor("migrant", lines.migrantTitle, "5", { flags: ["migrant_worker"] }, all),
  lines.cap("heads", lines.headsTitle, "10", lines.heads, all),
]

const [recommend, notice, asked, first, area, _second, ...rest] = twoReviewsThreeNotices()

export const modelWorkers: Preset = {
  id: "model-workers",
  title: both("劳动模范和先进工作者", "Model workers and advanced workers"),
  summary: both(
    "企业、农民和其他劳动者评劳模，机关事业单位评先进工作者；差额 120% 推荐，委员会无记名投票。",
    "Workers and farmers as model workers, staff of organs and institutions as advanced workers; 120 % nominated, secret ballot.",
  ),
  batch: "regular",
  honours: [
    honour(model, both("劳动模范", "Model Worker"), "person", 10),
    honour(advanced, both("先进工作者", "Advanced Worker"), "person", 20),
  ],
  definition: {
    ...plainTerms,
    honours: [offer(model, 300, "1.2"), offer(advanced, 150, "1.2")],
    seatTypes: [
      { key: "front_line", title: both("一线职工", "Front line"), when: lines.frontLine },
      { key: "farmer", title: both("农民", "Farmer"), when: lines.farmers },
      { key: "institution", title: both("事业单位", "Institution"), when: { unitKinds: ["institution"] } },
    ],
    ratios,
    eligibility: [rankBar, ...modelWorkerStandings, notAgain(model, advanced), vetoList],
    route: [
      recommend,
      notice,
      asked,
      first,
      area,
      doubleReview,
      committeeStep(both("评选委员会表决", "Vote of the committee"), secretBallot),
      ...rest,
    ].flatMap((step) => step ?? []),
    opinions: opinionsByIdentity,
  },
}
