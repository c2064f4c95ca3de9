import { asc, eq } from "drizzle-orm"
import { expect, test } from "vitest"
import { actorOfAccount } from "#accounts/actors.ts"
import { policies, underPolicy } from "#accounts/policy.ts"
import { transact } from "#db/db.ts"
import { auditEntries, nominationActs, nominations, programmeDefinitions, programmes } from "#db/schema/index.ts"
import type { Move } from "#honours/nominations/course/moves.ts"
import { markOverdue } from "#honours/nominations/deadlines/commands.ts"
import { lockNomination, makeMove, moveNomination } from "#honours/nominations/moves/commands.ts"
import type { Result } from "#lib/result.ts"
import { scopeOf } from "../../../support/app.ts"
import { freshDatabase, onPostgres } from "../../../support/database.ts"
import { makeHonour, makeNomination, makeProgramme } from "../../../support/honours.ts"
import { makeOfficer, makePerson, makeUnit } from "../../../support/people.ts"
import { head, threeNotices, worker } from "../course/routes.ts"

const { db } = await freshDatabase()
const city = await makeUnit(db, "江城市总工会")
const district = await makeUnit(db, "临江区总工会", city)
const works = await makeUnit(db, "临江机械厂", district)
const far = await makeUnit(db, "东山区总工会", city)
const now = new Date("2026-03-02T02:00:00Z")

const scopeFor = async (account: number) => {
  const actor = await actorOfAccount(scopeOf(db, { kind: "public" }), account)
  if (!actor) throw new Error("no actor")
  return scopeOf(db, underPolicy(policies.default, actor), now)
}
const operator = await scopeFor(await makeOfficer(db, works, "unit_operator"))
const districtOfficer = await scopeFor(await makeOfficer(db, district, "honours_officer"))
const secondOfficer = await scopeFor(await makeOfficer(db, district, "honours_officer"))
const office = await scopeFor(await makeOfficer(db, city, "honours_officer"))
const auditor = await scopeFor(await makeOfficer(db, city, "auditor"))
const stranger = await scopeFor(await makeOfficer(db, far, "honours_officer"))
const system = scopeOf(db, { kind: "system", name: "test" }, now)

const honour = await makeHonour(db, city, "medal")
const programme = await makeProgramme(db, city, "may-day")
await db
  .insert(programmeDefinitions)
  .values({ programmeId: programme.id, number: 1, definition: threeNotices, reason: "", createdAt: now })

async function nominee(facts: Partial<typeof nominations.$inferInsert> = {}): Promise<number> {
  const person = await makePerson(db, works, "何守一")
  const more = { profile: worker, recommendingUnitId: district.id, ...facts }
  return (await makeNomination(db, programme, { honour, unit: works, person }, more)).id
}
const rowOf = async (id: number) => {
  const [row] = await db.select().from(nominations).where(eq(nominations.id, id))
  if (!row) throw new Error("no nomination")
  return row
}
const codeOf = (result: Result<unknown>) => (result.ok ? "done" : result.refusal.code)
const move = async (scope: typeof office, id: number, one: Move, more: object = {}) =>
  codeOf(await moveNomination(scope, id, { move: one, version: (await rowOf(id)).version, ...more }))
const sign = (signer: string): Move => ({ move: "sign", signer, verdict: "agree" })
const standing = async (id: number) => {
  const { state, stepKey, round, version } = await rowOf(id)
  return [state, stepKey, round, version]
}

test("each party moves a nomination where it is its turn, and everything is noted", async () => {
  const id = await nominee()
  expect(await move(office, id, { move: "submit" })).toBe("not_permitted")
  expect(await move(operator, id, { move: "submit" })).toBe("done")
  expect(await standing(id)).toEqual(["underway", "leaders", 1, 2])
  expect(await move(districtOfficer, id, sign("party"))).toBe("not_permitted")
  expect(await move(operator, id, sign("party"), { words: "同意推荐" })).toBe("done")
  expect(await move(operator, id, sign("union_office"))).toBe("not_permitted")
  expect(await move(districtOfficer, id, sign("union_office"))).toBe("done")
  expect(await standing(id)).toEqual(["underway", "first_review", 1, 4])
  expect(await move(office, id, { move: "decide" })).toBe("not_permitted")
  const acts = await db
    .select()
    .from(nominationActs)
    .where(eq(nominationActs.nominationId, id))
    .orderBy(asc(nominationActs.id))
  expect(acts.map((act) => [act.move, act.stepKey, act.signer, act.verdict, act.words])).toEqual([
    ["submit", "", "", null, ""],
    ["sign", "leaders", "party", "agree", "同意推荐"],
    ["sign", "leaders", "union_office", "agree", ""],
  ])
  const trail = await db.select().from(auditEntries).where(eq(auditEntries.subjectId, id)).orderBy(asc(auditEntries.id))
  expect(
    trail.filter(({ subjectKind }) => subjectKind === "nomination").map(({ action, facts }) => [action, facts]),
  ).toEqual([
    ["nomination.submit", { step: "", round: 1, to: "leaders" }],
    ["nomination.sign", { step: "leaders", round: 1, signer: "party", verdict: "agree", to: "leaders" }],
    ["nomination.sign", { step: "leaders", round: 1, signer: "union_office", verdict: "agree", to: "first_review" }],
  ])
})

test("what concerns nobody of one's own is not found, and an auditor changes nothing", async () => {
  const id = await nominee()
  expect(await move(stranger, id, { move: "withdraw" })).toBe("not_found")
  expect(await move(auditor, id, { move: "withdraw" })).toBe("not_found")
  expect(await move(operator, 999_999 as number, { move: "submit" }).catch(() => "no such row")).toBe("no such row")
  expect(codeOf(await moveNomination(office, 999_999, { move: { move: "submit" }, version: 1 }))).toBe("not_found")
})

test("a return has a deadline and begins a round; the signature before it can no longer be taken back", async () => {
  const id = await nominee({ state: "underway", stepKey: "leaders" })
  expect(await move(operator, id, sign("party"))).toBe("done")
  expect(await move(districtOfficer, id, { move: "take_back", signer: "party" })).toBe("not_permitted")
  expect(await move(operator, id, { move: "take_back", signer: "party" })).toBe("done")
  expect(await move(operator, id, sign("party"))).toBe("done")
  const deadline = new Date("2026-03-10T15:59:59Z")
  const returned: Move = { move: "return", to: "congress" }
  expect(await move(districtOfficer, id, returned, { words: "票数不清", deadline })).toBe("done")
  expect([await standing(id), (await rowOf(id)).dueAt]).toEqual([["underway", "congress", 2, 5], deadline])
  expect(await move(operator, id, { move: "take_back", signer: "party" })).toBe("not_permitted")
  expect(await move(operator, id, { move: "resubmit" })).toBe("done")
  const due = new Date("2026-03-09T16:00:00Z")
  expect([await standing(id), (await rowOf(id)).dueAt]).toEqual([["underway", "leaders", 2, 6], due])
  expect(await move(operator, id, sign("party"))).toBe("done")
})

test("a deadline that has passed is marked once, and where silence is consent the step is passed", async () => {
  const dueAt = new Date("2026-03-01T16:00:00Z")
  const late = await nominee({ state: "underway", stepKey: "first_review", dueAt })
  const silent = await nominee({ state: "underway", stepKey: "opinions", dueAt, profile: head })
  const inTime = await nominee({ state: "underway", stepKey: "first_review", dueAt: new Date("2026-03-02T03:00:00Z") })
  expect([await markOverdue(system), await markOverdue(system)]).toEqual([2, 0])
  expect([await standing(late), await standing(silent), await standing(inTime)]).toEqual([
    ["underway", "first_review", 1, 2],
    ["underway", "first_review", 1, 2],
    ["underway", "first_review", 1, 1],
  ])
})

test("taking back a signature that led on to the next step brings back the step with its deadline", async () => {
  const dueAt = new Date("2026-03-09T15:59:59Z")
  const id = await nominee({ state: "underway", stepKey: "first_review", dueAt })
  expect(await move(districtOfficer, id, sign("district"))).toBe("done")
  expect([await standing(id), (await rowOf(id)).dueAt]).toEqual([["underway", "city_notice", 1, 2], null])
  expect(await move(secondOfficer, id, { move: "take_back", signer: "district" })).toBe("not_permitted")
  expect(await move(districtOfficer, id, { move: "take_back", signer: "district" })).toBe("done")
  expect([await standing(id), (await rowOf(id)).dueAt]).toEqual([["underway", "first_review", 1, 3], dueAt])
})

test("a task that was handed to one colleague is theirs alone", async () => {
  const id = await nominee({ state: "underway", stepKey: "first_review" })
  const colleague = secondOfficer.actor.kind === "account" ? secondOfficer.actor.accountId : 0
  const to = { key: `account_${colleague}`, title: { zh: "同事", en: "A colleague" }, by: "recommender" as const }
  expect(await move(districtOfficer, id, { move: "transfer", signer: "district", to })).toBe("done")
  expect(await move(districtOfficer, id, sign("district"))).toBe("not_permitted")
  expect(await move(districtOfficer, id, sign(to.key))).toBe("not_permitted")
  expect(await move(secondOfficer, id, sign(to.key))).toBe("done")
})

test("notices, opinions, ballots and decisions are signed on their own pages, inside their transactions", async () => {
  const id = await nominee({ state: "underway", stepKey: "city_notice" })
  expect(await move(office, id, sign("office"))).toBe("not_permitted")
  const noted = await transact(system, async (inner) => {
    const locked = await lockNomination(inner, id)
    if (!locked) throw new Error("no nomination")
    const asked = { move: sign("office"), version: 1, name: "公示系统", facts: { notice: 7 } }
    return makeMove(inner, locked, asked)
  })
  expect([codeOf(noted), await standing(id)]).toEqual(["done", ["underway", "second_review", 1, 2]])
  const [act] = await db.select().from(nominationActs).where(eq(nominationActs.nominationId, id))
  expect([act?.byName, act?.byAccountId, act?.facts]).toEqual(["公示系统", null, { notice: 7 }])
})

test("an older page is refused, and so is a selection that is over", async () => {
  const id = await nominee({ state: "underway", stepKey: "first_review" })
  expect(codeOf(await moveNomination(districtOfficer, id, { move: sign("district"), version: 7 }))).toBe("stale")
  await db.update(programmes).set({ state: "archived" }).where(eq(programmes.id, programme.id))
  expect(await move(districtOfficer, id, sign("district"))).toBe("programme_shut")
  await db.update(programmes).set({ state: "open" }).where(eq(programmes.id, programme.id))
})

test("whatever the office and the recommending unit may end, the unit may not", async () => {
  const ends = ["reject", "pass_over", "lose"] as const
  for (const one of ends) {
    const id = await nominee({ state: "underway", stepKey: "first_review" })
    expect([one, await move(operator, id, { move: one }, { words: "x" })]).toEqual([one, "not_permitted"])
    expect([one, await move(office, id, { move: one }, { words: "x" })]).toEqual([one, "done"])
    expect(await move(office, id, { move: "call_up" })).toBe(one === "pass_over" ? "done" : "wrong_state")
  }
})

test.skipIf(!onPostgres())("two who sign at the same moment are one signature and one refusal", async () => {
  const id = await nominee({ state: "underway", stepKey: "first_review" })
  const both = [districtOfficer, secondOfficer].map((scope) =>
    moveNomination(scope, id, { move: sign("district"), version: 1 }),
  )
  const answers = (await Promise.all(both)).map(codeOf).sort()
  expect(answers).toEqual(["done", "stale"])
  expect((await db.select().from(nominationActs).where(eq(nominationActs.nominationId, id))).length).toBe(1)
})
