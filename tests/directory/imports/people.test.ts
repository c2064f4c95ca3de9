import { desc, eq } from "drizzle-orm"
import { expect, test } from "vitest"
import { auditEntries, formerPersonNames, imports, people, units } from "#db/schema/index.ts"
import { checkSignOf } from "#directory/people/identity-number.ts"
import { readSheet } from "#files/xlsx-reader.ts"
import { testApp } from "../../support/app.ts"
import { freshDatabase } from "../../support/database.ts"
import { makeOfficer, makePerson, makeUnit } from "../../support/people.ts"
import { sendFile } from "../../support/upload.ts"

const { db } = await freshDatabase()
const root = await makeUnit(db, "江城市总工会")
const east = await makeUnit(db, "东湖机床厂", root)
const west = await makeUnit(db, "西山钢铁厂", root)
let now = new Date("2026-11-21T00:00:00Z")
const { as, browser } = testApp(db, () => now)
const admin = await as(await makeOfficer(db, root, "administrator"))
const operator = await as(await makeOfficer(db, east, "unit_operator"))
const contestOfficer = await as(await makeOfficer(db, root, "contest_officer"))

const path = "/manage/imports/people"
const numbered = (head: string) => `${head}${checkSignOf(head)}`
const number = numbered("42010619900501002")
const header = "姓名,单位,出生日期,性别,证件号码,身份类别,岗位"
const csv = (...rows: string[]) => [header, ...rows].join("\r\n")
const wang = `王芳,东湖机床厂,,,${number},产业工人,钳工`
const aishan = "阿依古丽•艾山,东湖机床厂,1991/2/3,女,,产业工人,"

const stored = async (name: string) =>
  (await db.select().from(people).where(eq(people.name, name))).map(({ unitId, sex, birthDate, post, version }) => ({
    unitId,
    sex,
    birthDate,
    post,
    version,
  }))
const previewed = async (rows: string, who = admin) => (await sendFile(who, path, rows)).headers.get("location") ?? ""
const imported = async (rows: string, who = admin) => {
  const place = await previewed(rows, who)
  expect((await who.post(`${place}/confirmation`)).headers.get("location")).toBe(place)
  return who.text(place)
}

test("a file is judged, kept sealed, and imported once however often it is confirmed", async () => {
  const place = await previewed(csv(wang, aishan))
  const preview = await admin.text(place)
  expect(preview).toContain("2 行都没有问题")
  expect(preview).toContain("阿依古丽·艾山")
  expect(preview).not.toContain(number)
  expect(await stored("王芳")).toEqual([])
  const [kept] = await db.select().from(imports)
  expect(kept?.sheet).not.toContain("王芳")
  const both = await Promise.all([admin.post(`${place}/confirmation`), admin.post(`${place}/confirmation`)])
  expect(both.map(({ status }) => status)).toEqual([303, 303])
  expect(await stored("王芳")).toEqual([
    { unitId: east.id, sex: "female", birthDate: "1990-05-01", post: "钳工", version: 1 },
  ])
  expect(await stored("阿依古丽·艾山")).toEqual([
    { unitId: east.id, sex: "female", birthDate: "1991-02-03", post: "", version: 1 },
  ])
  expect(await admin.text(place)).toContain("新增 2，更新 0，没有变化 0")
  const entries = await db.select().from(auditEntries).where(eq(auditEntries.action, "person.import"))
  expect(entries.map(({ facts }) => facts)).toEqual([{ added: 2, changed: 0, unchanged: 0 }])
  expect((await db.select().from(imports))[0]?.sheet).toBe(null)
})

test("the same file again adds nothing, and a corrected one changes what differs", async () => {
  expect(await admin.text(await previewed(csv(wang, aishan)))).toContain("表里的内容都已登记")
  expect(await imported(csv(`王芳芳,,,,${number},,焊工`, aishan))).toContain("新增 0，更新 1，没有变化 1")
  expect(await stored("王芳芳")).toEqual([
    { unitId: east.id, sex: "female", birthDate: "1990-05-01", post: "焊工", version: 2 },
  ])
  expect(await imported(csv(`王芳芳,西山钢铁厂,,,${number},,`))).toContain("更新 1")
  expect((await stored("王芳芳")).map(({ unitId }) => unitId)).toEqual([west.id])
})

test("a unit is meant by its credit code as well as by its name", async () => {
  const creditCode = "91350100M000100Y43"
  await db.update(units).set({ creditCode }).where(eq(units.id, east.id))
  expect(await imported(csv(`孙信,${creditCode.toLowerCase()},1980-01-01,男,,产业工人,`))).toContain("新增 1")
  expect((await stored("孙信")).map(({ unitId }) => unitId)).toEqual([east.id])
})

test.each([
  ["王芳芳,东湖机床厂,,,420106199005010020,,", "校验码"],
  [`李四,东湖机床厂,1980-01-01,男,${numbered("42010619800102003")},产业工人,`, "出生日期与证件号码不一致"],
  ["李四,东湖机床厂,1980-13-01,男,,产业工人,", "“1980-13-01”不是日期"],
  ["李四,北山厂,1980-01-01,男,,产业工人,", "“北山厂”不是可以选的内容"],
  ["李四,东湖机床厂,1980-01-01,男,,皇帝,", "“皇帝”不是可以选的内容"],
  ["李四,东湖机床厂,1980-01-01,,,产业工人,", "没有填写"],
  [",东湖机床厂,1980-01-01,男,,产业工人,", "没有填写"],
  ["李\u202e四,东湖机床厂,1980-01-01,男,,产业工人,", "看不见的控制符"],
  ["李四,东湖机床厂,2999-01-01,男,,产业工人,", "出生日期不能晚于今天"],
  ["李四,东湖机床厂,1980-01-01,男,12345,产业工人,", "认不出是哪种证件"],
  [aishan.replace(",,产", `,${numbered("42010619910203004")},产`), ""],
])("the row %s is named by row and column, and nothing is saved", async (row, message) => {
  const before = await db.$count(people)
  const place = await previewed(csv(wang.replace("王芳", "王芳芳"), row))
  const page = await admin.text(place)
  if (message) {
    expect(page).toContain(message)
    expect(page).toContain(">3<")
    await admin.post(`${place}/confirmation`)
  }
  expect(await db.$count(people)).toBe(before)
})

test("two rows about one person are a problem of the second", async () => {
  const page = await admin.text(await previewed(csv(aishan, aishan)))
  expect(page).toContain("与第 2 行重复")
})

test("an operator imports for the own unit; another unit or its people are not theirs", async () => {
  const page = await operator.text(await previewed(csv("新人,西山钢铁厂,1980-01-01,男,,产业工人,"), operator))
  expect(page).toContain("“西山钢铁厂”不是可以选的内容")
  const moved = await operator.text(await previewed(csv(`王芳芳,东湖机床厂,,,${number},,`), operator))
  expect(moved).toContain("不在您管辖的单位")
  expect(await imported(csv("新人,,1980-01-01,男,,产业工人,"), operator)).toContain("新增 1")
  expect((await stored("新人")).map(({ unitId }) => unitId)).toEqual([east.id])
})

test("uploads are for administrators and operators, and each for whoever sent it", async () => {
  const place = await previewed(csv(wang))
  expect((await admin.get(place)).status).toBe(200)
  expect((await operator.get(place)).status).toBe(404)
  expect((await operator.post(`${place}/confirmation`)).status).toBe(404)
  for (const way of [path, `${path}/template.xlsx`, `${path}/template.csv`]) {
    expect((await admin.get(way)).status).toBe(200)
    expect((await contestOfficer.get(way)).status).toBe(404)
    expect((await browser().get(way)).status).toBe(303)
  }
  expect((await admin.get("/manage/imports/kings")).status).toBe(404)
})

test("the problems come back as the user's own rows, without a formula in the CSV", async () => {
  const place = await previewed(csv("=1+1,东湖机床厂,1980-01-01,男,,皇帝,"))
  const sheet = await readSheet(new Uint8Array(await (await admin.get(`${place}/problems.xlsx`)).arrayBuffer()))
  expect(sheet.ok && sheet.value[1]).toEqual([
    "=1+1",
    "东湖机床厂",
    "1980-01-01",
    "男",
    "",
    "皇帝",
    "",
    "身份类别：“皇帝”不是可以选的内容",
  ])
  const text = await admin.text(`${place}/problems.csv`)
  expect(text).toContain("'=1+1,东湖机床厂")
  expect(await admin.text(await previewed(text))).toContain("“皇帝”不是可以选的内容")
})

test("the template is read back as it was written, in both languages", async () => {
  for (const lang of ["zh-CN", "en"]) {
    const bytes = await (await admin.get(`${path}/template.xlsx?lang=${lang}`)).arrayBuffer()
    const read = await readSheet(new Uint8Array(bytes))
    expect(read.ok && read.value[1]?.length).toBe(14)
    const sent = await sendFile(admin, path, new Uint8Array(bytes), "template.xlsx")
    expect(sent.status).toBe(303)
  }
  await admin.get("/?lang=zh-CN")
})

test.each([
  ["a heading that is missing", "名字,单位\r\n王芳,东湖机床厂", "姓名：缺少这一列"],
  ["a sheet without rows", header, "表里没有数据行"],
  ["a PDF", "%PDF-1.7\n%\u0000\u0001", "两者都不是"],
  ["an old workbook under a new name", Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0, 0xa1), "旧格式的 Excel"],
  ["a picture under another name", Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0), "两者都不是"],
  ["an open quotation mark", `${header}\r\n"王芳`, "引号没有配对"],
])("%s is refused at once", async (_, file, message) => {
  const answer = await sendFile(admin, path, file, "people.xlsx")
  expect(answer.status).toBe(422)
  expect(await answer.text()).toContain(message)
})

test("an upload is gone after an hour, from the page and from the database", async () => {
  const place = await previewed(csv(wang))
  now = new Date(now.getTime() + 3_600_001)
  expect(await admin.text(place)).toContain("已经清除")
  expect(await (await admin.post(`${place}/confirmation`)).text()).toContain("已经清除")
  await previewed(csv(wang))
  const kept = await db.select({ sheet: imports.sheet }).from(imports).orderBy(desc(imports.id))
  expect(kept.map(({ sheet }) => sheet !== null).filter(Boolean)).toHaveLength(1)
})

test("names with signs of private use are kept and pointed out", async () => {
  const page = await admin.text(await previewed(csv("王\ue123,东湖机床厂,1980-01-01,男,,产业工人,")))
  expect(page).toContain("请核对这些姓名和名称")
})

test("doubles in the directory ask for a number", async () => {
  for (const _ of [1, 2]) await makePerson(db, east, "重名", { birthDate: "1970-01-01" })
  const page = await admin.text(await previewed(csv("重名,东湖机床厂,1970-01-01,,,,焊工")))
  expect(page).toContain("请填写证件号码")
})

test("somebody of the same name, sex and birth date elsewhere is pointed out, and imported all the same", async () => {
  const north = await makeUnit(db, "北山厂", root)
  const known = await makePerson(db, west, "赵一", { sex: "male", birthDate: "1975-03-04" })
  await db.insert(formerPersonNames).values({ personId: known.id, name: "赵壹", searchKey: "", createdAt: now })
  const row = "赵一,北山厂,1975-03-04,男,,产业工人,"
  const page = await admin.text(await previewed(csv(row)))
  expect(page).toContain("这些人可能已有档案")
  expect(page).toContain("第 2 行：赵一")
  expect(page).toContain("西山钢铁厂")
  expect(await admin.text(await previewed(csv(row.replace("赵一", "赵壹"))))).toContain("这些人可能已有档案")
  for (const other of [row.replace("男", "女"), row.replace("-04,", "-05,"), row.replace("赵一", "赵二")])
    expect(await admin.text(await previewed(csv(other)))).not.toContain("这些人可能已有档案")
  const apart = row.replace("1975-03-04,男,", `,,${numbered("42010619750304001")}`)
  expect(await admin.text(await previewed(csv(apart)))).not.toContain("这些人可能已有档案")
  expect(await imported(csv(row))).toContain("新增 1")
  expect((await stored("赵一")).map(({ unitId }) => unitId).sort()).toEqual([west.id, north.id].sort())
})

test("of a likely double out of reach, an operator learns that there is one and not where", async () => {
  const page = await operator.text(await previewed(csv("赵一,,1975-03-04,男,,产业工人,"), operator))
  expect(page).toContain("这些人可能已有档案")
  expect(page).not.toContain("西山钢铁厂")
})

test("the CSV template is read back as it was written", async () => {
  const text = await admin.text(`${path}/template.csv`)
  expect(text.startsWith("姓名,单位,")).toBe(true)
  expect((await sendFile(admin, path, text)).status).toBe(303)
})
