import { and, eq } from "drizzle-orm"
import { expect, test } from "vitest"
import { auditEntries, units } from "#db/schema/index.ts"
import { testApp } from "../../support/app.ts"
import { freshDatabase } from "../../support/database.ts"
import { makeOfficer, makeUnit } from "../../support/people.ts"

const { db } = await freshDatabase()
const root = await makeUnit(db, "江城市总工会")
const east = await makeUnit(db, "东湖区总工会", root)
const west = await makeUnit(db, "西山区总工会", root)
const plant = await makeUnit(db, "东湖机床厂", east)
const { as, browser } = testApp(db)
const admin = await as(await makeOfficer(db, root, "administrator"))
const operator = await as(await makeOfficer(db, east, "unit_operator"))
const auditor = await as(await makeOfficer(db, root, "auditor"))

const form = (changes: Record<string, string> = {}) => ({
  version: "0",
  name: "江城重工",
  shortName: "",
  parent: String(east.id),
  kind: "enterprise",
  level: "unit",
  ownership: "state",
  regionCode: "420100",
  industryCode: "C34",
  creditCode: "91350100M000100Y43",
  ...changes,
})
const named = async (name: string) => (await db.select().from(units).where(eq(units.name, name)))[0]

test("an operator adds a unit below the own one, which gets its path, its keys and an audit entry", async () => {
  const answer = await operator.post("/manage/units/new", form())
  const unit = await named("江城重工")
  expect(answer.status).toBe(303)
  expect(answer.headers.get("location")).toBe(`/manage/units?under=${unit?.id}&done=created`)
  expect(unit).toMatchObject({ path: `${east.path}${unit?.id}.`, shortName: "江城重工", regionCode: "420100" })
  expect(unit?.searchKey).toContain("jczg")
  const audit = await db.select().from(auditEntries).where(eq(auditEntries.action, "unit.create"))
  expect(audit.map(({ subjectId, facts }) => [subjectId, facts])).toEqual([[unit?.id, { parent: east.id }]])
  expect(await operator.text(answer.headers.get("location") ?? "")).toContain("单位已经新增")
})

test.each([
  [{ creditCode: "91350100M000100Y44" }, "校验码要对"],
  [{ name: "另一厂" }, "另一个单位已经登记了"],
  [{ creditCode: "", regionCode: "42" }, "行政区划代码是 6 位数字"],
  [{ creditCode: "" }, "已经有同名单位"],
  [{ name: "", creditCode: "" }, "请填写名称"],
  [{ parent: String(west.id), name: "又一厂", creditCode: "" }, "请从您管辖的单位中选择上级单位"],
])("%o is refused beside the form, with what was typed", async (changes, words) => {
  const answer = await operator.post("/manage/units/new", form({ ...changes, industryCode: "C3499" }))
  const page = await answer.text()
  expect(answer.status).toBe(422)
  expect(page).toContain(words)
  expect(page).toContain('value="C3499"')
})

test("moving a unit takes its subtree along, and never into itself", async () => {
  const typed = { kind: "federation", level: "district", ownership: "organ", creditCode: "", name: east.name }
  const into = await admin.post(`/manage/units/${east.id}`, form({ ...typed, version: "1", parent: String(plant.id) }))
  expect(await into.text()).toContain("上级单位不能是它自己或它的下级")
  const moved = await admin.post(`/manage/units/${east.id}`, form({ ...typed, version: "1", parent: String(west.id) }))
  expect(moved.status).toBe(303)
  expect((await named(plant.name))?.path).toBe(`${west.path}${east.id}.${plant.id}.`)
  const back = await admin.post(`/manage/units/${east.id}`, form({ ...typed, version: "2", parent: String(root.id) }))
  expect(back.status).toBe(303)
  expect((await named(plant.name))?.path).toBe(plant.path)
  const audit = await db
    .select()
    .from(auditEntries)
    .where(and(eq(auditEntries.action, "unit.change"), eq(auditEntries.subjectId, east.id)))
  expect(audit.map(({ facts }) => facts)).toEqual([
    { from: root.id, to: west.id },
    { from: west.id, to: root.id },
  ])
})

test("a change made from an older version is shown beside the stored one, and can then be sent again", async () => {
  const typed = { creditCode: "", name: plant.name }
  const first = await operator.post(`/manage/units/${plant.id}`, form({ ...typed, version: "1", industryCode: "C11" }))
  expect(first.status).toBe(303)
  const late = await operator.post(`/manage/units/${plant.id}`, form({ ...typed, version: "1", industryCode: "C22" }))
  const page = await late.text()
  expect(late.status).toBe(409)
  expect(page).toMatch(/<td>C11<\/td><td>C22<\/td>/)
  expect(page).toContain('name="version" value="2"')
  expect(page).toContain('value="C22"')
  const again = await operator.post(`/manage/units/${plant.id}`, form({ ...typed, version: "2", industryCode: "C22" }))
  expect([again.status, (await named(plant.name))?.industryCode]).toEqual([303, "C22"])
})

test("the list shows what is within reach, found by pinyin too", async () => {
  expect(await admin.text("/manage/units")).toContain(west.name)
  const own = await operator.text("/manage/units")
  expect(own).toContain(plant.name)
  expect(own).not.toContain(west.name)
  const found = await admin.text("/manage/units?name=dhjc")
  expect(found).toContain(plant.name)
  expect(found).not.toContain(`>${west.name}<`)
  expect(await admin.text("/manage/units?name=nothing")).toContain("没有找到单位")
})

test("another's unit is not found, an auditor only reads, a stranger signs in first", async () => {
  expect((await admin.get(`/manage/units/${west.id}`)).status).toBe(200)
  expect((await operator.get(`/manage/units/${west.id}`)).status).toBe(404)
  expect((await operator.post(`/manage/units/${west.id}`, form())).status).toBe(404)
  expect(await auditor.text("/manage/units")).not.toContain("/manage/units/new")
  expect(await operator.text("/manage/units")).toContain("/manage/units/new")
  expect((await auditor.post("/manage/units/new", form())).status).toBe(404)
  expect((await browser().get("/manage/units/new")).headers.get("location")).toBe(
    "/sign-in?next=%2Fmanage%2Funits%2Fnew",
  )
})

test("the list stands in the order of the tree, of strokes or of pinyin, and a search keeps the order", async () => {
  const here = await makeUnit(db, "序列总公司", root)
  for (const name of ["张江分厂", "白石分厂", "一元分厂"]) await makeUnit(db, name, here)
  const listed = async (order: string) => {
    const page = await admin.text(`/manage/units?under=${here.id}${order && `&order=${order}`}`)
    return [...page.matchAll(/<th scope="row"><a [^>]*>([^<]+)</g)].map(([, name]) => name)
  }
  expect(await listed("")).toEqual(["序列总公司", "张江分厂", "白石分厂", "一元分厂"])
  expect(await listed("stroke")).toEqual(["一元分厂", "白石分厂", "序列总公司", "张江分厂"])
  expect(await listed("pinyin")).toEqual(["白石分厂", "序列总公司", "一元分厂", "张江分厂"])
  expect(await listed("nonsense")).toEqual(await listed("tree"))
  const page = await admin.text(`/manage/units?under=${here.id}&order=pinyin&lang=en`)
  for (const text of [
    "In pinyin order",
    "order=tree",
    "order=stroke",
    '<input type="hidden" name="order" value="pinyin">',
  ])
    expect(page).toContain(text)
})
