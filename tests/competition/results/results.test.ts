import { and, eq } from "drizzle-orm"
import { beforeEach, expect, test } from "vitest"
import { actorOfAccount } from "#accounts/actors.ts"
import { readBundle } from "#competition/ranking/read.ts"
import { resultText, tally } from "#competition/ranking/tally.ts"
import { changeHour, decode, publish } from "#competition/results/commands.ts"
import { listWitnesses } from "#competition/results/queries.ts"
import type { Scope } from "#db/db.ts"
import { auditEntries, decodings, events, marks, placings, resultVersions } from "#db/schema/index.ts"
import { scopeOf, testApp } from "../../support/app.ts"
import { freshDatabase, onPostgres } from "../../support/database.ts"
import { type MadeEvent, makeEntry, makeEvent, makePanel } from "../../support/events.ts"
import { makeOfficer, makeUnit } from "../../support/people.ts"

const { db } = await freshDatabase()
const city = await makeUnit(db, "江城市总工会")
const works = await makeUnit(db, "江城机床厂", city)
const officerId = await makeOfficer(db, city, "contest_officer", "林知远")
const witnessId = await makeOfficer(db, city, "auditor", "何清")
const strangerId = await makeOfficer(db, works, "contest_officer", "外人")
const { as, browser } = testApp(db)
const officer = await as(officerId)

async function scopeFor(accountId: number): Promise<Scope> {
  const system = scopeOf(db, { kind: "system", name: "test" })
  const actor = await actorOfAccount(system, accountId)
  if (!actor) throw new Error("no account")
  return scopeOf(db, actor)
}
const scope = await scopeFor(officerId)

let made: MadeEvent
let serial = 0
beforeEach(async () => {
  made = await makeEvent(db, city, { slug: `r${++serial}` })
  const panel = await makePanel(db, made)
  const give = (code: string, name: string, theory: string, practice: string[], minutes: string) =>
    makeEntry(db, made, works, panel, { code, name, theory, practice, minutes })
  await give("A01", "张三", "90", ["90", "90", "90"], "100")
  await give("A02", "李四", "90", ["90", "90", "90"], "120")
  await give("A03", "王五", "80", ["70", "71", "70"], "90")
  await makeEntry(db, made, works, panel, { code: "A04", name: "赵六", status: "absent" })
})

const setState = (state: "judging" | "signed") => db.update(events).set({ state }).where(eq(events.id, made.event.id))
const eventNow = async () => {
  const [event] = await db.select().from(events).where(eq(events.id, made.event.id))
  return event as NonNullable<typeof event>
}
const path = (rest = "") => `/manage/events/${made.event.id}/result${rest}`
const audited = async (action: string) => {
  const where = and(eq(auditEntries.action, action), eq(auditEntries.subjectId, made.event.id))
  return (await db.select().from(auditEntries).where(where)).map(({ facts }) => facts)
}

async function decoded() {
  await setState("signed")
  const { version } = await eventNow()
  return decode(scope, { eventId: made.event.id, version, witnessId })
}

async function published(reason = "首次公布") {
  const { version } = await eventNow()
  return publish(scope, { eventId: made.event.id, version, reason })
}

test("while judging the office sees live standings by code and no name", async () => {
  const page = await officer.text(path())
  expect([...page.matchAll(/entries\/(A\d+)"/g)].map(([, code]) => code)).toEqual(["A01", "A02", "A03", "A04"])
  expect(page).toContain("90")
  for (const name of ["张三", "李四", "王五", "赵六"]) expect(page).not.toContain(name)
  const why = await officer.text(path("/entries/A02"))
  expect(why).toContain("用时：本人 120，对方 100，低者在前")
  expect(why).toContain("J1")
  expect(why).not.toContain("李四")
})

test("the standing of now is answered by an empty 304, and another mark by the whole standing anew", async () => {
  const first = await officer.get(path("/live"))
  const held = { "If-None-Match": first.headers.get("ETag") ?? "" }
  const again = await officer.ask(path("/live"), { headers: held })
  expect([again.status, await again.text()]).toEqual([304, ""])
  const theory = and(eq(marks.eventId, made.event.id), eq(marks.slot, "theory"), eq(marks.value, "80"))
  await db.update(marks).set({ value: "99.5" }).where(theory)
  const missed = await officer.ask(path("/live"), { headers: held })
  expect(missed.status).toBe(200)
  const [before, now] = [await first.text(), await missed.text()]
  expect([before.includes("99.5"), now.includes("99.5"), now.includes("张三")]).toEqual([false, true, false])
})

test("what is missing is listed, and an incomplete result is not published", async () => {
  await db.delete(marks).where(and(eq(marks.eventId, made.event.id), eq(marks.slot, "theory")))
  const page = await officer.text(path())
  expect(page).toContain("成绩不全：3 处")
  await decoded()
  expect(await published()).toEqual({ ok: false, refusal: { code: "result_incomplete", count: 3 } })
  expect((await eventNow()).state).toBe("decoded")
  expect(await db.select().from(resultVersions).where(eq(resultVersions.eventId, made.event.id))).toEqual([])
})

test("codes open once, after the signature, before somebody else", async () => {
  const { id: eventId, version } = made.event
  expect(await decode(scope, { eventId, version, witnessId })).toEqual({ ok: false, refusal: { code: "wrong_state" } })
  await setState("signed")
  const refusal = { code: "witness_unknown", field: "witness" }
  expect(await decode(scope, { eventId, version, witnessId: officerId })).toEqual({ ok: false, refusal })
  expect(await decode(scope, { eventId, version: version + 1, witnessId })).toMatchObject({
    refusal: { code: "stale" },
  })
  const other = await scopeFor(strangerId)
  expect(await decode(other, { eventId, version, witnessId })).toMatchObject({ refusal: { code: "not_found" } })
  const done = await officer.post(path("/decoding"), { version: String(version), witness: String(witnessId) })
  expect([done.status, done.headers.get("location")]).toEqual([303, path("?done=decoded")])
  const rows = await db.select().from(decodings).where(eq(decodings.eventId, eventId))
  expect(rows.map(({ byAccountId, witness }) => [byAccountId, witness])).toEqual([[officerId, "何清"]])
  expect(await audited("result.decode")).toEqual([{ witnessAccountId: witnessId }])
  expect(await officer.text(path())).toContain("张三")
})

test("a form without a witness comes back with words beside the field", async () => {
  await setState("signed")
  const answer = await officer.post(path("/decoding"), { version: String(made.event.version), witness: "" })
  expect(answer.status).toBe(422)
  const page = await answer.text()
  expect(page).toContain('<a href="#f-witness">请从列表中选择见证人</a>')
  expect(page).toContain(`<option value="${witnessId}">何清</option>`)
})

test("witnesses are others with a duty in reach", async () => {
  const contest = { contest: made.contest, hostPath: city.path }
  const names = (await listWitnesses(scope, contest)).map(({ name }) => name)
  expect(names).toEqual(["何清", "外人"])
  expect((await listWitnesses(scope, { ...contest, hostPath: "999." })).map(({ name }) => name)).toEqual([])
})

test("publishing keeps the documents byte for byte and the names of the day", async () => {
  await decoded()
  const page = await officer.text(path("/publication"))
  expect(page).toContain("公布第 1 版成绩")
  const { version } = await eventNow()
  const answer = await officer.post(path("/publication"), { version: String(version), reason: "首次公布" })
  expect([answer.status, answer.headers.get("location")]).toEqual([303, path("?done=published")])
  const [kept] = await db.select().from(resultVersions).where(eq(resultVersions.eventId, made.event.id))
  const read = readBundle(new TextEncoder().encode(kept?.bundle))
  expect(read.ok && resultText(tally(read.value))).toBe(kept?.result)
  expect(await officer.text(path("/bundle.json"))).toBe(kept?.bundle)
  expect(await officer.text(path("/bundle.json?version=1"))).toBe(kept?.bundle)
  expect((await officer.get(path("/bundle.json?version=2"))).status).toBe(404)
  const lines = await db
    .select()
    .from(placings)
    .where(eq(placings.resultVersionId, kept?.id ?? 0))
    .orderBy(placings.position)
  expect(
    lines.map(({ place, code, name, unitName, total, prize }) => [place, code, name, unitName, total, prize]),
  ).toEqual([
    [1, "A01", "张三", "江城机床厂", "90", "first"],
    [2, "A02", "李四", "江城机床厂", "90", "first"],
    [3, "A03", "王五", "江城机床厂", "73.2333333333", "second"],
    [null, "A04", "赵六", "江城机床厂", null, null],
  ])
  expect(await audited("result.publish")).toEqual([{ number: 1 }])
  for (const name of ["张三", "李四", "J4"]) expect(kept?.bundle).not.toContain(name)
})

test("a correction is a new version with a reason, which the first one does not lose", async () => {
  await decoded()
  await published()
  await db
    .update(marks)
    .set({ value: "60" })
    .where(and(eq(marks.eventId, made.event.id), eq(marks.slot, "theory"), eq(marks.value, "80")))
  expect((await published("没有变化")).ok).toBe(false)
  await db.update(events).set({ state: "signed" }).where(eq(events.id, made.event.id))
  const page = await officer.text(path("/publication"))
  expect(page).toContain("与第 1 版相比，1 人的名次、总分、奖项或晋升等级有变化")
  const { version } = await eventNow()
  const empty = await officer.post(path("/publication"), { version: String(version), reason: " " })
  expect(empty.status).toBe(422)
  expect((await published("理论卷第 12 题评分更正")).ok).toBe(true)
  const rows = await db
    .select()
    .from(resultVersions)
    .where(eq(resultVersions.eventId, made.event.id))
    .orderBy(resultVersions.number)
  expect(rows.map(({ number, reason }) => [number, reason])).toEqual([
    [1, "首次公布"],
    [2, "理论卷第 12 题评分更正"],
  ])
  expect(rows[0]?.bundle).not.toBe(rows[1]?.bundle)
  const stale = await publish(scope, { eventId: made.event.id, version, reason: "again" })
  expect(stale).toEqual({ ok: false, refusal: { code: "stale" } })
})

const inAnHour = () => new Date(scope.now.getTime() + 3_600_000)

test("a result for a ceremony is fixed now and public at its hour, which officers see and change on the record", async () => {
  await decoded()
  const { version } = await eventNow()
  const hour = "2099-05-01 09:00"
  const form = { version: String(version), reason: "首次公布", visibleFrom: hour }
  const answer = await officer.post(path("/publication"), form)
  expect([answer.status, answer.headers.get("location")]).toEqual([303, path("?done=waiting")])
  expect(await audited("result.publish")).toEqual([{ number: 1, visibleFrom: "2099-05-01T01:00:00.000Z" }])
  expect(await officer.text(path())).toContain("2099-05-01 09:00 公开")
  expect((await officer.get(path("/notice"))).status).toBe(404)
  const seen = "2099-05-01T01:00:00.000Z"
  const later = await officer.post(path("/hour"), { number: "1", seen, visibleFrom: "2099-05-02 10:00" })
  expect([later.status, later.headers.get("location")]).toEqual([303, path("?done=hour")])
  const again = await officer.post(path("/hour"), { number: "1", seen, visibleFrom: "" })
  expect(again.status).toBe(409)
  const now = await officer.post(path("/hour"), { number: "1", seen: "2099-05-02T02:00:00.000Z", visibleFrom: "" })
  expect(now.headers.get("location")).toBe(path("?done=published"))
  expect(await audited("result.hour")).toEqual([
    { number: 1, from: seen, to: "2099-05-02T02:00:00.000Z" },
    { number: 1, from: "2099-05-02T02:00:00.000Z", to: expect.stringMatching(/^20/) },
  ])
  expect((await officer.get(path("/notice"))).status).toBe(200)
})

test("an hour that is past is at once, and what was seen is not taken back", async () => {
  await decoded()
  const { id: eventId, version } = await eventNow()
  const done = await publish(scope, { eventId, version, reason: "x", visibleFrom: new Date(0) })
  expect(done.ok).toBe(true)
  const change = { eventId, number: 1, seen: scope.now, visibleFrom: inAnHour() }
  expect(await changeHour(scope, change)).toMatchObject({ refusal: { code: "result_public" } })
  expect(await changeHour(scope, { ...change, number: 2 })).toMatchObject({ refusal: { code: "not_found" } })
  const other = await scopeFor(strangerId)
  expect(await changeHour(other, change)).toMatchObject({ refusal: { code: "not_found" } })
  expect(await audited("result.hour")).toEqual([])
})

test("nobody else finds the result, and the signed out are asked to sign in", async () => {
  expect((await officer.get(path())).status).toBe(200)
  const stranger = await as(strangerId)
  for (const rest of ["", "/publication", "/bundle.json", "/entries/A01"]) {
    expect((await stranger.get(path(rest))).status).toBe(404)
    expect((await browser().get(path(rest))).headers.get("location")).toContain("/sign-in")
  }
  const form = { version: String(made.event.version), reason: "x" }
  expect((await stranger.post(path("/publication"), form)).status).toBe(404)
  expect((await stranger.post(path("/decoding"), { version: "1", witness: String(witnessId) })).status).toBe(404)
  expect((await browser().post(path("/publication"), form)).headers.get("location")).toBe("/sign-in")
  expect((await officer.get(path("/entries/nobody"))).status).toBe(404)
})

test.skipIf(!onPostgres())(
  "of two officers who publish at once, one does (several connections: PostgreSQL only)",
  async () => {
    await decoded()
    const { id: eventId, version } = await eventNow()
    const both = await Promise.all(["one", "two"].map((reason) => publish(scope, { eventId, version, reason })))
    expect(both.map(({ ok }) => ok).sort()).toEqual([false, true])
    expect(both.find(({ ok }) => !ok)).toEqual({ ok: false, refusal: { code: "stale" } })
    const rows = await db.select().from(resultVersions).where(eq(resultVersions.eventId, made.event.id))
    expect(rows.map(({ number }) => number)).toEqual([1])
  },
)
