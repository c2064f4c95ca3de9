import { and, eq } from "drizzle-orm"
import { beforeEach, expect, test } from "vitest"
import {
  allotments,
  auditEntries,
  committeeCases,
  committees,
  decisionExceptions,
  nominations,
} from "#db/schema/index.ts"
import { decide } from "#honours/decisions/commands.ts"
import { closeSession, dealCases, openSession, seatCommittee } from "#honours/reviews/committee/commands.ts"
import { addMember } from "#honours/reviews/members/commands.ts"
import { casesOf, findCommittee, sessionOf } from "#honours/reviews/queries.ts"
import { openSecondVote, select } from "#honours/reviews/selection/commands.ts"
import { resultsOf } from "#honours/reviews/selection/queries.ts"
import { score } from "#honours/reviews/session/commands.ts"
import { code, must } from "../../support/answers.ts"
import { scopeOf, seededRandom, testApp } from "../../support/app.ts"
import { makeExperts, makeNominee, makeReviewed } from "../../support/committees.ts"
import { freshDatabase, onPostgres } from "../../support/database.ts"
import { makeUnit } from "../../support/people.ts"

const { db } = await freshDatabase()
const city = await makeUnit(db, "江城市总工会")
const works = await makeUnit(db, "江城机床厂", city)
const mill = await makeUnit(db, "江城纺织厂", city)
const { officerId, actor, experts } = await makeExperts(db, city, 3)
const officer = scopeOf(db, actor)
const { as } = testApp(db)
const browser = await as(officerId)
const random = seededRandom("seats")
const front = {
  ...{ key: "front", title: { zh: "一线职工", en: "Front line" } },
  when: { identityClasses: ["industrial_worker" as const] },
}
let serial = 0
let programme: Awaited<ReturnType<typeof makeReviewed>>
let committeeId: number

const nominate = (name: string, unit: typeof works, identityClass: "cadre" | "industrial_worker") =>
  makeNominee(db, programme, unit, name, {
    profile: {
      ...{ honour: programme.honour.slug, recipient: "person", identityClass, flags: [], rank: "none" },
      ...{ unitKind: "enterprise", ownership: "state", isShiftTeam: false },
    },
  })

/** Counted: two seats, of which one is kept for the front line of the works; nominees with their scores. */
async function counted(given: readonly (readonly [string, typeof works, "cadre" | "industrial_worker", string])[]) {
  programme = await makeReviewed(db, city, { mode: "score" }, `kept${++serial}`, { seatTypes: [front] })
  const { programmeId, honour } = programme
  const seats = { programmeId, honourId: honour.id }
  await db.insert(allotments).values([
    { ...seats, unitId: works.id, seats: 1, typed: { front: 1 } },
    { ...seats, unitId: mill.id, seats: 1, typed: {} },
  ])
  for (const [name, unit, identity] of given) await nominate(name, unit, identity)
  const facts = { stepKey: "experts", name: "专家评审委员会", readers: null }
  committeeId = (await must(seatCommittee(officer, programmeId, facts))).id
  for (const [at, { id }] of experts.entries())
    await must(addMember(officer, committeeId, { personId: id, isChair: at === 0 }))
  await must(dealCases(officer, committeeId, random))
  await must(openSession(officer, committeeId, 1))
  const { members, cases } = await sessionOf(db, committeeId)
  for (const { id: memberId, personId } of members)
    for (const [name, , , value] of given) {
      const token = cases.find(({ nomination }) => nomination.name === name)?.token ?? ""
      const member = scopeOf(db, { kind: "member", memberId, committeeId, personId })
      await must(score(member, committeeId, token, { score: value, words: "", seen: 0 }))
    }
  await must(closeSession(officer, committeeId, 2))
}
const idOf = async (name: string) =>
  (await casesOf(db, committeeId)).find(({ nomination }) => nomination.name === name)?.id ?? 0
const where = async () => {
  const seated = await findCommittee(officer, committeeId)
  if (!seated) throw new Error("no committee")
  const { honours } = await resultsOf(officer, seated)
  return honours.flatMap(({ lines }) => lines.map((line) => `${line.case.nomination.name} ${line.where}`))
}
const choose = async (names: readonly string[], reason = "") =>
  select(officer, committeeId, { caseIds: await Promise.all(names.map(idOf)), reason, version: 3 })

beforeEach(() =>
  counted([
    ["干部甲", mill, "cadre", "95"],
    ["干部乙", works, "cadre", "90"],
    ["工人丙", mill, "industrial_worker", "85"],
    ["工人丁", works, "industrial_worker", "80"],
  ]),
)

test("the seat that a unit has for a type waits for its nominee of that type, past better ones", async () => {
  expect(await where()).toEqual(["干部甲 in", "干部乙 kept", "工人丙 kept", "工人丁 in"])
  const page = await browser.text(`/manage/committees/${committeeId}/selection`)
  expect(page).toMatch(/一线职工<\/span><span class="num">1 \/ 1/)
  expect(await code(choose(["干部甲", "工人丙"]))).toBe("seats_of_type")
  expect(await code(choose(["干部甲", "工人丁"]))).toBe("ok")
})

test("who takes a seat of another type does so for a reason that is kept, and by an exception of the decision", async () => {
  const path = `/manage/committees/${committeeId}/selection`
  const caseId = [String(await idOf("干部甲")), String(await idOf("干部乙"))]
  const check = await (await browser.post(`${path}/check`, { caseId, reason: "", version: "3" })).text()
  expect(check).toContain("不符合比例或名额类型的名单")
  const refused = await browser.post(path, { caseId, reason: "", version: "3" })
  expect([refused.status, await refused.text()]).toEqual([
    422,
    expect.stringContaining("所选中有 1 人不符合剩余名额的类型"),
  ])
  const reason = "机床厂一线人选已退出"
  expect(await code(choose(["干部甲", "干部乙"], reason))).toBe("ok")
  const [kept] = await db.select().from(committees).where(eq(committees.id, committeeId))
  expect(kept?.departure).toBe(reason)
  const audits = await db.select().from(auditEntries).where(eq(auditEntries.action, "committee.select"))
  expect(audits.at(-1)?.facts).toEqual({ chosen: 2, cases: 4, unseated: 1 })
  const ids = await ready()
  const document = {
    ...{ number: `江工发〔2026〕${serial}号`, decidedOn: "2026-04-28", titleZh: "决定", titleEn: "" },
    ...{ issuers: ["江城市总工会"], visibleFrom: null },
  }
  const named = { ids, posthumous: [], document }
  const slug = programme.programme.slug
  expect(await code(decide(officer, slug, { ...named, exception: { reason: "", basis: "" } }))).toBe(
    "exception_reason_missing",
  )
  expect(await code(decide(officer, slug, { ...named, exception: { reason, basis: "江委办〔2026〕3号" } }))).toBe("ok")
  const rows = await db
    .select()
    .from(decisionExceptions)
    .where(eq(decisionExceptions.programmeId, programme.programmeId))
  expect(rows.map(({ rule, needs, has }) => [rule, needs, has])).toEqual([[`typed:${slug}`, 2, 1]])
})

/** The chosen, taken past their public notice. */
async function ready() {
  const rows = await db
    .update(nominations)
    .set({ stepKey: "decision" })
    .where(and(eq(nominations.programmeId, programme.programmeId), eq(nominations.state, "underway")))
    .returning()
  return rows.map(({ id }) => id)
}

test("a later session finds the seats that the one before has left, type by type", async () => {
  expect(await code(choose(["工人丁"], "其余待下次评审"))).toBe("ok")
  await db.update(committees).set({ state: "signed" }).where(eq(committees.id, committeeId))
  const late = await nominate("工人戊", works, "industrial_worker")
  const facts = { programmeId: programme.programmeId, definitionId: programme.definitionId, stepKey: "experts" }
  const [second] = await db
    .insert(committees)
    .values({ ...facts, session: 2, name: "第二次", state: "counted", createdAt: new Date("2026-04-01T00:00:00Z") })
    .returning()
  committeeId = second?.id ?? 0
  await db
    .insert(committeeCases)
    .values({ committeeId, nominationId: late.id, number: 1, token: `late${serial}`, hiddenWords: [] })
  const seated = await findCommittee(officer, committeeId)
  if (!seated) throw new Error("no committee")
  const { honours } = await resultsOf(officer, seated)
  const [one] = honours
  // Of two seats the works' own is given away, the other is open to anybody.
  expect([one?.seats, one?.room([await idOf("工人戊")])]).toEqual([1, 1])
})

test("two ties, one for the open seat and one for the kept one, are voted on one after the other", async () => {
  await counted([
    ["甲", mill, "cadre", "90"],
    ["乙", mill, "cadre", "90"],
    ["丙", works, "industrial_worker", "80"],
    ["丁", works, "industrial_worker", "80"],
  ])
  expect(await where()).toEqual(["甲 line", "乙 line", "丙 line", "丁 line"].toSorted(byNumber(await numbers())))
  expect(await code(choose(["甲", "丙"], "理由"))).toBe("tie_at_line")
  await must(openSecondVote(officer, committeeId, programme.honour.id))
  const { ballots } = await sessionOf(db, committeeId)
  const about = ballots.at(-1)
  expect([about?.seats, about?.caseIds.toSorted()]).toEqual([1, [await idOf("甲"), await idOf("乙")].toSorted()])
})

const numbers = async () => new Map((await casesOf(db, committeeId)).map((one) => [one.nomination.name, one.number]))
/** By place, and those of one place by the number that was dealt. */
const byNumber = (dealt: ReadonlyMap<string, number>) => (a: string, b: string) => {
  const place = (line: string) => ("甲乙".includes(line[0] ?? "") ? 0 : 1)
  return place(a) - place(b) || (dealt.get(a[0] ?? "") ?? 0) - (dealt.get(b[0] ?? "") ?? 0)
}

test.skipIf(!onPostgres())("two officers who settle one list at once settle it once", async () => {
  const caseIds = [await idOf("干部甲"), await idOf("工人丁")]
  const both = await Promise.all(
    [1, 2].map(() => code(select(officer, committeeId, { caseIds, reason: "", version: 3 }))),
  )
  expect(both.toSorted()).toEqual(["ok", "wrong_state"])
  const rows = await db.select().from(auditEntries).where(eq(auditEntries.action, "committee.select"))
  expect(rows.filter(({ subjectId }) => subjectId === committeeId)).toHaveLength(1)
  const moved = await db.select().from(nominations).where(eq(nominations.programmeId, programme.programmeId))
  expect(moved.map(({ name, state }) => `${name} ${state}`).toSorted()).toEqual([
    "工人丁 underway",
    "工人丙 passed",
    "干部乙 passed",
    "干部甲 underway",
  ])
})
