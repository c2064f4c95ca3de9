import { and, eq } from "drizzle-orm"
import { expect, test } from "vitest"
import { auditEntries, people } from "#db/schema/index.ts"
import { readTable } from "#files/table.ts"
import { readSheet } from "#files/xlsx-reader.ts"
import { reportedFields, reportTable } from "#honours/decisions/reporting/report.ts"
import { keys, testApp } from "../../support/app.ts"
import { makeNominee, makeReviewed } from "../../support/committees.ts"
import { freshDatabase } from "../../support/database.ts"
import { makeOfficer, makeUnit } from "../../support/people.ts"

const { db } = await freshDatabase()
const now = new Date("2026-04-20T02:00:00Z")
const { as } = testApp(db, () => now)
const city = await makeUnit(db, "江城市总工会")
const works = await makeUnit(db, "江城机床厂", city)
const elsewhere = await makeUnit(db, "海州市总工会")
const programme = await makeReviewed(db, city, {}, "upward")
const officer = await as(await makeOfficer(db, city, "honours_officer"))
const administrator = await as(await makeOfficer(db, city, "administrator"))
const stranger = await as(await makeOfficer(db, elsewhere, "honours_officer"))
const path = "/manage/programmes/upward/report"
const number = "110101199003074610"
const reason = "报省总工会推荐"

const through = await makeNominee(db, programme, works, "丁一", { stepKey: "decision" })
await makeNominee(db, programme, works, "卜二", { stepKey: "committee" })
await db
  .update(people)
  .set({ identityKind: "resident_id", identitySealed: keys.seal("identity_number", number) })
  .where(eq(people.id, through.personId ?? 0))

const noted = () => db.select().from(auditEntries).where(eq(auditEntries.action, "programme.report"))
const reveals = () =>
  db
    .select()
    .from(auditEntries)
    .where(and(eq(auditEntries.action, "person.reveal"), eq(auditEntries.subjectId, through.personId ?? 0)))

test("the list asks what the approval forms ask, each field once, but what is drawn on paper", () => {
  const one = (...fields: ("name" | "sex" | "photo" | "unit" | "head" | "seal")[]) => [
    fields.map((field) => ({ field })),
  ]
  expect(reportedFields([one("name", "photo", "sex", "unit"), one("name", "head", "unit", "seal")])).toEqual([
    "name",
    "sex",
    "unit",
    "head",
  ])
  expect(reportedFields([])).toEqual([])
})

test("a nominee has a row, numbered, and nothing where the field is not theirs", () => {
  const honour = { slug: "medal", titleZh: "奖章", titleEn: "" }
  const row = { honour, title: "奖章", kind: "person" as const, receipt: "", contentHash: "", fields: { name: "丁一" } }
  expect(reportTable({ number: "No.", honour: "Honour", labels: ["Name", "Head"] }, ["name", "head"], [row])).toEqual([
    ["No.", "Honour", "Name", "Head"],
    ["1", "奖章", "丁一", ""],
  ])
})

test("an honours officer gets those who came through, with masked numbers; the trail keeps why and the hash", async () => {
  const html = await (await officer.get(path)).text()
  expect([html.includes("丁一"), html.includes("卜二")]).toEqual([true, false])
  const answer = await officer.post(path, { file: "data", reason })
  const text = await answer.text()
  const { hash, nominees, programme: of } = JSON.parse(text)
  expect(answer.headers.get("content-disposition")).toBe(`attachment; filename="upward-${hash.slice(0, 12)}.json"`)
  expect(nominees.map(({ fields }: { fields: { name: string } }) => fields.name)).toEqual(["丁一"])
  expect([of.slug, text.includes(number)]).toEqual(["upward", false])
  expect((await noted()).map(({ facts }) => facts)).toEqual([{ count: 1, hash, reason }])
  expect(await reveals()).toEqual([])
})

test("whole numbers go along where the sender may see them, and each is in the trail", async () => {
  const answer = await administrator.post(path, { file: "workbook", reason })
  const rows = await readTable(readSheet, new Uint8Array(await answer.arrayBuffer()))
  expect(rows.ok && rows.value.length).toBe(2)
  expect(rows.ok && rows.value[1]?.includes(number)).toBe(true)
  expect((await reveals()).map(({ facts }) => facts)).toEqual([{ field: "identity_number", reason }])
})

test("without a purpose, with a number for one, and to others, nothing is given out", async () => {
  const before = (await noted()).length
  for (const typed of ["", `给 ${number}`]) {
    const answer = await officer.post(path, { file: "data", reason: typed })
    expect([answer.status, (await answer.text()).includes('aria-invalid="true"')]).toEqual([422, true])
  }
  expect([(await stranger.get(path)).status, (await stranger.post(path, { file: "data", reason })).status]).toEqual([
    404, 404,
  ])
  await makeReviewed(db, city, {}, "empty")
  const nobody = await officer.post("/manage/programmes/empty/report", { file: "data", reason })
  expect(nobody.status).toBe(422)
  expect((await noted()).length).toBe(before)
})
