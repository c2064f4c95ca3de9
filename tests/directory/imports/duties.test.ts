import { asc, eq } from "drizzle-orm"
import { expect, test } from "vitest"
import { policies } from "#accounts/policy.ts"
import { auditEntries, duties } from "#db/schema/index.ts"
import { checkSignOf } from "#directory/people/identity-number.ts"
import { sealedIdentity } from "#directory/people/sealing.ts"
import { readSheet } from "#files/xlsx-reader.ts"
import { scopeOf, testApp } from "../../support/app.ts"
import { freshDatabase } from "../../support/database.ts"
import { makeBareEvent } from "../../support/events.ts"
import { makeOfficer, makePerson, makeUnit } from "../../support/people.ts"
import { sendFile } from "../../support/upload.ts"

const { db } = await freshDatabase()
const root = await makeUnit(db, "江城市总工会")
const east = await makeUnit(db, "东湖机床厂", root)
const west = await makeUnit(db, "西山钢铁厂", root)
const { as, browser } = testApp(db, () => new Date("2026-11-21T00:00:00Z"))
const admin = await as(await makeOfficer(db, root, "administrator"))
const eastAdmin = await as(await makeOfficer(db, east, "administrator"))
const contestOfficer = await as(await makeOfficer(db, root, "contest_officer"))
const operator = await as(await makeOfficer(db, east, "unit_operator"))
const auditor = await as(await makeOfficer(db, root, "auditor"))

const head = "42010619900501002"
const number = `${head}${checkSignOf(head)}`
const { keys } = scopeOf(db, { kind: "system", name: "test" })
const wang = await makePerson(db, east, "王芳", sealedIdentity(keys, "resident_id", number))
const li = await makePerson(db, west, "李四")
const twins = [await makePerson(db, west, "赵一"), await makePerson(db, west, "赵一", { birthDate: "1980-01-01" })]
const titles = { titleZh: "二〇二六年技能大赛", titleEn: "Skills Contest 2026" }
const { contest } = await makeBareEvent(db, root, { contest: { ...titles, state: "draft" } })

const path = "/manage/imports/duties"
const csv = (...rows: string[]) =>
  ["姓名,所在单位,出生日期,证件号码,职务,任职单位,任职竞赛,任职至", ...rows].join("\r\n")
const byNumber = `,,,${number},单位经办人,东湖机床厂,,2027-12-31`
const byName = "李四,西山钢铁厂,,,Contest officer,,Skills Contest 2026,"
const previewed = async (rows: string, who = admin) => (await sendFile(who, path, rows)).headers.get("location") ?? ""
const imported = async (rows: string, who = admin) => {
  const place = await previewed(rows, who)
  expect((await who.post(`${place}/confirmation`)).headers.get("location")).toBe(place)
  return who.text(place)
}
const held = async (person: { id: number }) =>
  (await db.select().from(duties).where(eq(duties.personId, person.id)).orderBy(asc(duties.id))).map(
    ({ kind, unitId, contestId, endsAt }) => ({ kind, unitId, contestId, endsAt }),
  )
const wangs = [{ kind: "unit_operator", unitId: east.id, contestId: null, endsAt: new Date("2027-12-31T16:00:00Z") }]
const lis = [{ kind: "contest_officer", unitId: null, contestId: contest.id, endsAt: null }]

test("duties are previewed, then given once with an entry each in the trail", async () => {
  const place = await previewed(csv(byNumber, byName))
  const preview = await admin.text(place)
  for (const text of ["2 行都没有问题", "王芳", "单位经办人", "二〇二六年技能大赛", "长期"])
    expect(preview).toContain(text)
  expect(preview).not.toContain(number)
  expect(await held(wang)).toEqual([])
  await Promise.all([admin.post(`${place}/confirmation`), admin.post(`${place}/confirmation`)])
  expect(await admin.text(place)).toContain("新增 2，更新 0，没有变化 0")
  expect([await held(wang), await held(li)]).toEqual([wangs, lis])
  const given = await db.select().from(auditEntries).where(eq(auditEntries.action, "duty.give"))
  expect(given.map(({ subjectId }) => subjectId)).toEqual([wang.id, li.id])
  const entries = await db.select().from(auditEntries).where(eq(auditEntries.action, "duty.import"))
  expect(entries.map(({ facts }) => facts)).toEqual([{ added: 2, changed: 0, unchanged: 0 }])
})

test("the same file again gives nothing, and neither do two files at the same moment", async () => {
  expect(await admin.text(await previewed(csv(byNumber, byName)))).toContain("表里的内容都已登记")
  const row = "李四,西山钢铁厂,,,审计,西山钢铁厂,,"
  const [one, other] = [await previewed(csv(row)), await previewed(csv(row))]
  await Promise.all([admin.post(`${one}/confirmation`), admin.post(`${other}/confirmation`)])
  expect((await held(li)).map(({ kind }) => kind)).toEqual(["contest_officer", "auditor"])
})

test.each([
  ["没有人,西山钢铁厂,,,审计,西山钢铁厂,,", "姓名", "在您管辖的单位里找不到这个人"],
  ["赵一,西山钢铁厂,,,审计,西山钢铁厂,,", "姓名", "这个单位有几个人同名"],
  ["李四,,,,审计,西山钢铁厂,,", "所在单位", "没有填写"],
  [",西山钢铁厂,,,审计,西山钢铁厂,,", "姓名", "没有填写"],
  [`李四,,,${number},审计,西山钢铁厂,,`, "姓名", "这个证件号码是另一个姓名的人的"],
  ["李四,,,420106199005010020,审计,西山钢铁厂,,", "证件号码", "找不到这个人"],
  ["李四,西山钢铁厂,,,皇帝,西山钢铁厂,,", "职务", "“皇帝”不是可以选的内容"],
  ["李四,西山钢铁厂,,,,西山钢铁厂,,", "职务", "没有填写"],
  ["李四,西山钢铁厂,,,审计,,,", "任职单位", "单位和竞赛要选一个"],
  ["李四,西山钢铁厂,,,赛务人员,西山钢铁厂,二〇二六年技能大赛,", "任职单位", "单位和竞赛要选一个"],
  ["李四,西山钢铁厂,,,审计,,二〇二六年技能大赛,", "职务", "在竞赛任职只能是赛务人员"],
  ["李四,西山钢铁厂,,,审计,西山钢铁厂,,2026-11-21", "任职至", "要晚于今天"],
  ["李四,西山钢铁厂,,,审计,,没有的竞赛,", "任职竞赛", "“没有的竞赛”不是可以选的内容"],
  [
    "赵一,西山钢铁厂,1980-01-01,,审计,东湖机床厂,,\r\n赵一,西山钢铁厂,1980-01-01,,审计,东湖机床厂,,",
    "",
    "与第 3 行重复",
  ],
])("the row %s is named by row and column, and no duty is given", async (row, column, message) => {
  const before = await db.$count(duties)
  const place = await previewed(csv("赵一,西山钢铁厂,1990-05-01,,审计,东湖机床厂,,", row))
  const page = await admin.text(place)
  expect(page).toContain(message)
  expect(page).toContain(column)
  await admin.post(`${place}/confirmation`)
  expect(await db.$count(duties)).toBe(before)
})

test("namesakes are told apart by their birth date", async () => {
  expect(await imported(csv("赵一,西山钢铁厂,1980-01-01,,审计,西山钢铁厂,,"))).toContain("新增 1")
  expect((await Promise.all(twins.map(held))).map(({ length }) => length)).toEqual([0, 1])
})

test("an administrator of one unit gives duties there, to its people, and nowhere else", async () => {
  for (const row of ["李四,西山钢铁厂,,,审计,东湖机床厂,,", "王芳,东湖机床厂,,,审计,西山钢铁厂,,"])
    expect(await eastAdmin.text(await previewed(csv(row), eastAdmin))).toContain("“西山钢铁厂”不是可以选的内容")
  expect(await imported(csv("王芳,,,,审计,东湖机床厂,,"), eastAdmin)).toContain("新增 1")
})

test("a contest officer makes officers of contests, and gives no duty in a unit", async () => {
  const unit = await contestOfficer.text(await previewed(csv("王芳,东湖机床厂,,,审计,东湖机床厂,,"), contestOfficer))
  expect(unit).toContain("“东湖机床厂”不是可以选的内容")
  const row = "王芳,东湖机床厂,,,赛务人员,,二〇二六年技能大赛,"
  expect(await imported(csv(row), contestOfficer)).toContain("新增 1")
})

test("whoever gives no duties is not offered their import", async () => {
  for (const way of [path, `${path}/template.xlsx`, `${path}/template.csv`]) {
    expect((await contestOfficer.get(way)).status).toBe(200)
    for (const other of [operator, auditor]) expect((await other.get(way)).status).toBe(404)
    expect((await browser().get(way)).status).toBe(303)
  }
  expect((await sendFile(operator, path, csv(byName))).status).toBe(404)
  expect(await admin.text("/manage/people")).toContain(`href="${path}"`)
  expect(await operator.text("/manage/people")).not.toContain(`href="${path}"`)
})

test("the template is read back as it was written, in both languages", async () => {
  for (const lang of ["zh-CN", "en"]) {
    const bytes = await (await admin.get(`${path}/template.xlsx?lang=${lang}`)).arrayBuffer()
    const read = await readSheet(new Uint8Array(bytes))
    expect(read.ok && read.value[0]?.length).toBe(8)
    expect((await sendFile(admin, path, new Uint8Array(bytes), "duties.xlsx")).status).toBe(303)
  }
  await admin.get("/?lang=zh-CN")
})

test("three separate administrators stay three people where the policy asks for it", async () => {
  const { as: asUnder } = testApp(db, () => new Date("2026-11-21T00:00:00Z"), {
    policy: { ...policies.default, exclusive: policies.mlps.exclusive },
  })
  const strict = await asUnder(await makeOfficer(db, root, "administrator"))
  const given = csv("王芳,东湖机床厂,,,系统管理员,东湖机床厂,,")
  expect(await strict.text(await previewed(given, strict))).toContain("不能由同一人担任")
})
