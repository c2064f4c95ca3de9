import { asc, eq } from "drizzle-orm"
import { expect, test } from "vitest"
import { auditEntries, units } from "#db/schema/index.ts"
import { testApp } from "../../support/app.ts"
import { freshDatabase } from "../../support/database.ts"
import { makeOfficer, makeUnit } from "../../support/people.ts"
import { sendFile } from "../../support/upload.ts"

const { db } = await freshDatabase()
const root = await makeUnit(db, "江城市总工会")
const east = await makeUnit(db, "东湖机床厂", root)
const west = await makeUnit(db, "西山钢铁厂", root)
const { as } = testApp(db)
const admin = await as(await makeOfficer(db, root, "administrator"))
const operator = await as(await makeOfficer(db, east, "unit_operator"))

const path = "/manage/imports/units"
const csv = (...rows: string[]) => ["单位名称,上级单位,类别,级别,所有制,统一社会信用代码", ...rows].join("\n")
const code = "91350100M000100Y43"
const team = "一车间班组,一车间,班组,单位级,国有,"
const shop = `一车间,东湖机床厂,企业,单位级,国有,${code}`
const previewed = async (rows: string, who = admin) => (await sendFile(who, path, rows)).headers.get("location") ?? ""
const imported = async (rows: string, who = admin) => {
  const place = await previewed(rows, who)
  await who.post(`${place}/confirmation`)
  return who.text(place)
}

test("units of one file stand above each other, in any order of its rows", async () => {
  expect(await imported(csv(team, shop))).toContain("新增 2，更新 0")
  const made = await db.select().from(units).orderBy(asc(units.path))
  const shopRow = made.find(({ name }) => name === "一车间")
  const teamRow = made.find(({ name }) => name === "一车间班组")
  expect(shopRow?.path).toBe(`${east.path}${shopRow?.id}.`)
  expect(teamRow?.path).toBe(`${shopRow?.path}${teamRow?.id}.`)
  expect([shopRow?.creditCode, teamRow?.parentId]).toEqual([code, shopRow?.id])
  const entries = await db.select().from(auditEntries).where(eq(auditEntries.action, "unit.import"))
  expect(entries.map(({ facts }) => facts)).toEqual([{ added: 2, changed: 0, unchanged: 0 }])
})

test("the same file again adds nothing, and a corrected one changes what differs", async () => {
  expect(await admin.text(await previewed(csv(team, shop)))).toContain("表里的内容都已登记")
  expect(await imported(csv(shop.replace("一车间", "第一车间"), ",,,,,"))).toContain("新增 0，更新 1")
  const [renamed] = await db.select().from(units).where(eq(units.creditCode, code))
  expect([renamed?.name, renamed?.version]).toEqual(["第一车间", 2])
})

test.each([
  ["新厂,没有的单位,企业,单位级,国有,", "找不到上级单位"],
  ["新厂,东湖机床厂,王国,单位级,国有,", "“王国”不是可以选的内容"],
  ["新厂,东湖机床厂,,单位级,国有,", "没有填写"],
  ["新厂,东湖机床厂,企业,单位级,国有,91350100M000100Y44", "校验码"],
  [`第一车间,西山钢铁厂,企业,单位级,国有,${code}`, "在单位页面办理"],
  ["甲,乙,企业,单位级,国有,\n乙,甲,企业,单位级,国有,", "互相循环"],
])("the row %s is a problem, and nothing is saved", async (row, message) => {
  const before = await db.$count(units)
  const place = await previewed(csv(row))
  expect(await admin.text(place)).toContain(message)
  await admin.post(`${place}/confirmation`)
  expect(await db.$count(units)).toBe(before)
})

test("an operator imports below the own unit only", async () => {
  const page = await operator.text(await previewed(csv(`新厂,${west.name},企业,单位级,国有,`), operator))
  expect(page).toContain("找不到上级单位")
  expect(await imported(csv("二车间,东湖机床厂,企业,单位级,国有,"), operator)).toContain("新增 1")
})
