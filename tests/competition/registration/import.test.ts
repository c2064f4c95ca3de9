import { eq } from "drizzle-orm"
import { expect, test } from "vitest"
import { entries, people } from "#db/schema/index.ts"
import { writeSheet } from "#files/xlsx.ts"
import { readSheet } from "#files/xlsx-reader.ts"
import { type Browser, origin, testApp } from "../../support/app.ts"
import { freshDatabase } from "../../support/database.ts"
import { makeOfficer, makePerson, makeUnit } from "../../support/people.ts"
import { during, makeOpenEvent } from "./contest.ts"

const { db } = await freshDatabase()
const root = await makeUnit(db, "江城市总工会")
const plant = await makeUnit(db, "江城机床厂", root)
const { as } = testApp(db, () => during)
const operator = await as(await makeOfficer(db, plant, "unit_operator"))
const stranger = await as(await makeOfficer(db, root, "administrator"))

const header = ["姓名", "性别", "出生日期", "单位", "岗位", "身份类别", "技能等级", "学生"]
const row = (name: string, changes: Partial<Record<number, string>> = {}) =>
  [name, "男", "1990/5/1", "", "车工", "产业工人", "高级工", "否"].map((cell, at) => changes[at] ?? cell)

function upload(browser: Browser, path: string, bytes: Uint8Array<ArrayBuffer>) {
  const body = new FormData()
  body.set("sheet", new File([bytes], "报名.xlsx"))
  return browser.ask(path, {
    method: "POST",
    body,
    headers: { Origin: origin, "Sec-Fetch-Site": "same-origin" },
  })
}

const carried = (page: string): string =>
  (/name="rows" value="([^"]*)"/.exec(page)?.[1] ?? "").replaceAll("&quot;", '"').replaceAll("&amp;", "&")

test("a good sheet is shown first, saved when confirmed, and adds nothing the second time", async () => {
  const { event } = await makeOpenEvent(db, root)
  const known = await makePerson(db, plant, "赵一", { sex: "male" })
  const path = `/manage/registration/events/${event.id}/import`
  const bytes = await writeSheet([header, row("赵一"), row("钱二"), []])
  const preview = await upload(operator, path, bytes)
  const page = await preview.text()
  expect([preview.status, page]).toEqual([200, expect.stringContaining("2 行全部可以报名，其中 2 行是新的")])
  expect(page).toContain("新增人员并报名")
  expect(await db.select().from(entries).where(eq(entries.eventId, event.id))).toEqual([])
  expect(await db.select().from(people).where(eq(people.name, "钱二"))).toEqual([])
  const confirmed = await operator.post(`${path}/rows`, {
    rows: carried(page),
  })
  expect(confirmed.headers.get("location")).toBe(`/manage/registration/events/${event.id}?done=imported`)
  const [made] = await db.select().from(people).where(eq(people.name, "钱二"))
  const saved = await db.select().from(entries).where(eq(entries.eventId, event.id))
  expect(saved.map(({ personId }) => personId)).toEqual([known.id, made?.id])
  const again = await (await upload(operator, path, bytes)).text()
  expect(again).toContain("其中 0 行是新的")
  expect((await operator.post(`${path}/rows`, { rows: carried(again) })).status).toBe(303)
  expect((await db.select().from(entries).where(eq(entries.eventId, event.id))).length).toBe(2)
})

test("problems are named by row and column, and nothing is saved", async () => {
  const { event } = await makeOpenEvent(db, root, {
    eligibility: { minSkill: "senior" },
    perUnitLimit: 1,
  })
  const path = `/manage/registration/events/${event.id}/import`
  const cells = [header, row("孙三", { 2: "1990-02-30" }), [], row("李四", { 1: "", 3: "别的厂" })]
  const answer = await upload(operator, path, await writeSheet(cells))
  const page = (await answer.text()).replace(/\s+/g, " ")
  expect(answer.status).toBe(422)
  expect(page).toContain('<td class="num">2</td><td>出生日期</td><td>“1990-02-30”不是日期，请写成 1990-05-01</td>')
  expect(page).toContain('<td class="num">4</td><td>性别</td><td>没有填写</td>')
  expect(page).toContain('<td class="num">4</td><td>单位</td><td>“别的厂”不是可以选的内容</td>')
  const judged = [header, row("孙三"), row("李四", { 6: "初级工" }), row("周五")]
  const refused = (await (await upload(operator, path, await writeSheet(judged))).text()).replace(/\s+/g, " ")
  expect(refused).toContain('<td class="num">3</td><td>--</td><td>技能等级低于高级工</td>')
  expect(refused).toContain('<td class="num">4</td><td>--</td><td>本单位 1 个名额已经用完</td>')
  expect(await db.select().from(people).where(eq(people.name, "孙三"))).toEqual([])
  const forged = await operator.post(`${path}/rows`, {
    rows: JSON.stringify(judged),
  })
  expect(forged.status).toBe(422)
  expect(await db.select().from(entries).where(eq(entries.eventId, event.id))).toEqual([])
})

test("what is no sheet, no rows or no list of rows is refused in words", async () => {
  const { event } = await makeOpenEvent(db, root)
  const path = `/manage/registration/events/${event.id}/import`
  const text = await upload(operator, path, new Uint8Array(Buffer.from("姓名,性别")))
  expect([text.status, await text.text()]).toEqual([422, expect.stringContaining(".xlsx 格式的 Excel 文件")])
  expect(await (await upload(operator, path, await writeSheet([header]))).text()).toContain("表里没有数据行")
  expect(await (await upload(operator, path, await writeSheet([["甲"], ["乙"]]))).text()).toContain("缺少这一列")
  for (const rows of ["", "{}", "[[1]]", "nonsense"])
    expect((await operator.post(`${path}/rows`, { rows })).status).toBe(422)
  expect((await operator.post(path)).status).toBe(422)
  expect((await upload(stranger, path, await writeSheet([header]))).status).toBe(404)
})

test("the template has the columns that the import reads, in the page's language", async () => {
  const { event } = await makeOpenEvent(db, root, {}, { teams: { combine: "sum" } })
  const answer = await operator.get(`/manage/registration/events/${event.id}/import/template.xlsx?lang=en`)
  expect(answer.headers.get("content-type")).toContain("spreadsheetml")
  const read = await readSheet(new Uint8Array(await answer.arrayBuffer()))
  const columns = ["Name", "Sex", "Birth date", "Unit", "Post", "Identity class", "Skill level", "Student", "Team"]
  columns.push("Kind of paper", "Identity number", "Phone")
  expect(read).toEqual({ ok: true, value: [columns] })
})

test("a number in a sheet finds its bearer, and belongs to nobody else", async () => {
  const { event } = await makeOpenEvent(db, root)
  const registrar = await as(await makeOfficer(db, plant, "unit_operator"))
  const path = `/manage/registration/events/${event.id}/import`
  const numbered = (name: string, changes: Partial<Record<number, string>> = {}) => [
    ...row(name, { 1: "女", ...changes }),
    "420102199005010046",
    "18612341402",
  ]
  const sheet = (line: string[]) => writeSheet([[...header, "证件号码", "电话"], line])
  const first = await (await upload(registrar, path, await sheet(numbered("孙三")))).text()
  expect((await registrar.post(`${path}/rows`, { rows: carried(first) })).status).toBe(303)
  const [made] = await db.select().from(people).where(eq(people.name, "孙三"))
  expect([made?.identityKind, made?.identityHash !== null]).toEqual(["resident_id", true])
  expect(await (await upload(registrar, path, await sheet(numbered("孙三")))).text()).toContain("其中 0 行是新的")
  const other = await (await upload(registrar, path, await sheet(numbered("李四")))).text()
  expect(other).toContain("属于另一份档案")
  const wrong = await (await upload(registrar, path, await sheet(numbered("孙三", { 1: "男", 2: "1990/5/2" })))).text()
  expect(wrong).toContain("属于另一份档案")
})
