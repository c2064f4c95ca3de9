import { and, eq } from "drizzle-orm"
import { expect, test } from "vitest"
import { moveContest, openRegistration } from "#competition/contests/commands.ts"
import { startJudging } from "#competition/judging/panel/commands.ts"
import { auditEntries, contests, duties, eventRules, events } from "#db/schema/index.ts"
import { testApp } from "../../support/app.ts"
import { freshDatabase } from "../../support/database.ts"
import { makeOfficer, makeUnit } from "../../support/people.ts"
import { contestFields, eventFields, makeContest, scopeAs } from "./made.ts"

const { db } = await freshDatabase()
const root = await makeUnit(db, "江城市总工会")
const district = await makeUnit(db, "东区总工会", root)
const other = await makeUnit(db, "西区总工会", root)
const officer = await makeOfficer(db, district, "contest_officer")
const stranger = await makeOfficer(db, other, "contest_officer")
const auditor = await makeOfficer(db, root, "auditor")
const { as, browser } = testApp(db)
const mine = await as(officer)
const scope = await scopeAs(db, officer)
const actions = async (id: number, kind = "contest") =>
  (
    await db
      .select({ action: auditEntries.action })
      .from(auditEntries)
      .where(and(eq(auditEntries.subjectId, id), eq(auditEntries.subjectKind, kind)))
  ).map(({ action }) => action)

test("a contest is made, found in the list, and audited; what comes next is said", async () => {
  const made = await mine.post("/manage/contests/new", { ...contestFields, hostUnitId: String(district.id) })
  expect(made.status).toBe(303)
  const [row] = await db.select().from(contests).where(eq(contests.slug, "skills-2026"))
  expect(made.headers.get("location")).toBe(`/manage/contests/${row?.id}?done=create`)
  expect(row?.registrationOpensAt.toISOString()).toBe("2026-11-20T01:00:00.000Z")
  expect(await actions(row?.id ?? 0)).toEqual(["contest.create"])
  expect(await mine.text("/manage/contests?title=技能&state=draft")).toContain(contestFields.titleZh)
  expect(await mine.text("/manage/contests?state=closed")).toContain("没有符合条件的竞赛")
  expect(await mine.text(made.headers.get("location") ?? "")).toContain("添加第一个赛项")
})

test("a form with crossed dates comes back with every problem and all that was typed", async () => {
  const wrong = { endsOn: "2026-12-01", registrationClosesAt: "2026-11-01 09:00", slug: "other" }
  const answer = await mine.post("/manage/contests/new", {
    ...contestFields,
    ...wrong,
    hostUnitId: String(district.id),
  })
  const page = await answer.text()
  expect(answer.status).toBe(422)
  expect(page).toContain("结束日期不能早于开始日期")
  expect(page).toContain("报名截止要晚于报名开始")
  expect(page).toContain(`value="${contestFields.approvalBasis}"`)
})

test("a host out of reach and a taken address name are refused beside their fields", async () => {
  const far = await mine.post("/manage/contests/new", { ...contestFields, slug: "far", hostUnitId: String(other.id) })
  expect([far.status, (await far.text()).includes("请从列表中选择主管单位")]).toEqual([422, true])
  const taken = await mine.post("/manage/contests/new", { ...contestFields, hostUnitId: String(district.id) })
  expect([taken.status, (await taken.text()).includes("这个网址名称已经被使用")]).toEqual([422, true])
  const odd = await mine.post("/manage/contests/new", {
    ...contestFields,
    slug: "A b",
    hostUnitId: String(district.id),
  })
  expect((await odd.text()).includes("只能用小写字母")).toBe(true)
})

test("nobody else's contest is found; an auditor reads it without any button; a visitor signs in first", async () => {
  const { contest, event } = await makeContest(scope, district)
  const [theirs, auditing] = [await as(stranger), await as(auditor)]
  expect(await mine.text(`/manage/contests/${contest.id}`)).toContain("发布竞赛")
  for (const path of [
    `/manage/contests/${contest.id}`,
    `/manage/events/${event.id}`,
    `/manage/events/${event.id}/rules`,
  ])
    expect([(await theirs.get(path)).status, (await auditing.get(path)).status]).toEqual([404, 200])
  for (const path of [`/manage/contests/${contest.id}/edit`, `/manage/events/${event.id}/rules/edit`])
    expect([(await theirs.get(path)).status, (await auditing.get(path)).status]).toEqual([404, 404])
  expect(await auditing.text(`/manage/contests/${contest.id}`)).not.toContain("announcement")
  expect((await theirs.post(`/manage/contests/${contest.id}/announcement`, { version: "1" })).status).toBe(404)
  expect((await browser().get("/manage/contests")).headers.get("location")).toContain("/sign-in")
})

test("a change is saved once; from an older form it is refused and shown beside what is there", async () => {
  const { contest } = await makeContest(scope, district)
  const fields = { ...contestFields, slug: contest.slug, hostUnitId: String(district.id), version: "1" }
  const path = `/manage/contests/${contest.id}/edit`
  expect((await mine.post(path, { ...fields, place: "体育馆" })).status).toBe(303)
  const late = await mine.post(path, { ...fields, place: "礼堂" })
  const page = await late.text()
  expect(late.status).toBe(422)
  expect(page).toContain("系统中现在的内容")
  expect(page).toContain("体育馆")
  expect(page).toContain('name="version" value="2"')
})

test("an event from a template opens registration only after the contest was announced", async () => {
  const { contest } = await makeContest(scope, district)
  const path = `/manage/contests/${contest.id}/events/new`
  expect(await mine.text(path)).toContain("理论 30 + 实操 70")
  const made = await mine.post(path, { ...eventFields, code: "welder", template: "three-parts" })
  const [event] = await db
    .select()
    .from(events)
    .where(and(eq(events.contestId, contest.id), eq(events.code, "welder")))
  expect(made.headers.get("location")).toBe(`/manage/events/${event?.id}?done=create`)
  expect([event?.eligibility, event?.capacity]).toEqual([{ minAge: 18, minSkill: "junior" }, null])
  const rules = await db
    .select()
    .from(eventRules)
    .where(eq(eventRules.eventId, event?.id ?? 0))
  expect(rules.map(({ number, reason }) => [number, reason])).toEqual([[1, "set-up"]])
  expect(await openRegistration(scope, event?.id ?? 0, 1)).toMatchObject({ refusal: { code: "contest_not_announced" } })
  expect((await mine.post(`/manage/contests/${contest.id}/announcement`, { version: "1" })).status).toBe(303)
  expect(await mine.text(`/manage/events/${event?.id}`)).toContain("开放报名")
  const opened = await mine.post(`/manage/events/${event?.id}/opening`, { version: "1" })
  expect(opened.headers.get("location")).toBe(`/manage/events/${event?.id}?done=open`)
  expect(await actions(event?.id ?? 0, "event")).toEqual(["event.create", "event.open"])
  expect(await openRegistration(scope, event?.id ?? 0, 2)).toMatchObject({ refusal: { code: "wrong_state" } })
})

test("a contest is not closed over an event without a result, and judging starts in no closed contest", async () => {
  const { contest, event } = await makeContest(scope, district)
  await moveContest(scope, contest.id, 1, "announce")
  for (const state of ["judging", "signed", "decoded"] as const) {
    await db.update(events).set({ state }).where(eq(events.id, event.id))
    const refused = await mine.post(`/manage/contests/${contest.id}/closure`, { version: "2" })
    expect([refused.status, (await refused.text()).includes("成绩尚未公布：钳工。")]).toEqual([422, true])
  }
  const english = await (await as(officer)).post(`/manage/contests/${contest.id}/closure?lang=en`, { version: "2" })
  expect(await english.text()).toContain("not published yet: Fitter. Publish them")
  await db.update(events).set({ state: "drawn" }).where(eq(events.id, event.id))
  expect((await mine.post(`/manage/contests/${contest.id}/closure`, { version: "2" })).status).toBe(303)
  expect(await actions(contest.id)).toEqual(["contest.create", "contest.announce", "contest.close"])
  expect(await startJudging(scope, event.id)).toMatchObject({ refusal: { code: "wrong_state" } })
})

test("a code that is taken and limits that cross are refused beside their fields", async () => {
  const { contest } = await makeContest(scope, district)
  const path = `/manage/contests/${contest.id}/events/new`
  const taken = await mine.post(path, { ...eventFields, template: "three-parts" })
  expect([taken.status, (await taken.text()).includes("本竞赛已有这个赛项代码")]).toEqual([422, true])
  const crossed = { maxAge: "16", minSkill: "technician", maxSkill: "junior", code: "x" }
  const page = await (await mine.post(path, { ...eventFields, ...crossed, template: "three-parts" })).text()
  expect(page).toContain("最大年龄不能小于最小年龄")
  expect(page).toContain("最高技能等级不能低于最低技能等级")
})

test("a contest closes once, and then neither it nor its events change", async () => {
  const { contest } = await makeContest(scope, district)
  expect(await moveContest(scope, contest.id, 1, "close")).toMatchObject({ refusal: { code: "wrong_state" } })
  expect(await moveContest(scope, contest.id, 7, "announce")).toMatchObject({ refusal: { code: "stale" } })
  expect((await moveContest(scope, contest.id, 1, "announce")).ok).toBe(true)
  expect((await mine.post(`/manage/contests/${contest.id}/closure`, { version: "2" })).status).toBe(303)
  expect(await mine.text(`/manage/contests/${contest.id}`)).toContain("竞赛已经结束")
  const late = await mine.post(`/manage/contests/${contest.id}/events/new`, {
    ...eventFields,
    template: "three-parts",
    code: "b",
  })
  expect(late.status).toBe(422)
})

test("a contest without events is not announced", async () => {
  const [row] = await db.select().from(contests).where(eq(contests.slug, "skills-2026"))
  expect(await moveContest(scope, row?.id ?? 0, 1, "announce")).toMatchObject({ refusal: { code: "no_events" } })
})

test("whoever runs this one contest only can change it and keep its host", async () => {
  const { contest } = await makeContest(scope, district)
  const { personId } = (await scopeAs(db, auditor)).actor as { personId: number }
  await db.insert(duties).values({ personId, kind: "contest_officer", contestId: contest.id, createdAt: new Date() })
  const helper = await as(auditor)
  const path = `/manage/contests/${contest.id}/edit`
  expect(await helper.text(path)).toContain(`<option value="${district.id}" selected>东区总工会</option>`)
  const fields = { ...contestFields, slug: contest.slug, hostUnitId: String(district.id), version: "1" }
  expect((await helper.post(path, fields)).status).toBe(303)
  expect((await helper.post(path, { ...fields, hostUnitId: String(other.id), version: "2" })).status).toBe(422)
})
