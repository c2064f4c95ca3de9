import { and, eq } from "drizzle-orm"
import { expect, test } from "vitest"
import { auditEntries, nominations, people, registerEntries } from "#db/schema/index.ts"
import { readTable } from "#files/table.ts"
import { readSheet } from "#files/xlsx-reader.ts"
import { searchKey } from "#lib/names.ts"
import { sortKeys } from "#lib/sort-keys.ts"
import { keys, testApp } from "../../support/app.ts"
import { freshDatabase, onPostgres } from "../../support/database.ts"
import { makeNomination } from "../../support/honours.ts"
import { begin, consent, fillPapers, makeSelection } from "../../support/nominations.ts"
import { makeOfficer, makePerson, makeUnit } from "../../support/people.ts"
import { queriesOf } from "../../support/queries.ts"
import { worker } from "../nominations/course/routes.ts"

const { db } = await freshDatabase()
const now = new Date("2026-03-02T02:00:00Z")
const { as, browser } = testApp(db, () => now)
const city = await makeUnit(db, "江城市总工会")
const district = await makeUnit(db, "临江区总工会", city)
const works = await makeUnit(db, "临江机械厂", district)
const far = await makeUnit(db, "东山区总工会", city)
const operator = await as(await makeOfficer(db, works, "unit_operator"))
const stranger = await as(await makeOfficer(db, far, "unit_operator"))
const officer = await as(await makeOfficer(db, city, "honours_officer"))
const selection = await makeSelection(db, city, district, { seats: 40 })

const number = "110101199003074610"
const phone = "13800138000"
async function nominee(name: string) {
  const person = await makePerson(db, works, name)
  await db
    .update(people)
    .set({
      identityKind: "resident_id",
      identitySealed: keys.seal("identity_number", number),
      phoneSealed: keys.seal("phone", phone),
    })
    .where(eq(people.id, person.id))
  return person
}
async function ready(name: string) {
  const person = await nominee(name)
  const id = await begin(operator, selection, { person: `${person.id}` })
  await fillPapers(operator, id, "person")
  return { id, person }
}
async function submit(id: number) {
  await consent(operator, browser(), id)
  const [row] = await db.select().from(nominations).where(eq(nominations.id, id))
  return operator.post(`/manage/nominations/${id}/submission`, { version: `${row?.version}` })
}

test("an approval form says what was typed and what the directory knows, with empty boxes and masked numbers", async () => {
  const { id, person } = await ready("𠮷田若兰")
  await db.insert(registerEntries).values({
    ...{ honourId: selection.medal.id, personId: person.id, unitId: works.id, recipientName: person.name },
    ...{
      unitName: works.name,
      year: 2021,
      decidedOn: "2021-04-28",
      documentNumber: "",
      source: "import",
      visibleFrom: now,
      createdAt: now,
    },
    ...{ searchKey: searchKey(person.name, "person"), ...sortKeys(person.name, "person") },
  })
  const form = await operator.text(`/manage/nominations/${id}/forms/approval`)
  const said = [
    "𠮷田若兰",
    "尚未提交",
    "江苏南通",
    "中共党员",
    "十七年坚守",
    "2021 ",
    "应到 60 人",
    "union意见",
    "（盖章）",
  ]
  expect(said.filter((one) => !form.includes(one))).toEqual([])
  expect([form.includes("1****************0"), form.includes(number), form.includes(phone)]).toEqual([
    true,
    false,
    false,
  ])
  expect(/<img src="\/manage\/nominations\/\d+\/files\/[^"]+\?show"/.test(form)).toBe(true)
  await submit(id)
  const [row] = await db.select().from(nominations).where(eq(nominations.id, id))
  await db.update(people).set({ post: "调走之后的岗位" }).where(eq(people.id, person.id))
  const sent = await officer.text(`/manage/nominations/${id}/forms/approval`)
  expect([sent.includes(row?.receipt ?? "-"), sent.includes(row?.contentHash ?? "-"), sent.includes("调走")]).toEqual([
    ...[true, true, false],
  ])
})

test("whole numbers are printed for whoever keeps the unit, for a reason that the trail keeps", async () => {
  const { id, person } = await ready("何守一")
  const path = `/manage/nominations/${id}/forms/approval`
  expect((await operator.post(path, { reason: "" })).status).toBe(422)
  const careless = await operator.post(path, { reason: `核对 ${number}` })
  expect([careless.status, (await careless.text()).includes(`>${number}<`)]).toEqual([422, false])
  const whole = await (await operator.post(path, { reason: "报送区总工会" })).text()
  expect([whole.includes(number), whole.includes(phone)]).toEqual([true, true])
  const trail = await db
    .select()
    .from(auditEntries)
    .where(and(eq(auditEntries.action, "person.reveal"), eq(auditEntries.subjectId, person.id)))
  expect(trail.map(({ facts }) => facts)).toEqual([
    { field: "identity_number", reason: "报送区总工会" },
    { field: "phone", reason: "报送区总工会" },
  ])
  expect((await officer.post(path, { reason: "看看" })).status).toBe(404)
  expect((await stranger.get(path)).status).toBe(404)
  expect((await browser().get(path)).status).toBe(303)
  expect((await operator.get(`/manage/nominations/${id}/forms/other`)).status).toBe(404)
})

test.skipIf(!onPostgres())("numbers that are asked for several times at once stand in the trail as often", async () => {
  const { id, person } = await ready("并发打印")
  const path = `/manage/nominations/${id}/forms/approval`
  const asked = await Promise.all(["一", "二", "三", "四"].map((reason) => operator.post(path, { reason })))
  expect(asked.map(({ status }) => status)).toEqual([200, 200, 200, 200])
  const trail = await db
    .select()
    .from(auditEntries)
    .where(and(eq(auditEntries.action, "person.reveal"), eq(auditEntries.subjectId, person.id)))
  expect(trail.map(({ facts }) => `${facts.field} ${facts.reason}`).toSorted()).toEqual(
    ["一", "三", "二", "四"].flatMap((reason) => [`identity_number ${reason}`, `phone ${reason}`]).toSorted(),
  )
})

test("an opinion form names the departments of the nominee's kind, and a unit's and a team's forms are their own", async () => {
  const unit = await begin(operator, selection, { unit: `${works.id}` }, selection.certificate)
  const team = await begin(operator, selection, { unit: `${works.id}`, team: "炼钢甲班" }, selection.pioneer)
  await fillPapers(operator, unit, "unit")
  await fillPapers(operator, team, "team")
  const [ofUnit, ofTeam] = [
    await operator.text(`/manage/nominations/${unit}/forms/opinion`),
    await operator.text(`/manage/nominations/${team}/forms/approval`),
  ]
  expect([ofUnit.includes("统一社会信用代码"), ofUnit.includes("身份类别"), ofUnit.includes("周建国")]).toEqual([
    ...[true, false, true],
  ])
  expect([ofTeam.includes("炼钢甲班"), ofTeam.includes("女职工人数"), ofTeam.includes("政治面貌")]).toEqual([
    ...[true, true, false],
  ])
})

test("the summary lists in the official order who was submitted, for whom they concern, and as a workbook", async () => {
  for (const name of ["周末", "丁一", "=cmd"]) await submit((await ready(name)).id)
  const { slug } = selection.programme
  const page = await officer.text(`/manage/programmes/${slug}/summary`)
  const names = [...page.matchAll(/<th scope="row">([^<]*)<\/th>/g)].map(([, name]) => name)
  expect([names.indexOf("丁一") < names.indexOf("周末"), names.includes("何守一")]).toEqual([true, false])
  expect(page.includes("1****************0")).toBe(false)
  const file = await officer.get(`/manage/programmes/${slug}/summary.xlsx?honour=${selection.medal.id}`)
  const table = await readTable(readSheet, new Uint8Array(await file.arrayBuffer()))
  if (!table.ok) throw new Error(table.refusal.code)
  expect(table.value[0]?.slice(0, 3)).toEqual(["序号", "姓名", "性别"])
  expect(table.value.slice(1).map(([, name]) => name)).toEqual(names)
  const elsewhere = await stranger.get(`/manage/programmes/${slug}/summary`)
  expect(elsewhere.status).toBe(404)
})

test("the summary and its workbook can be narrowed to one recommending unit, and to none that has nobody in it", async () => {
  const path = `/manage/programmes/${selection.programme.slug}/summary`
  expect((await officer.text(path)).includes('name="unit"')).toBe(false)
  const person = await makePerson(db, far, "东山来人")
  const facts = { recommendingUnitId: far.id, profile: worker, state: "underway" as const, stepKey: "first_review" }
  await makeNomination(db, selection.programme, { honour: selection.medal, unit: far, person }, facts)
  const names = (page: string) => [...page.matchAll(/<th scope="row">([^<]*)<\/th>/g)].map(([, name]) => name)
  const all = await officer.text(path)
  expect([all.includes(`value="${district.id}"`), names(all).includes("东山来人")]).toEqual([true, true])
  const ofFar = await officer.text(`${path}?unit=${far.id}`)
  const ofDistrict = await officer.text(`${path}?unit=${district.id}`)
  expect([names(ofFar), names(ofDistrict).length]).toEqual([["东山来人"], names(all).length - 1])
  expect(ofFar).toContain(`/summary.xlsx?honour=${selection.medal.id}&amp;unit=${far.id}`)
  const file = await officer.get(`${path}.xlsx?honour=${selection.medal.id}&unit=${far.id}`)
  const table = await readTable(readSheet, new Uint8Array(await file.arrayBuffer()))
  expect(table.ok && table.value.slice(1).map(([, name]) => name)).toEqual(["东山来人"])
  expect([
    (await officer.get(`${path}?unit=${works.id}`)).status,
    (await operator.get(`${path}?unit=${far.id}`)).status,
  ]).toEqual([404, 404])
})

test("a summary of many asks no more of the database than one of few", async () => {
  const path = `/manage/programmes/${selection.programme.slug}/summary`
  const few = await queriesOf(db, () => officer.get(path))
  await submit((await ready("再一位")).id)
  const more = await queriesOf(db, () => officer.get(path))
  expect(more.length).toBe(few.length)
})
