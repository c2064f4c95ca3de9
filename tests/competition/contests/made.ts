import { actorOfAccount } from "#accounts/actors.ts"
import { createContest, createEvent } from "#competition/contests/commands.ts"
import { templateById } from "#competition/contests/templates/all.ts"
import type { Db, Scope } from "#db/db.ts"
import { scopeOf } from "../../support/app.ts"

export const contestFields = {
  titleZh: "2026 年江城市职工职业技能大赛",
  titleEn: "City Skills Contest 2026",
  slug: "skills-2026",
  hosts: "主办：江城市总工会",
  tier: "市级一类",
  approvalBasis: "江工发〔2026〕17号",
  place: "实训中心",
  startsOn: "2026-12-05",
  endsOn: "2026-12-06",
  registrationOpensAt: "2026-11-20 09:00",
  registrationClosesAt: "2026-12-01 17:00",
}

export const eventFields = {
  code: "fitter",
  titleZh: "钳工",
  titleEn: "Fitter",
  occupationCode: "",
  entrantGroup: "worker",
  minAge: "18",
  maxAge: "",
  minSkill: "junior",
  maxSkill: "",
  perUnitLimit: "3",
  capacity: "",
}

/** The scope of somebody signed in. */
export async function scopeAs(db: Db, accountId: number): Promise<Scope> {
  const actor = await actorOfAccount(scopeOf(db, { kind: "system", name: "test" }), accountId)
  if (!actor) throw new Error("no such account")
  return scopeOf(db, actor)
}

let serial = 0

/** A contest of a unit with one event from a template. */
export async function makeContest(scope: Scope, host: { id: number }, template = "practice-aspects") {
  const number = ++serial
  const contest = await createContest(scope, {
    ...contestFields,
    slug: `contest-${number}`,
    hostUnitId: host.id,
    registrationOpensAt: new Date("2026-11-20T01:00:00Z"),
    registrationClosesAt: new Date("2026-12-01T09:00:00Z"),
  })
  const book = templateById(template)
  if (!contest.ok || !book) throw new Error("no contest")
  const plain = { code: "fitter", titleZh: "钳工", titleEn: "Fitter", occupationCode: null, entrantGroup: "worker" }
  const rest = { eligibility: {}, perUnitLimit: null, capacity: null, showsJudgeMarks: false }
  const event = await createEvent(scope, contest.value.id, { ...plain, ...rest, entrantGroup: "worker" }, book)
  if (!event.ok) throw new Error(event.refusal.code)
  return { contest: contest.value, event: event.value }
}
