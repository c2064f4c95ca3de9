import { and, eq } from "drizzle-orm"
import { beforeEach, expect, test } from "vitest"
import { actorOfAccount } from "#accounts/actors.ts"
import type { Scope } from "#db/db.ts"
import { auditEntries, ballotPapers, committeeScores, committees } from "#db/schema/index.ts"
import type { Vote } from "#db/words.ts"
import { closeSession, dealCases, openSession, seatCommittee } from "#honours/reviews/committee/commands.ts"
import { addMember, removeMember } from "#honours/reviews/members/commands.ts"
import { committeeById, sessionOf } from "#honours/reviews/queries.ts"
import { cast, declareInterest, score } from "#honours/reviews/session/commands.ts"
import { deskFor, findPlace } from "#honours/reviews/session/queries.ts"
import { code, must } from "../../support/answers.ts"
import { scopeOf, seededRandom } from "../../support/app.ts"
import { makeExperts, makeNominee, makeReviewed } from "../../support/committees.ts"
import { freshDatabase, onPostgres } from "../../support/database.ts"
import { makeOfficer, makeUnit } from "../../support/people.ts"

const { db } = await freshDatabase()
const city = await makeUnit(db, "江城市总工会")
const works = await makeUnit(db, "江城机床厂", city)
const { actor, experts } = await makeExperts(db, city, 4)
const officer = scopeOf(db, actor)
const random = seededRandom("reviews")
let serial = 0

let programme: Awaited<ReturnType<typeof makeReviewed>>
let committeeId: number

/** A committee of the four experts with two nominees of the works and one of the first expert's own institute. */
async function seat(mode: "score" | "ballot", readers: number | null = null) {
  programme = await makeReviewed(db, city, { mode }, `crafts${++serial}`)
  await makeNominee(db, programme, works, "张伟民")
  await makeNominee(db, programme, works, "李秀兰")
  await makeNominee(db, programme, experts[0]?.unit as typeof works, "王建设")
  const seated = await must(
    seatCommittee(officer, programme.programmeId, { stepKey: "experts", name: "专家评审委员会", readers }),
  )
  committeeId = seated.id
  for (const [at, { id }] of experts.entries())
    await must(addMember(officer, committeeId, { personId: id, isChair: at === 0 }))
  await must(dealCases(officer, committeeId, random))
  await must(openSession(officer, committeeId, 1))
}

/** An expert on a tablet. */
async function expert(at: number): Promise<Scope & { memberId: number }> {
  const { members } = await sessionOf(db, committeeId)
  const personId = experts[at]?.id ?? 0
  const memberId = members.find((one) => one.personId === personId)?.id ?? 0
  return { ...scopeOf(db, { kind: "member", memberId, committeeId, personId }), memberId }
}
const desk = async (scope: Scope) => {
  const place = await findPlace(scope, committeeId)
  if (!place) throw new Error("no place")
  return deskFor(scopeOf(db, scope.actor), place.seated, place.member.id)
}
const caseNamed = async (name: string) => {
  const { cases } = await sessionOf(db, committeeId)
  const found = cases.find(({ nomination }) => nomination.name === name)
  if (!found) throw new Error(name)
  return found
}
const actions = async () =>
  (
    await db
      .select()
      .from(auditEntries)
      .where(and(eq(auditEntries.subjectKind, "committee"), eq(auditEntries.subjectId, committeeId)))
      .orderBy(auditEntries.id)
  ).map(({ action, facts, actorKind }) => ({ action, facts, actorKind }))

beforeEach(() => seat("score"))

test("a member of the nominee's unit is out of the room from the start, and sees nothing of that nominee", async () => {
  const { recusals } = await sessionOf(db, committeeId)
  expect(recusals.map(({ name, kind }) => [name, kind])).toEqual([["专家1", "same_unit"]])
  const own = await caseNamed("王建设")
  const numbers = (await desk(await expert(0))).dossiers.map(({ number }) => number)
  expect(numbers).toHaveLength(2)
  expect(numbers).not.toContain(own.number)
  const given = { score: "90", words: "", seen: 0 }
  expect(await code(score(await expert(0), committeeId, own.token, given))).toBe("not_found")
  expect((await desk(await expert(1))).dossiers).toHaveLength(3)
})

test("a score counts once, a stale one is refused, and the one before stays readable", async () => {
  const { token } = await caseNamed("张伟民")
  const juror = await expert(1)
  const give = (value: string, seen: number) =>
    code(score(juror, committeeId, token, { score: value, words: "", seen }))
  expect([await give("88.5", 0), await give("88.5", 0), await give("70", 0)]).toEqual(["ok", "ok", "stale"])
  expect([await give("89", 1), await give("89", 1)]).toEqual(["ok", "ok"])
  const rows = await db.select().from(committeeScores).where(eq(committeeScores.memberId, juror.memberId))
  expect(rows.map(({ number, score }) => [number, score])).toEqual([
    [1, "88.5"],
    [2, "89"],
  ])
  expect((await actions()).filter(({ action }) => action === "committee.score")).toHaveLength(2)
})

test("a declared interest takes the nominee off the desk, and what was scored counts no more", async () => {
  const { token, id } = await caseNamed("张伟民")
  const juror = await expert(1)
  await must(score(juror, committeeId, token, { score: "99", words: "", seen: 0 }))
  await must(declareInterest(juror, committeeId, token, "师徒关系"))
  expect((await desk(juror)).dossiers.map((one) => one.id)).not.toContain(id)
  expect(await code(score(juror, committeeId, token, { score: "90", words: "", seen: 1 }))).toBe("not_found")
  const { recusals } = await sessionOf(db, committeeId)
  expect(recusals.find(({ caseId }) => caseId === id)).toMatchObject({ kind: "declared", reason: "师徒关系" })
})

test("a session closes only when everybody has a quorum, and takes nothing afterwards", async () => {
  const names = ["张伟民", "李秀兰", "王建设"]
  expect(await code(closeSession(officer, committeeId, 2))).toBe("not_quorate")
  for (const name of names)
    for (const at of [1, 2, 3]) {
      const { token } = await caseNamed(name)
      await must(score(await expert(at), committeeId, token, { score: "80", words: "", seen: 0 }))
    }
  expect(await code(closeSession(officer, committeeId, 1))).toBe("stale")
  expect(await code(closeSession(officer, committeeId, 2))).toBe("ok")
  expect(await code(closeSession(officer, committeeId, 3))).toBe("wrong_state")
  const { token } = await caseNamed("张伟民")
  expect(await code(score(await expert(0), committeeId, token, { score: "80", words: "", seen: 0 }))).toBe(
    "wrong_state",
  )
})

test("dossiers are dealt evenly, across no conflict, and only their readers see them", async () => {
  await seat("score", 2)
  const { readings, members } = await sessionOf(db, committeeId)
  const own = await caseNamed("王建设")
  const loads = members.map(({ id }) => readings.filter(({ memberId }) => memberId === id).length)
  expect([readings.length, Math.max(...loads), Math.min(...loads)]).toEqual([6, 2, 1])
  const first = await expert(0)
  expect(readings.filter((one) => one.caseId === own.id && one.memberId === first.memberId)).toEqual([])
  const seen = (await desk(first)).dossiers.map(({ id }) => id)
  const dealt = readings.filter(({ memberId }) => memberId === first.memberId).map(({ caseId }) => caseId)
  expect(new Set(seen)).toEqual(new Set(dealt))
})

const votesOf = (ids: readonly number[], vote: Vote) => new Map(ids.map((id) => [id, vote]))

test("a ballot is cast once, its papers lead to nobody, and the trail says who voted and not how", async () => {
  await seat("ballot")
  const cases = (await sessionOf(db, committeeId)).cases.map(({ id }) => id)
  for (const at of [1, 2, 3]) {
    const juror = await expert(at)
    expect(await code(cast(juror, committeeId, votesOf(cases.slice(0, 2), "for"), random))).toBe("vote_missing")
    expect(await code(cast(juror, committeeId, votesOf(cases, at === 3 ? "abstain" : "for"), random))).toBe("ok")
    expect(await code(cast(juror, committeeId, votesOf(cases, "against"), random))).toBe("already_voted")
  }
  const chair = await expert(0)
  const { ballot } = await desk(chair)
  expect(ballot?.cases).toHaveLength(2)
  await must(cast(chair, committeeId, votesOf(ballot?.cases.map(({ id }) => id) ?? [], "against"), random))
  await must(closeSession(officer, committeeId, 2))
  const { ballots } = await sessionOf(db, committeeId)
  const own = await caseNamed("王建设")
  expect(ballots[0]?.votes.get(own.id)).toEqual({ for: 2, against: 0, abstain: 1 })
  expect(ballots[0]?.votes.get((await caseNamed("张伟民")).id)).toEqual({ for: 2, against: 1, abstain: 1 })
  const papers = await db.select().from(ballotPapers)
  expect(Object.keys(papers[0] ?? {}).toSorted()).toEqual(["ballotId", "caseId", "id", "vote"])
  const cast_ = (await actions()).filter(({ action }) => action === "committee.vote")
  expect(cast_.map(({ facts }) => Object.keys(facts).toSorted())).toEqual(Array(4).fill(["ballot", "memberId"]))
})

test("rows of a closed ballot lie in the order of their ids of chance", async () => {
  await seat("ballot")
  const cases = (await sessionOf(db, committeeId)).cases.map(({ id }) => id)
  for (const at of [1, 2, 3]) await must(cast(await expert(at), committeeId, votesOf(cases, "for"), random))
  await must(closeSession(officer, committeeId, 2))
  const { ballots } = await sessionOf(db, committeeId)
  const lying = await db
    .select({ id: ballotPapers.id })
    .from(ballotPapers)
    .where(eq(ballotPapers.ballotId, ballots[0]?.id ?? 0))
  expect(lying).toHaveLength(9)
  expect(lying.map(({ id }) => id)).toEqual(lying.map(({ id }) => id).toSorted())
})

test("seats, members and sessions are refused where they do not fit", async () => {
  const again = { stepKey: "experts", name: "又一次", readers: null }
  expect(await code(seatCommittee(officer, programme.programmeId, again))).toBe("session_unfinished")
  expect(await code(seatCommittee(officer, programme.programmeId, { ...again, stepKey: "notice" }))).toBe(
    "no_committee_step",
  )
  const taken = { personId: experts[0]?.id ?? 0, isChair: false }
  expect(await code(addMember(officer, committeeId, taken))).toBe("member_already")
  expect(await code(addMember(officer, committeeId, { personId: 0, isChair: false }))).toBe("member_unknown")
  expect(await code(removeMember(officer, committeeId, 1))).toBe("wrong_state")
  expect(await code(openSession(officer, committeeId, 2))).toBe("wrong_state")
  const other = await makeUnit(db, `海州市总工会${serial}`)
  const stranger = await actorOfAccount(
    scopeOf(db, { kind: "public" }),
    await makeOfficer(db, other, "honours_officer"),
  )
  if (!stranger) throw new Error("no stranger")
  expect(await code(openSession(scopeOf(db, stranger), committeeId, 2))).toBe("not_found")
  expect(await committeeById(db, committeeId)).toMatchObject({ committee: { state: "session" } })
})

test.skipIf(!onPostgres())(
  "two who cast with one card at once cast once, and nobody casts into a closed urn",
  async () => {
    await seat("ballot")
    const cases = (await sessionOf(db, committeeId)).cases.map(({ id }) => id)
    const juror = await expert(1)
    const both = await Promise.all([1, 2].map(() => code(cast(juror, committeeId, votesOf(cases, "for"), random))))
    expect(both.toSorted()).toEqual(["already_voted", "ok"])
    for (const at of [2]) await must(cast(await expert(at), committeeId, votesOf(cases, "for"), random))
    const last = await expert(3)
    const [closed, late] = await Promise.all([
      code(closeSession(officer, committeeId, 2)),
      code(cast(last, committeeId, votesOf(cases, "against"), random)),
    ])
    const [row] = await db.select().from(committees).where(eq(committees.id, committeeId))
    const { ballots } = await sessionOf(db, committeeId)
    const cast_ = [...(ballots[0]?.votes.values() ?? [])].reduce((sum, one) => sum + one.for + one.against, 0)
    expect([row?.state === "counted", cast_]).toEqual([closed === "ok", late === "ok" ? 9 : 6])
  },
)
