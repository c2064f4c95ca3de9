import { eq } from "drizzle-orm"
import { expect, test } from "vitest"
import { accounts, auditEntries, contests, duties, people } from "#db/schema/index.ts"
import { testApp } from "../../support/app.ts"
import { freshDatabase } from "../../support/database.ts"
import { makeOfficer, makePerson, makeUnit } from "../../support/people.ts"

const { db } = await freshDatabase()
const root = await makeUnit(db, "江城市总工会")
const east = await makeUnit(db, "东湖区总工会", root)
const west = await makeUnit(db, "西山区总工会", root)
const { as, browser } = testApp(db)
const adminAccount = await makeOfficer(db, root, "administrator")
const admin = await as(adminAccount)
const eastAdmin = await as(await makeOfficer(db, east, "administrator"))
const operator = await as(await makeOfficer(db, east, "unit_operator"))
const officer = await as(await makeOfficer(db, root, "contest_officer"))
const auditor = await as(await makeOfficer(db, root, "auditor"))

const form = (changes: Record<string, string> = {}) => ({
  version: "0",
  unit: String(east.id),
  name: "单 晓芸",
  sex: "female",
  birthDate: "1991-02-03",
  post: "焊工",
  identityClass: "industrial_worker",
  skillLevel: "technician",
  ...changes,
})
const actions = async (action: string) =>
  (await db.select().from(auditEntries).where(eq(auditEntries.action, action))).map(({ subjectId }) => subjectId)

test("an operator adds a person of the own unit, the name normalised and found by its own reading", async () => {
  const answer = await operator.post("/manage/people/new", form({ name: "阿卜杜拉 • 买买提" }))
  const [person] = await db.select().from(people).where(eq(people.name, "阿卜杜拉·买买提"))
  expect(answer.headers.get("location")).toBe(`/manage/people/${person?.id}?done=created`)
  expect(await actions("person.create")).toEqual([person?.id])
  await operator.post("/manage/people/new", form())
  const found = await operator.text("/manage/people?name=sxy")
  expect(found).toContain("单晓芸")
  expect(found).not.toContain("阿卜杜拉")
})

test.each([
  [{}, "已经有相同姓名、性别和出生日期的档案"],
  [{ name: "新人", unit: String(west.id) }, "请从您管辖的单位中选择单位"],
  [{ name: "新人", birthDate: "2999-01-01" }, "出生日期不能晚于今天"],
  [{ name: "新人", birthDate: "1991-02-30" }, "出生日期要写成"],
  [{ name: "新人", identityClass: "king" }, "请从列表中选择身份类别"],
])("%o is refused with what was typed", async (changes, words) => {
  const answer = await operator.post("/manage/people/new", form({ ...changes, post: "特种焊工" }))
  const page = await answer.text()
  expect(answer.status).toBe(422)
  expect(page).toContain(words)
  expect(page).toContain('value="特种焊工"')
})

test("two who change a person: the later is shown both and loses nothing", async () => {
  const person = await makePerson(db, east, "钟离月")
  const typed = form({ name: "钟离月", birthDate: "1990-05-01", version: "1" })
  expect((await operator.post(`/manage/people/${person.id}/edit`, { ...typed, post: "质检员" })).status).toBe(303)
  const late = await admin.post(`/manage/people/${person.id}/edit`, { ...typed, post: "班组长" })
  expect(late.status).toBe(409)
  expect(await late.text()).toMatch(/<td>质检员<\/td><td>班组长<\/td>/)
  expect(await actions("person.change")).toEqual([person.id])
})

test("duties are given and ended by administrators over the unit, once each", async () => {
  const person = await makePerson(db, east, "何守一")
  const path = `/manage/people/${person.id}`
  const duty = { kind: "unit_operator", unit: String(east.id), contest: "", endsOn: "2099-12-31" }
  expect(await (await operator.post(`${path}/duties`, duty)).text()).toContain("可以授予这个职务")
  expect((await eastAdmin.post(`${path}/duties`, duty)).headers.get("location")).toBe(`${path}?done=given`)
  expect(await (await eastAdmin.post(`${path}/duties`, duty)).text()).toContain("他已经有这个职务")
  const above = await eastAdmin.post(`${path}/duties`, { ...duty, unit: String(root.id) })
  expect(await above.text()).toContain("可以授予这个职务")
  expect(await (await admin.post(`${path}/duties`, { ...duty, unit: "" })).text()).toContain("只能选一个")
  const past = { ...duty, kind: "auditor", endsOn: "2020-01-01" }
  expect(await (await admin.post(`${path}/duties`, past)).text()).toContain("要晚于今天")
  const [held] = await db.select().from(duties).where(eq(duties.personId, person.id))
  expect(await admin.text(path)).toContain("至 2099-12-31")
  expect((await operator.post(`${path}/duties/${held?.id}/end`)).status).toBe(404)
  expect((await admin.post(`${path}/duties/${held?.id}/end`)).headers.get("location")).toBe(`${path}?done=ended`)
  expect(await admin.text(path)).toContain("现在没有职务")
  expect([await actions("duty.give"), await actions("duty.end")]).toEqual([[person.id], [person.id]])
})

test("a double click gives a duty once", async () => {
  const { id } = await makePerson(db, east, "钟二声")
  const duty = { kind: "auditor", unit: String(east.id), contest: "", endsOn: "" }
  const clicks = await Promise.all([1, 2, 3, 4].map(() => admin.post(`/manage/people/${id}/duties`, duty)))
  expect(clicks.map(({ status }) => status).sort()).toEqual([303, 422, 422, 422])
  expect((await db.select().from(duties).where(eq(duties.personId, id))).length).toBe(1)
})

test("an officer of a contest makes others officers of it and of nothing else", async () => {
  const [contest] = await db
    .insert(contests)
    .values({
      hostUnitId: root.id,
      slug: "skills",
      titleZh: "技能大赛",
      titleEn: "Skills contest",
      hosts: "",
      tier: "",
      approvalBasis: "",
      place: "",
      startsOn: "2026-05-01",
      endsOn: "2026-05-02",
      registrationOpensAt: new Date(0),
      registrationClosesAt: new Date(1),
      createdAt: new Date(0),
    })
    .returning()
  const person = await makePerson(db, west, "沈青禾")
  const path = `/manage/people/${person.id}/duties`
  const duty = { kind: "contest_officer", unit: "", contest: String(contest?.id), endsOn: "" }
  expect((await officer.post(path, duty)).status).toBe(303)
  expect(await (await officer.post(path, { ...duty, kind: "auditor" })).text()).toContain("只能是赛务人员")
  const unitDuty = { ...duty, unit: String(west.id), contest: "" }
  expect((await officer.post(path, unitDuty)).status).toBe(422)
  expect(await officer.text(`/manage/people/${person.id}`)).toContain("技能大赛")
})

test("an administrator does not end the own rule", async () => {
  const [row] = await db
    .select({ duty: duties })
    .from(accounts)
    .innerJoin(duties, eq(duties.personId, accounts.personId))
    .where(eq(accounts.id, adminAccount))
  const answer = await admin.post(`/manage/people/${row?.duty.personId}/duties/${row?.duty.id}/end`)
  expect([answer.status, await answer.text()]).toEqual([422, expect.stringContaining("请由另一位系统管理员办理")])
})

test("nobody takes over an account with duties beyond the own reach", async () => {
  const person = await makePerson(db, east, "顾长风")
  await db.insert(duties).values({ personId: person.id, kind: "auditor", unitId: root.id, createdAt: new Date() })
  const path = `/manage/people/${person.id}/invitation`
  for (const visitor of [eastAdmin, operator]) {
    expect((await visitor.get(path)).status).toBe(404)
    expect((await visitor.post(path, { username: "gu.changfeng" })).status).toBe(404)
  }
  expect(await (await admin.post(path, { username: "顾" })).text()).toContain("4 至 32 位")
  expect((await admin.post(path, { username: "gu.changfeng" })).status).toBe(201)
})

test("people of another unit are not found, an auditor only reads, a stranger signs in first", async () => {
  const person = await makePerson(db, west, "叶知秋")
  expect((await admin.get(`/manage/people/${person.id}`)).status).toBe(200)
  for (const path of [`/manage/people/${person.id}`, `/manage/people/${person.id}/edit`])
    expect((await operator.get(path)).status).toBe(404)
  expect((await operator.post(`/manage/people/${person.id}/invitation`, { username: "yezhiqiu" })).status).toBe(404)
  expect(await auditor.text("/manage/people")).not.toContain("/manage/people/new")
  expect(await operator.text("/manage/people")).toContain("/manage/people/new")
  expect((await browser().get("/manage/people")).status).toBe(303)
})
