import type { Keep } from "#attachments/commands.ts"
import type { Scope } from "#db/db.ts"
import { consentScopes } from "#db/words.ts"
import type { FileStore } from "#files/store.ts"
import { answerConsent, askConsent } from "#honours/nominations/consent/commands.ts"
import type { Move } from "#honours/nominations/course/moves.ts"
import { currentStanding } from "#honours/nominations/course/standing.ts"
import { returnTargets } from "#honours/nominations/course/timeline.ts"
import { lockNomination, moveNomination } from "#honours/nominations/moves/commands.ts"
import { attachFile, saveSection } from "#honours/nominations/papers/commands.ts"
import { startNomination } from "#honours/nominations/starting/commands.ts"
import { offersFor } from "#honours/nominations/starting/queries.ts"
import { submitNomination } from "#honours/nominations/submission/commands.ts"
import { codeFrom } from "#lib/codes.ts"
import { dayOf } from "#lib/dates.ts"
import { calendarOf } from "#notices/calendar/queries.ts"
import { lastDay } from "#notices/calendar/working-days.ts"
import { seededBytes } from "./chance.ts"
import { done } from "./done.ts"
import { emptyPdf, portrait } from "./papers.ts"
import type { City } from "./people.ts"

const day = 86_400_000
const story =
  "扎根一线二十余年，带领班组攻克主轴热变形难题，创新“三步校正法”，节约成本二百余万元，培养高技能人才十八名。"

const sections = (from: string, until: string): Readonly<Record<string, Readonly<Record<string, string>>>> => ({
  basic: { politics: "party_member", education: "college", nativePlace: "澜江", worksSince: "2003-07", rank: "none" },
  unit: { headcount: "460", unionFounded: "1996-05-01", unionMembers: "452", head: "刘志远" },
  team: { members: "12", women: "3", migrants: "2", leader: "沈立新", shiftTeam: "yes" },
  resume: { resume: "2003-07 至 2010-12 学徒、装配钳工\n2011-01 至今 装配钳工、班组长" },
  honours: { others: "2019-04 公司先进生产者" },
  deeds: { summary: story, full: story.repeat(8), contribution: "" },
  democracy: {
    meeting: "workers_congress",
    heldOn: from,
    entitled: "86",
    present: "82",
    votesFor: "80",
    votesAgainst: "1",
    abstained: "1",
  },
  notice: { from, until, place: "厂务公开栏", outcome: "no_objection" },
})

const proofs: Readonly<Record<string, readonly [string, () => File]>> = {
  democracy: ["minutes", () => new File([emptyPdf()], "职代会决议.pdf")],
  notice: ["notice_proof", () => new File([emptyPdf()], "公示无异议证明.pdf")],
  photo: ["photo", () => new File([portrait()], "照片.png")],
}

/** What became of a nominee: still being filled in, submitted, signed by the recommending unit, returned, and too late. */
type Stage = "draft" | "submitted" | "signed" | "returned" | "overdue"
type Nominee = {
  readonly by: string
  readonly honour: string
  readonly at: number
  readonly team: string
  readonly stage: Stage
}

const nominees: readonly Nominee[] = [
  { by: "lathe", honour: "may-day-medal", at: 3, team: "", stage: "signed" },
  { by: "lathe", honour: "may-day-certificate", at: -1, team: "", stage: "submitted" },
  { by: "lathe", honour: "worker-pioneer", at: -1, team: "装配一班", stage: "draft" },
  { by: "power", honour: "may-day-medal", at: 3, team: "", stage: "overdue" },
  { by: "power", honour: "may-day-certificate", at: -1, team: "", stage: "returned" },
  { by: "power", honour: "worker-pioneer", at: -1, team: "带电作业班", stage: "submitted" },
]

type Filling = { readonly scope: Scope; readonly keep: Keep; readonly id: number; readonly today: Date }
type Kind = "person" | "unit" | "team"

/** Fills in sections of papers as their unit would, with the files that prove them. */
export async function fill({ scope, keep, id, today }: Filling, kind: Kind, keys: readonly string[]): Promise<void> {
  const first = dayOf(new Date(today.getTime() - 30 * day))
  const typed = sections(first, lastDay(first, 5, await calendarOf(scope)))
  for (const key of keys) {
    const fields = typed[key === "basic" && kind !== "person" ? kind : key]
    if (fields) done(await saveSection(scope, id, key, { version: 0, typed: fields }))
    const [purpose, file] = proofs[key] ?? []
    if (purpose && file) done(await attachFile(scope, keep, id, { purpose, upload: file() }))
  }
}

/** The nominee agrees, behind a link of their own. */
export async function agree(scope: Scope, id: number): Promise<void> {
  const code = codeFrom(seededBytes(`demo consent ${id}`)(64), 16)
  done(await askConsent(scope, id, code))
  const anybody: Scope = { ...scope, actor: { kind: "public" } }
  done(await answerConsent(anybody, { code, accepts: true, scopes: consentScopes, words: "" }))
}

/** What the recommending unit does with it; the officer of the city may act for any unit below. */
async function review(city: City, id: number, version: number, stage: Stage, today: Date): Promise<void> {
  const officer = await city.as("honours", new Date(today.getTime() - 5 * day))
  const steps = await lockNomination(officer, id)
  const [signer] = steps ? (currentStanding(steps.steps, steps.course)?.pending ?? []) : []
  if (stage === "signed" && signer) {
    const move: Move = { move: "sign", signer: signer.key, verdict: "agree" }
    done(await moveNomination(officer, id, { move, version, words: "同意推荐。" }))
    return
  }
  const [to = ""] = steps ? returnTargets(steps.steps, steps.course) : []
  const deadline = new Date(today.getTime() + (stage === "overdue" ? -1 : 6) * day)
  const words = "职代会决议缺少表决票数，请补充后重新提交。"
  done(await moveNomination(officer, id, { move: { move: "return", to }, version, words, deadline }))
}

const kindOf = ({ at, team }: Nominee): Kind => (at >= 0 ? "person" : team ? "team" : "unit")

async function nominate(city: City, keep: Keep, nominee: Nominee, today: Date): Promise<void> {
  const scope = await city.as(nominee.by, new Date(today.getTime() - 6 * day))
  const [programme] = (await offersFor(scope, undefined)).programmes
  const { honours } = await offersFor(scope, programme?.id)
  const honour = honours.find((one) => one.slug === nominee.honour)
  if (!programme || !honour) return
  const person = nominee.at >= 0 ? city.people.filter(({ unit }) => unit === nominee.by)[nominee.at] : undefined
  const who = { personId: person?.id ?? null, unitId: city.unitIds.get(nominee.by) ?? null, teamName: nominee.team }
  const { id } = done(await startNomination(scope, { programmeId: programme.id, honourId: honour.id, ...who }))
  const kind = kindOf(nominee)
  const own = kind === "person" ? ["resume", "photo"] : []
  const keys =
    nominee.stage === "draft" ? ["basic", "deeds"] : ["basic", "honours", "deeds", "democracy", "notice", ...own]
  await fill({ scope, keep, id, today }, kind, keys)
  if (nominee.stage === "draft") return
  if (kind === "person") await agree(scope, id)
  const submitted = await submitNomination(scope, id, 1)
  // Whoever holds such an honour already is barred: these papers stay with the unit, and say why.
  if (!submitted.ok && submitted.refusal.code === "nominee_barred") return
  const { version } = done(submitted)
  if (nominee.stage !== "submitted") await review(city, id, version, nominee.stage, today)
}

/** Nominations of this season in all stages: one returned, one too late, one not yet whole. */
export async function recommend(city: City, store: FileStore, today: Date): Promise<void> {
  const keep = { store, random: seededBytes("demo papers") }
  for (const nominee of nominees) await nominate(city, keep, nominee, today)
}
