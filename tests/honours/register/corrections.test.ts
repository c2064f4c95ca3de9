import { and, eq } from "drizzle-orm"
import { expect, test } from "vitest"
import { auditEntries, decisions, entryTerms, entryVersions, registerEntries } from "#db/schema/index.ts"
import { changesOf, type EntryFacts, withChanges, yearProblem } from "#honours/register/corrections/facts.ts"
import { correctedGrade } from "#honours/register/corrections/grade.ts"
import { testApp } from "../../support/app.ts"
import { freshDatabase } from "../../support/database.ts"
import { makeHonour, putEntry } from "../../support/honours.ts"
import { makeOfficer, makeUnit } from "../../support/people.ts"

const { db } = await freshDatabase()
const city = await makeUnit(db, "江城市总工会")
const works = await makeUnit(db, "江城机床厂", city)
await makeUnit(db, "江城钢铁厂", city)
const other = await makeUnit(db, "海州市总工会")
const now = new Date("2026-05-03T02:00:00Z")
const { as, browser } = testApp(db, () => now)
const office = await as(await makeOfficer(db, city, "honours_officer"))
const reader = await as(await makeOfficer(db, city, "auditor"))
const stranger = await as(await makeOfficer(db, other, "honours_officer"))
const medal = await makeHonour(db, city, "medal")
const plaque = await makeHonour(db, city, "plaque", { recipientKind: "unit" })

const entered = (recipientName: string, more: Partial<typeof registerEntries.$inferInsert> = {}) =>
  putEntry(db, medal, works, recipientName, more)
const row = async (id: number) => (await db.select().from(registerEntries).where(eq(registerEntries.id, id)))[0]
const form = (recipientName: string, more: Record<string, string> = {}) => ({
  ...{ recipientName, sortKeyOverride: "", unitName: works.name, gradeZh: "", gradeEn: "", gradeRank: "0" },
  ...{ forZh: "", forEn: "", year: "2026", decidedOn: "2026-04-28", documentNumber: "" },
  ...{ correctionReason: "与原始文件核对", version: "1", ...more },
})
const correct = (id: number, given: Record<string, string>, by = office) =>
  by.post(`/manage/register/${id}/correction`, given)
const versions = (id: number) =>
  db.select().from(entryVersions).where(eq(entryVersions.entryId, id)).orderBy(entryVersions.number)
const audited = (id: number) =>
  db
    .select()
    .from(auditEntries)
    .where(and(eq(auditEntries.action, "honour.correct"), eq(auditEntries.subjectId, id)))

const facts = (more: Partial<EntryFacts> = {}): EntryFacts => ({
  ...{ recipientName: "甲", sortKeyOverride: "", unitName: "厂", gradeZh: "", gradeEn: "", gradeRank: 0 },
  ...{ forZh: "", forEn: "", year: 2026, yearTo: null, decidedOn: "", documentNumber: "", ...more },
})

test("what each correction changed follows from what stood before it and what the next one found", () => {
  expect(changesOf(facts(), facts())).toEqual([])
  const newestFirst = [{ before: facts({ recipientName: "乙", year: 2025 }) }, { before: facts({ year: 2025 }) }]
  expect(withChanges(newestFirst, facts({ recipientName: "乙" })).map(({ changes }) => changes)).toEqual([
    [{ name: "year", before: 2025, after: 2026 }],
    [{ name: "recipientName", before: "甲", after: "乙" }],
  ])
})

test.each([
  [false, 2026, null, undefined],
  [false, null, null, "year"],
  [true, null, null, undefined],
  [true, null, 1980, "year"],
  [true, 1979, 1980, undefined],
  [true, 1980, 1980, "yearTo"],
] as const)("of an old paper %s: from %s to %s is %s", (isOld, year, yearTo, problem) => {
  expect(yearProblem(isOld, year, yearTo)).toBe(problem)
})

test("a wrong name is corrected for a reason: the public reads the right one and the day, the office what stood before", async () => {
  const id = await entered("欧阳铁")
  expect(await office.text(`/manage/register/${id}`)).toContain(`/manage/register/${id}/correction`)
  expect(await office.text(`/manage/register/${id}/correction`)).toContain('value="欧阳铁"')
  const done = await correct(id, form("欧阳轶", { gradeZh: "一等奖", gradeEn: "First prize" }))
  expect(done.headers.get("location")).toBe(`/manage/register/${id}?done=corrected`)
  const board = await browser().text("/honours/medal?q=欧阳")
  expect([board.includes("欧阳轶"), board.includes("欧阳铁"), board.includes("2026-05-03 更正")]).toEqual([
    true,
    false,
    true,
  ])
  expect(board).not.toContain("原始文件")
  const page = await office.text(`/manage/register/${id}`)
  expect(page).toContain("获得者姓名或名称：欧阳铁 → 欧阳轶")
  expect(page).toContain("等次（中文）：（空） → 一等奖")
  expect(page).toContain("与原始文件核对")
  const [kept] = await versions(id)
  expect([kept?.number, kept?.before.recipientName, kept?.before.gradeZh]).toEqual([1, "欧阳铁", ""])
  expect((await row(id))?.searchKey).toContain("欧阳轶")
  expect((await audited(id)).map(({ facts }) => facts)).toEqual([
    { honourId: medal.id, fields: ["recipientName", "gradeZh", "gradeEn"] },
  ])
  expect((await correct(id, form("欧阳轶", { version: "2", gradeZh: "一等奖", gradeEn: "1st prize" }))).status).toBe(
    303,
  )
  expect((await versions(id)).map(({ number }) => number)).toEqual([1, 2])
})

test("another number leads to the decision that bears it, and its day must be that of the decision", async () => {
  const id = await entered("文号误", { documentNumber: "江工发〔2026〕17号" })
  const numbered = (documentNumber: string, decidedOn: string) =>
    correct(id, form("文号误", { documentNumber, decidedOn }))
  expect((await numbered("17号", "2026-04-28")).status).toBe(422)
  expect((await numbered("江工发〔2026〕18号", "")).status).toBe(422)
  expect((await numbered("江工发[2026]18号", "2026-04-29")).status).toBe(303)
  const [decision] = await db.select().from(decisions).where(eq(decisions.number, "江工发〔2026〕18号"))
  expect([(await row(id))?.decisionId, (await row(id))?.documentNumber]).toEqual([decision?.id, "江工发〔2026〕18号"])
  const another = await entered("日期误", { documentNumber: "江工发〔2026〕17号" })
  const wrongDay = form("日期误", { documentNumber: "江工发〔2026〕18号", decidedOn: "2026-04-30" })
  expect((await correct(another, wrongDay)).status).toBe(422)
  const out = form("文号误", { decidedOn: "2026-04-29", version: "2" })
  expect((await correct(id, out)).status).toBe(303)
  expect([(await row(id))?.decisionId, (await row(id))?.documentNumber]).toEqual([null, ""])
})

test("the honour of a unit follows the unit, and only an old paper may name one that nobody knows", async () => {
  const id = await entered("江城机床厂", { honourId: plaque.id })
  expect((await correct(id, form("江城机床厂", { unitName: "江城钢铁厂" }))).status).toBe(303)
  expect([(await row(id))?.recipientName, (await row(id))?.unitName]).toEqual(["江城钢铁厂", "江城钢铁厂"])
  const made = await entered("新人")
  expect((await correct(made, form("新人", { unitName: "红星合作社" }))).status).toBe(422)
  const old = await entered("老人", { source: "import", unitId: null, unitName: "红星合做社", year: 1979 })
  const right = form("老人", { unitName: "红星合作社", year: "1979", yearTo: "1981" })
  expect((await correct(old, right)).status).toBe(303)
  expect(await row(old)).toMatchObject({ unitName: "红星合作社", unitId: null, year: 1979, yearTo: 1981 })
})

test("before it is public nothing tells the public of a correction", async () => {
  const id = await entered("未公布", { visibleFrom: new Date("2026-06-01") })
  expect((await correct(id, form("未公布者"))).status).toBe(303)
  expect((await row(id))?.correctedAt).toBeNull()
})

test("a revoked entry stays, nothing changed is no correction, and of two officers the second is told", async () => {
  const revoked = await entered("已撤者", { revokedAt: now, revocationReason: "x" })
  expect((await correct(revoked, form("改撤者"))).status).toBe(422)
  expect((await office.get(`/manage/register/${revoked}/correction`)).status).toBe(422)
  const id = await entered("同时者")
  const same = await correct(id, form("同时者"))
  expect([same.status, await same.text()]).toEqual([422, expect.stringContaining("没有改动任何内容")])
  const answers = await Promise.all([correct(id, form("同时人")), correct(id, form("同一人"))])
  expect(answers.map(({ status }) => status).sort()).toEqual([303, 409])
  expect([(await versions(revoked)).length, (await versions(id)).length, (await audited(id)).length]).toEqual([0, 1, 1])
})

test("the same line is not made twice in one decision", async () => {
  const [decision] = await db
    .insert(decisions)
    .values({
      ...{ unitId: city.id, number: "江工发〔2026〕40号", issuers: ["江城市总工会"], decidedOn: "2026-04-28" },
      ...{ visibleFrom: now, createdAt: now },
    })
    .returning()
  const paper = { decisionId: decision?.id ?? 0, documentNumber: "江工发〔2026〕40号" }
  await entered("同名者", paper)
  const id = await entered("同名人", paper)
  expect((await correct(id, form("同名者", { documentNumber: paper.documentNumber }))).status).toBe(422)
})

test("those who read the register see the history and correct nothing; it is not there for another federation", async () => {
  const id = await entered("旁观者")
  await correct(id, form("旁观人"))
  expect(await reader.text(`/manage/register/${id}`)).toContain("旁观者 → 旁观人")
  expect(await reader.text(`/manage/register/${id}`)).not.toContain(`${id}/correction`)
  for (const one of [reader, stranger]) {
    expect((await one.get(`/manage/register/${id}/correction`)).status).toBe(404)
    expect((await correct(id, form("外人改", { version: "2" }), one)).status).toBe(404)
  }
  const door = await browser().get(`/manage/register/${id}/correction`)
  expect(door.headers.get("location")).toContain("/sign-in")
})

const ladder = [
  { key: "five", title: { zh: "五星级", en: "Five stars" } },
  { key: "four", title: { zh: "四星级", en: "Four stars" } },
]

test.each([
  ["no ladder: as typed", [], "四星", { gradeZh: "四星", gradeEn: "x", gradeRank: 7 }, undefined],
  ["a grade of the ladder", ladder, "四星级", { gradeZh: "四星级", gradeEn: "Four stars", gradeRank: 2 }, "four"],
  ["the same grade: as typed", ladder, "五星级", { gradeZh: "五星级", gradeEn: "x", gradeRank: 7 }, undefined],
  ["no grade of the ladder", ladder, "六星级", "grade_not_of_ladder", undefined],
] as const)("a corrected grade: %s", (_, grades, gradeZh, expected, key) => {
  const done = correctedGrade(grades, "五星级", { gradeZh, gradeEn: "x", gradeRank: 7 })
  expect(done.ok ? done.value : done.refusal.code).toEqual(done.ok ? { facts: expected, key } : expected)
})

test("a corrected grade is the one in which the term is held, in one step and in the trail", async () => {
  const id = await entered("十七人班", { gradeZh: "五星级", gradeEn: "Five stars", gradeRank: 1 })
  const term = { years: 3, reconfirmationMonths: 6, grades: ladder, grade: "five", endsOn: "2029-04-28" }
  await db.insert(entryTerms).values({ ...term, entryId: id, dueFrom: "2028-10-28", createdAt: now })
  const held = async () => (await db.select().from(entryTerms).where(eq(entryTerms.entryId, id)))[0]
  const wrong = await correct(id, form("十七人班", { gradeZh: "六星级", gradeRank: "1" }))
  expect([wrong.status, await wrong.text()]).toEqual([422, expect.stringContaining("五星级、四星级")])
  expect([(await held())?.grade, (await row(id))?.gradeZh]).toEqual(["five", "五星级"])
  const right = form("十七人班", { gradeZh: "四星级", gradeEn: "Five stars", gradeRank: "1" })
  expect((await correct(id, right)).status).toBe(303)
  expect(await held()).toMatchObject({ grade: "four", endsOn: "2029-04-28", version: 2 })
  expect(await row(id)).toMatchObject({ gradeZh: "四星级", gradeEn: "Four stars", gradeRank: 2 })
  expect((await audited(id)).map(({ facts }) => facts)).toEqual([
    { honourId: medal.id, fields: ["gradeZh", "gradeEn", "gradeRank"], grade: "four" },
  ])
  const other = form("十七人班甲", { gradeZh: "四星级", gradeEn: "Four stars", gradeRank: "2", version: "2" })
  expect((await correct(id, other)).status).toBe(303)
  expect(await held()).toMatchObject({ grade: "four", version: 2 })
})
