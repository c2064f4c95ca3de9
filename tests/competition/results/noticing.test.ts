import { and, eq } from "drizzle-orm"
import { beforeEach, expect, test } from "vitest"
import { publish, reopen } from "#competition/results/commands.ts"
import { type Announced, announceResult } from "#competition/results/noticing/commands.ts"
import { audiences, noticeName, noticeRows, versionOf } from "#competition/results/noticing/rows.ts"
import { auditEntries, events, noticeLists, notices, placings, resultVersions } from "#db/schema/index.ts"
import { sha256 } from "#lib/hash.ts"
import { closeNotice } from "#notices/issuing/running/commands.ts"
import { code } from "../../support/answers.ts"
import { testApp } from "../../support/app.ts"
import { freshDatabase, onPostgres } from "../../support/database.ts"
import { type MadeEvent, makeEntry, makeEvent, makePanel, publishAtOnce } from "../../support/events.ts"
import { scopeAs } from "../../support/notices.ts"
import { makeOfficer, makeUnit } from "../../support/people.ts"

const { db } = await freshDatabase()
const city = await makeUnit(db, "江城市总工会")
const works = await makeUnit(db, "江城机床厂", city)
const officerId = await makeOfficer(db, city, "contest_officer", "林知远")
const auditorId = await makeOfficer(db, city, "auditor", "何清")
const strangerId = await makeOfficer(db, await makeUnit(db, "海州市总工会"), "contest_officer", "外人")
let now = new Date("2024-04-26T01:00:00Z")
const { as, browser } = testApp(db, () => now)
const officer = await as(officerId)
const auditor = await as(auditorId)
const stranger = await as(strangerId)
const scope = async () => scopeAs(db, officerId, now)

let made: MadeEvent
let serial = 0
beforeEach(async () => {
  now = new Date("2024-04-26T01:00:00Z")
  made = await makeEvent(db, city, { slug: `n${++serial}` })
  const panel = await makePanel(db, made)
  const give = (code: string, name: string, theory: string) =>
    makeEntry(db, made, works, panel, { code, name, theory, practice: ["90", "90", "90"], minutes: "100" })
  await give("A01", "张三", "95")
  await give("A02", "李四", "90")
  await give("A03", "王五", "85")
  await give("A04", "赵六", "60")
  await db.update(events).set({ state: "decoded" }).where(eq(events.id, made.event.id))
  await publishAtOnce(await scope(), made)
})

const path = (rest = "") => `/manage/events/${made.event.id}/result${rest}`
const asked = (more: Partial<Announced> = {}): Announced => ({
  ...{ eventId: made.event.id, whom: "prizes", title: "钳工获奖名单公示", basis: "根据竞赛规程公示。", workingDays: 5 },
  ...{ address: "江城市工会大厦", phone: "0512-12351", mail: "", firstDay: "2024-04-26", confirmed: false, reason: "" },
  ...more,
})
const form = {
  whom: "prizes",
  title: "钳工获奖名单公示",
  basis: "根据竞赛规程公示。",
  workingDays: "5",
  mail: "",
  reason: "",
}
const office = { address: "江城市工会大厦", phone: "0512-12351", firstDay: "2024-04-26" }
const ofEvent = async () =>
  db
    .select()
    .from(notices)
    .where(eq(notices.subjectId, `${made.event.id}`))
    .orderBy(notices.id)
const listOf = async (noticeId: number) => {
  const [list] = await db.select().from(noticeLists).where(eq(noticeLists.noticeId, noticeId))
  if (!list) throw new Error("no list")
  return list
}

test("an officer puts the result up from its page; everybody reads it, and both pages lead to each other", async () => {
  expect(await officer.text(path())).toContain(`href="${path("/notice")}"`)
  const page = await officer.text(path("/notice"))
  expect([page.includes("获奖选手（3 人）"), page.includes("全部有名次的选手（4 人）")]).toEqual([true, true])
  const answer = await officer.post(path("/notice"), { ...form, ...office })
  expect([answer.status, answer.headers.get("location")]).toEqual([303, path("?done=announced")])
  const [notice] = await ofEvent()
  const list = await listOf(notice?.id ?? 0)
  // Five working days with a make-up Sunday and the holiday of May (domain.md 1.6-c).
  expect([notice?.state, list.firstDay, list.lastDay]).toEqual(["open", "2024-04-26", "2024-05-06"])
  expect([list.hash, list.rows.map(({ name, award, note }) => `${name} ${award} ${note}`)]).toEqual([
    sha256(list.content),
    ["张三 一等奖 第1名", "李四 一等奖 第2名", "王五 二等奖 第3名"],
  ])
  expect(list.content).not.toContain("赵六")
  const visitor = browser()
  expect(await visitor.text("/notices")).toContain("钳工获奖名单公示")
  const paper = await visitor.text(`/notices/${notice?.id}`)
  expect([paper.includes(list.hash), paper.includes(`href="/contests/n${serial}/fitter"`)]).toEqual([true, true])
  expect(paper).toContain(`href="/notices/${notice?.id}/objection"`)
  expect(await visitor.text(`/contests/n${serial}/fitter`)).toContain(`href="/notices/${notice?.id}"`)
  const after = await officer.text(path())
  expect([after.includes(`/manage/notices/${notice?.id}"`), after.includes(`href="${path("/notice")}"`)]).toEqual([
    true,
    false,
  ])
  expect(await officer.text(path("/notice"))).toContain("第 1 版成绩已公示")
  expect(await auditor.text(path())).toContain(`/manage/notices/${notice?.id}"`)
  const [audit] = await db
    .select()
    .from(auditEntries)
    .where(and(eq(auditEntries.action, "result.announce"), eq(auditEntries.subjectId, made.event.id)))
  expect(audit?.facts).toEqual({ version: 1, rows: 3 })
})

test("what the form lacks is said beside its field, in both languages, and nothing that was typed is lost", async () => {
  const answer = await officer.post(path("/notice"), { ...form, ...office, address: "", workingDays: "0" })
  const page = await answer.text()
  expect([answer.status, page.includes('href="#f-address"'), page.includes('href="#f-workingDays"')]).toEqual([
    422,
    true,
    true,
  ])
  expect(page).toContain("根据竞赛规程公示。")
  const english = await as(officerId)
  expect(await english.text(`${path("/notice")}?lang=en`)).toContain("Put the result on public notice")
})

test("only who runs the contest and keeps notices of its host puts it up, and only what stands published", async () => {
  for (const other of [auditor, stranger])
    expect((await other.post(path("/notice"), { ...form, ...office })).status).toBe(404)
  expect((await stranger.get(path("/notice"))).status).toBe(404)
  expect(await code(announceResult(await scopeAs(db, strangerId, now), asked()))).toBe("not_found")
  await db.update(events).set({ state: "judging" }).where(eq(events.id, made.event.id))
  expect(await code(announceResult(await scope(), asked()))).toBe("wrong_state")
  expect((await officer.get(path("/notice"))).status).toBe(404)
  expect(await ofEvent()).toEqual([])
})

test("a day that is over, a text with a number and an empty list are refused, and nothing is left behind", async () => {
  const far = { firstDay: "2024-12-30", workingDays: 60 }
  now = new Date("2024-12-30T01:00:00Z")
  expect(await code(announceResult(await scope(), asked({ ...far, firstDay: "2024-12-01" })))).toBe("first_day_past")
  expect(await code(announceResult(await scope(), asked({ ...far, basis: "电话 13812345678" })))).toBe(
    "text_holds_number",
  )
  await db.update(placings).set({ prize: null })
  expect(await code(announceResult(await scope(), asked(far)))).toBe("nobody_listed")
  expect(await ofEvent()).toEqual([])
})

const version = async () => (await db.select().from(events).where(eq(events.id, made.event.id)))[0]?.version ?? 0
/** Back to judging, signed again, published as the next version. */
async function correct() {
  const given = async () => ({ eventId: made.event.id, version: await version(), reason: "申诉成立" })
  expect(await code(reopen(await scope(), await given()))).toBe("ok")
  await db.update(events).set({ state: "signed" }).where(eq(events.id, made.event.id))
  expect(await code(publish(await scope(), await given()))).toBe("ok")
}

test("asked for again it is the same notice; a corrected result takes the old one down and has one of its own", async () => {
  expect(await code(announceResult(await scope(), asked()))).toBe("ok")
  expect(await code(announceResult(await scope(), asked({ title: "又一次" })))).toBe("ok")
  expect((await ofEvent()).map(({ step, title }) => [step, title])).toEqual([["v1", "钳工获奖名单公示"]])
  await correct()
  expect(await officer.text(path("/notice"))).toContain("第 1 版成绩仍在公示")
  expect(await code(announceResult(await scope(), asked()))).toBe("earlier_notice_up")
  expect(await code(announceResult(await scope(), asked({ reason: "申诉成立，成绩更正" })))).toBe("ok")
  expect((await ofEvent()).map(({ step, state, ending }) => [step, state, ending])).toEqual([
    ["v1", "withdrawn", "申诉成立，成绩更正"],
    ["v2", "open", ""],
  ])
})

test("one that was taken down is put up again under the same version, and closes once its days are over", async () => {
  await announceResult(await scope(), asked())
  const [first] = await ofEvent()
  await officer.post(`/manage/notices/${first?.id}/withdrawal`, { version: `${first?.version}`, reason: "标题有误" })
  expect(await code(announceResult(await scope(), asked({ whom: "places" })))).toBe("ok")
  const [, second] = await ofEvent()
  expect([second?.step, (await listOf(second?.id ?? 0)).rows.length]).toEqual(["v1#2", 4])
  const close = async () =>
    code(closeNotice(await scope(), second?.id ?? 0, { version: second?.version ?? 0, ending: "公示期满，无异议" }))
  expect(await close()).not.toBe("ok")
  now = new Date("2024-05-07T01:00:00Z")
  const [fresh] = (await ofEvent()).slice(1)
  expect(
    await code(closeNotice(await scope(), fresh?.id ?? 0, { version: fresh?.version ?? 0, ending: "无异议" })),
  ).toBe("ok")
  expect(await browser().text(`/contests/n${serial}/fitter`)).toContain("成绩已经公示")
})

const placed = (place: number | null, prize: string | null, tied = false) => ({
  ...{ entryId: place ?? 9, name: "甲", unitName: "厂", place, tied, prize },
})
test.each([
  ["a prize and a place", placed(1, "first"), ["prizes", "places"], "一等奖", "第1名"],
  ["a shared place", placed(2, "first", true), ["prizes", "places"], "一等奖", "并列第2名"],
  ["a place alone", placed(4, null), ["places"], "", "第4名"],
  ["neither", placed(null, null), [], "", ""],
] as const)("the list of a result: %s", (_, placing, lists, award, note) => {
  const prizes = { first: { zh: "一等奖" } }
  expect(audiences.filter((whom) => noticeRows([placing], whom, prizes).length > 0)).toEqual(lists)
  for (const whom of lists)
    expect(noticeRows([placing], whom, prizes)).toEqual([
      { key: `${placing.entryId}`, name: "甲", unit: "厂", post: "", award, note },
    ])
})

test("the name of a notice says which version it shows", () => {
  expect([noticeName(1, 1), noticeName(3, 2)].map((name) => [name, versionOf(name)])).toEqual([
    ["v1", 1],
    ["v3#2", 3],
  ])
})

test.skipIf(!onPostgres())("two officers who put one result up at once put up one notice", async () => {
  const other = await scopeAs(db, await makeOfficer(db, city, "contest_officer", "同事"), now)
  const both = await Promise.all([await scope(), other].map((one) => announceResult(one, asked())))
  const ids = both.map((one) => (one.ok ? one.value.id : one.refusal.code))
  expect(new Set(ids).size).toBe(1)
  expect((await ofEvent()).map(({ id, state }) => [id, state])).toEqual([[ids[0], "open"]])
  const versions = await db.select().from(resultVersions).where(eq(resultVersions.eventId, made.event.id))
  expect(versions).toHaveLength(1)
})
