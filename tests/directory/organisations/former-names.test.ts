import { eq } from "drizzle-orm"
import { expect, test } from "vitest"
import { auditEntries, formerUnitNames } from "#db/schema/index.ts"
import { testApp } from "../../support/app.ts"
import { freshDatabase } from "../../support/database.ts"
import { makeOfficer, makeUnit } from "../../support/people.ts"

const { db } = await freshDatabase()
const root = await makeUnit(db, "江城市总工会")
const works = await makeUnit(db, "江城机床集团", root)
const other = await makeUnit(db, "东湖纺织厂", root)
const { as } = testApp(db)
const operator = await as(await makeOfficer(db, works, "unit_operator"))
const path = `/manage/units/${works.id}`
const actions = async (action: string) =>
  (await db.select().from(auditEntries).where(eq(auditEntries.action, action))).map(({ subjectId }) => subjectId)

test("a former name is kept once, finds the unit and says so, and goes again", async () => {
  const given = { formerName: "江城第一机床厂", usedUntil: "1998-06-30" }
  const added = await operator.post(`${path}/names`, given)
  expect(added.headers.get("location")).toBe(`${path}?done=name_added`)
  expect(await (await operator.post(`${path}/names`, given)).text()).toContain("这个曾用名已经登记")
  expect(await operator.text("/manage/units?name=第一机床厂")).toContain("曾用名 江城第一机床厂")
  expect(await operator.text(`/manage/units?under=${works.id}`)).toContain("江城第一机床厂（用到 1998-06-30）")
  const [row] = await db.select().from(formerUnitNames)
  expect((await operator.post(`/manage/units/${other.id}/names/${row?.id}/removal`)).status).toBe(404)
  expect((await operator.post(`${path}/names/${row?.id}/removal`)).headers.get("location")).toBe(
    `${path}?done=name_removed`,
  )
  expect(await operator.text("/manage/units?name=第一机床厂")).toContain("没有找到单位")
  expect([await actions("unit.add_name"), await actions("unit.remove_name")]).toEqual([[works.id], [works.id]])
})

test.each([
  [{ formerName: "江城机床集团", usedUntil: "" }, "这就是现在的名称"],
  [{ formerName: "旧厂", usedUntil: "2999-01-01" }, "不能晚于今天"],
  [{ formerName: "", usedUntil: "1998-13-01" }, "请填写曾用名"],
])("%o is refused", async (given, words) => {
  const answer = await operator.post(`${path}/names`, given)
  expect([answer.status, await answer.text()]).toEqual([422, expect.stringContaining(words)])
})

test("a change of name may leave the old one behind; another unit's names are not found", async () => {
  const facts = { parent: String(root.id), kind: "enterprise", level: "unit", ownership: "private", version: "1" }
  const renamed = { ...facts, name: "江城智造集团", industryCode: "C34", oldNameUntil: "2024-12-31" }
  expect(await (await operator.post(path, { ...renamed, industryCode: "34" })).text()).toContain("门类字母")
  expect((await operator.post(path, renamed)).status).toBe(303)
  expect((await db.select().from(formerUnitNames)).map(({ name }) => name)).toEqual(["江城机床集团"])
  expect((await operator.post(`/manage/units/${other.id}/names`, { formerName: "x", usedUntil: "" })).status).toBe(404)
})
