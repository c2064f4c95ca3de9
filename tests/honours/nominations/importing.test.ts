import { and, asc, eq } from "drizzle-orm"
import { expect, test } from "vitest"
import { auditEntries, nominationSections, nominations } from "#db/schema/index.ts"
import { readTable } from "#files/table.ts"
import { readSheet } from "#files/xlsx-reader.ts"
import { readCell } from "#honours/nominations/importing/cells.ts"
import { fieldColumns, fieldLabel, headersOf, whoColumns } from "#honours/nominations/importing/columns.ts"
import { importNominations } from "#honours/nominations/importing/commands.ts"
import type { Field } from "#honours/nominations/papers/fields.ts"
import { presets } from "#honours/programmes/presets/all.ts"
import { type Browser, testApp } from "../../support/app.ts"
import { freshDatabase, onPostgres } from "../../support/database.ts"
import { makeSelection } from "../../support/nominations.ts"
import { scopeAs } from "../../support/notices.ts"
import { formsOf } from "../../support/pages.ts"
import { makeOfficer, makePerson, makeUnit } from "../../support/people.ts"
import { sendForm } from "../../support/uploads.ts"

const { db } = await freshDatabase()
const { as, browser } = testApp(db, () => new Date("2026-03-02T02:00:00Z"))
const city = await makeUnit(db, "江城市总工会")
const district = await makeUnit(db, "临江区总工会", city)
const works = await makeUnit(db, "临江机械厂", district)
const far = await makeUnit(db, "东山区总工会", city)
const account = await makeOfficer(db, works, "unit_operator")
const operator = await as(account)
const officer = await as(await makeOfficer(db, city, "honours_officer"))
const selection = await makeSelection(db, city, district, { seats: 1 })
const [medal, certificate, pioneer] = [selection.medal, selection.certificate, selection.pioneer].map(
  ({ titleZh }) => titleZh,
)
for (const name of ["丁一", "于二", "同名"]) await makePerson(db, works, name)
await makePerson(db, works, "同名", { birthDate: "1970-01-01" })
await makePerson(db, far, "外人")

const path = "/manage/nominations/import"
const csv = (...rows: string[]) => new TextEncoder().encode(rows.join("\r\n"))
const head =
  "申报荣誉,姓名或名称,出生日期（同名时填）,政治面貌,参加工作年月,班组人数,企业班组、科室,事迹摘要（500 字以内）,会议日期"
const send = (who: Browser, rows: string[], programme = selection.programme.id) =>
  sendForm(who, path, { programme: `${programme}` }, { sheet: [{ name: "汇总.csv", bytes: csv(head, ...rows) }] })
const standing = () =>
  db.select().from(nominations).where(eq(nominations.programmeId, selection.programme.id)).orderBy(asc(nominations.id))

const good = [
  `${medal},丁一,,中共党员,2008-07,,,十七年坚守,2026/2/2`,
  `${medal},同名,1970-01-01,群众,,,,,`,
  `${certificate},临江机械厂,,,,,,,`,
  `${pioneer},炼钢甲班,,,,12,是,连续三年无事故,`,
]
const fieldsOf = async (name: string, section: string) => {
  const row = (await standing()).find((one) => one.name === name)
  const wanted = and(eq(nominationSections.nominationId, row?.id ?? 0), eq(nominationSections.section, section))
  return (await db.select().from(nominationSections).where(wanted))[0]?.fields
}

test("a sheet is previewed with its seats, then opens and fills every draft at once, and twice adds nothing", async () => {
  const page = await (await send(operator, good)).text()
  const said = ["4 行都没有问题", "新建草稿", "推荐数超过名额", "确认导入 4 个推荐"]
  expect(said.filter((one) => !page.includes(one))).toEqual([])
  expect(await standing()).toEqual([])
  const form = formsOf(page, path).find(({ action }) => action === `${path}/rows`)
  const done = await operator.post(`${path}/rows`, { ...form?.fields })
  expect(done.headers.get("location")).toBe(`/manage/nominations?programme=${selection.programme.id}&done=imported`)
  const rows = await standing()
  expect(rows.map(({ name, recipientKind, state }) => [name, recipientKind, state])).toEqual([
    ["丁一", "person", "draft"],
    ["同名", "person", "draft"],
    ["临江机械厂", "unit", "draft"],
    ["炼钢甲班", "team", "draft"],
  ])
  expect(await fieldsOf("丁一", "basic")).toEqual({ politics: "party_member", worksSince: "2008-07" })
  expect(await fieldsOf("丁一", "democracy")).toEqual({ heldOn: "2026-02-02" })
  expect(rows[3]?.profile).toMatchObject({ isShiftTeam: true })
  const again = await send(operator, good)
  expect((await again.text()).includes("没有要保存的")).toBe(true)
  await operator.post(`${path}/rows`, { ...form?.fields })
  expect((await standing()).length).toBe(4)
  const trail = await db.select().from(auditEntries).where(eq(auditEntries.action, "nomination.fill"))
  expect(trail.map(({ facts }) => facts)).toEqual([
    { from: "sheet", sections: ["basic", "deeds", "democracy"] },
    { from: "sheet", sections: ["basic"] },
    { from: "sheet", sections: ["deeds", "basic"] },
  ])
})

test("every problem is named with its row and column, nothing is saved, and the list of them comes back as a file", async () => {
  const before = (await standing()).length
  const sent = await send(operator, [
    `${medal},外人,,,,,,,`,
    `${medal},同名,,,,,,,`,
    `五一奖牌,于二,,,,,,,`,
    `${medal},于二,,无党派,2008,12,,,三月`,
    `${certificate},丁一,,,,,,,`,
  ])
  const page = await sent.text()
  const said = ["找不到“外人”", "有几个人同名", "“五一奖牌”不是", "“无党派”不是", "不适用", "“三月”不是日期"]
  expect([sent.status, said.filter((one) => !page.includes(one))]).toEqual([422, []])
  expect((await standing()).length).toBe(before)
  const form = formsOf(page, path).find(({ action }) => action === `${path}/problems`)
  const file = await operator.post(`${path}/problems`, { ...form?.fields })
  const table = await readTable(readSheet, new Uint8Array(await file.arrayBuffer()))
  if (!table.ok) throw new Error(table.refusal.code)
  expect([table.value.length, table.value[1]?.at(-1)]).toEqual([
    6,
    "姓名或名称：在您的单位里找不到“外人”，请先在人员目录里登记",
  ])
})

test("the template names every column of what is offered, and nobody else imports", async () => {
  const file = await operator.get(`${path}/template.xlsx?programme=${selection.programme.id}`)
  const table = await readTable(readSheet, new Uint8Array(await file.arrayBuffer()))
  if (!table.ok) throw new Error(table.refusal.code)
  expect(table.value[0]?.slice(0, 5)).toEqual([
    "申报荣誉",
    "姓名或名称",
    "所在单位",
    "出生日期（同名时填）",
    "政治面貌",
  ])
  expect([(await officer.get(path)).status, (await send(officer, good)).status]).toEqual([404, 404])
  expect((await browser().get(path)).status).toBe(303)
  expect((await send(operator, good, 999)).status).toBe(404)
  const empty = await sendForm(operator, path, { programme: `${selection.programme.id}` }, {})
  expect([empty.status, (await empty.text()).includes("请选择文件")]).toEqual([422, true])
  expect((await operator.post(`${path}/rows`, { programme: `${selection.programme.id}`, rows: "{" })).status).toBe(422)
})

test("no two columns of any ready selection share a title", () => {
  for (const { definition } of presets) {
    const columns = fieldColumns(["person", "unit", "team"], definition.route)
    expect(headersOf(columns).size).toBe(2 * (columns.length + whoColumns.length))
    expect(columns.every(({ key }) => fieldLabel(key).length > 0)).toBe(true)
  }
})

const field = (kind: Field["kind"], more: Partial<Field> = {}): Field => ({
  ...{ key: "politics", kind, most: 5, isRequired: false },
  ...more,
})
test.each<[string, Field, string, object]>([
  ["nothing", field("choice", { choices: ["none"] }), "", { value: "" }],
  ["a word in English", field("choice", { choices: ["party_member"] }), "member of the CPC", { value: "party_member" }],
  ["no such word", field("choice", { choices: ["none"] }), "中共党员", { fault: "cell_unknown" }],
  ["yes", field("tick"), "是", { value: "yes" }],
  ["no", field("tick"), "No", { value: "" }],
  ["neither", field("tick"), "也许", { fault: "cell_unknown" }],
  ["a day as people write it", field("day"), "2026年2月3日", { value: "2026-02-03" }],
  ["no day", field("day"), "2026-02-30", { fault: "cell_not_a_date" }],
  ["full-width figures", field("number", { most: 9_999 }), "１,０２４", { value: "1024" }],
  ["too many", field("number", { most: 9 }), "10", { fault: "cell_not_a_count" }],
  ["rare characters, each one", field("text"), "𠮷𠮷𠮷𠮷𠮷", { value: "𠮷𠮷𠮷𠮷𠮷" }],
  ["one too many", field("text"), "一二三四五六", { fault: "cell_too_long" }],
  ["what nobody sees", field("line"), "一\u202e二", { fault: "cell_sign" }],
])("a cell: %s", (_, one, typed, read) => {
  expect(readCell(one, typed)).toEqual(read)
})

test.skipIf(!onPostgres())(
  "the same sheet sent several times at once, and in another order, opens every draft once",
  async () => {
    const many = await makeSelection(db, city, district, { slug: "at-once", seats: 90 })
    const names = Array.from({ length: 30 }, (_, at) => `并发${String(at).padStart(2, "0")}`)
    for (const name of names) await makePerson(db, works, name)
    const rows = names.map((name) => [many.medal.titleZh, name, "群众"])
    const scope = await scopeAs(db, account, new Date("2026-03-02T02:00:00Z"))
    const title = [["申报荣誉", "姓名或名称", "政治面貌"]]
    const sheets = [rows, rows.toReversed(), rows, rows.toReversed()].map((one) => [...title, ...one])
    const sent = await Promise.all(sheets.map((sheet) => importNominations(scope, many.programme.id, sheet, true)))
    const added = sent.map((one) => (one.ok ? one.value.filter(({ outcome }) => outcome === "added").length : -1))
    expect(added.toSorted((a, b) => a - b)).toEqual([0, 0, 0, 30])
    const there = await db.select().from(nominations).where(eq(nominations.programmeId, many.programme.id))
    expect(there.map(({ name }) => name).toSorted()).toEqual(names)
  },
)
