import { eq } from "drizzle-orm"
import { expect, test } from "vitest"
import { auditEntries, nominationConsents, nominationFiles, nominationSections, nominations } from "#db/schema/index.ts"
import { copiedFrom, doneAnew } from "#honours/nominations/copying/copied.ts"
import { testApp } from "../../support/app.ts"
import { freshDatabase } from "../../support/database.ts"
import { begin, consent, fillPapers, makeSelection, typedPapers } from "../../support/nominations.ts"
import { makeOfficer, makePerson, makeUnit } from "../../support/people.ts"
import { threeNotices } from "./course/routes.ts"

const { db } = await freshDatabase()
const { as, browser } = testApp(db, () => new Date("2026-03-02T02:00:00Z"))
const city = await makeUnit(db, "江城市总工会")
const district = await makeUnit(db, "临江区总工会", city)
const works = await makeUnit(db, "临江机械厂", district)
const far = await makeUnit(db, "东山区总工会", city)
const operator = await as(await makeOfficer(db, works, "unit_operator"))
const stranger = await as(await makeOfficer(db, far, "unit_operator"))
const officer = await as(await makeOfficer(db, district, "honours_officer"))
const earlier = await makeSelection(db, city, district, { slug: "last-year", seats: 9 })
const later = await makeSelection(db, city, district, { slug: "this-year", seats: 9 })

const rowOf = async (id: number) => (await db.select().from(nominations).where(eq(nominations.id, id)))[0]
async function submitted() {
  const person = await makePerson(db, works, "何守一")
  const id = await begin(operator, earlier, { person: `${person.id}` })
  await fillPapers(operator, id, "person")
  const path = `/manage/nominations/${id}/sections/deeds`
  await operator.post(path, { version: "1", ...typedPapers.deeds, contribution: "去年以来的新贡献" })
  await consent(operator, browser(), id)
  await operator.post(`/manage/nominations/${id}/submission`, { version: `${(await rowOf(id))?.version}` })
  return id
}

test("what still holds comes along to another selection; consent, votes, notice, files and signatures do not", async () => {
  const id = await submitted()
  const path = `/manage/nominations/${id}/copy`
  const page = await operator.text(path)
  const said = [
    "基本情况、工作简历、先进事迹",
    "民主推荐、单位公示、照片、本人同意",
    `?programme=${later.programme.id}"`,
  ]
  expect(said.filter((one) => !page.includes(one))).toEqual([])
  expect(page.includes(`?programme=${earlier.programme.id}"`)).toBe(false)
  expect(await operator.text(`${path}?programme=${later.programme.id}`)).toContain("复制并开始填报")
  const to = { programme: `${later.programme.id}`, honour: `${later.medal.id}` }
  const made = await operator.post(path, to)
  const copy = Number(/nominations\/(\d+)\?done=copied/.exec(made.headers.get("location") ?? "")?.[1])
  expect(await rowOf(copy)).toMatchObject({ copiedFromId: id, state: "draft", personId: (await rowOf(id))?.personId })
  const sections = await db.select().from(nominationSections).where(eq(nominationSections.nominationId, copy))
  const kept = Object.fromEntries(sections.map((one) => [one.section, one.fields]))
  expect(Object.keys(kept).sort()).toEqual(["basic", "deeds", "resume"])
  const { summary, full } = typedPapers.deeds ?? {}
  expect(kept.deeds).toEqual({ summary, full })
  const left = [
    await db.$count(nominationConsents, eq(nominationConsents.nominationId, copy)),
    await db.$count(nominationFiles, eq(nominationFiles.nominationId, copy)),
  ]
  expect(left).toEqual([0, 0])
  expect(await operator.text(`/manage/nominations/${copy}`)).toContain("从以前的推荐复制而来")
  const trail = await db.select().from(auditEntries).where(eq(auditEntries.action, "nomination.fill"))
  expect(trail.map(({ subjectId, facts }) => [subjectId, facts])).toEqual([
    [copy, { from: "copy", sections: ["basic", "resume", "deeds"] }],
  ])
  const again = await operator.post(path, to)
  expect([again.status, (await again.text()).includes("已经被推荐过")]).toEqual([422, true])
})

test("only the unit copies its own, never a draft, and never for another kind of recipient", async () => {
  const team = await begin(operator, earlier, { unit: `${works.id}`, team: "炼钢甲班" }, earlier.pioneer)
  expect((await operator.get(`/manage/nominations/${team}/copy`)).status).toBe(404)
  const [row] = await db.update(nominations).set({ state: "honoured" }).where(eq(nominations.id, team)).returning()
  const path = `/manage/nominations/${row?.id}/copy`
  const to = { programme: `${later.programme.id}`, honour: `${later.pioneer.id}` }
  for (const who of [stranger, officer]) {
    expect((await who.get(path)).status).toBe(404)
    expect((await who.post(path, to)).status).toBe(404)
  }
  expect((await browser().get(path)).status).toBe(303)
  const wrong = await operator.post(path, { ...to, honour: `${later.medal.id}` })
  expect([wrong.status, (await wrong.text()).includes("没有这项荣誉")]).toEqual([422, true])
  expect((await operator.post(path, to)).status).toBe(303)
})

test("fields that papers do not ask any more, and empty ones, stay behind", () => {
  const typed = {
    basic: { head: "周建国", headcount: "820", gone: "旧栏目", address: "" },
    democracy: { present: "3" },
  }
  expect(copiedFrom(typed, "unit", threeNotices.route)).toEqual({ basic: { head: "周建国", headcount: "820" } })
  expect(doneAnew("unit", threeNotices.route)).toEqual(["democracy", "notice"])
})
