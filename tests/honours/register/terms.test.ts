import { and, eq } from "drizzle-orm"
import fc from "fast-check"
import { expect, test } from "vitest"
import { transact } from "#db/db.ts"
import { auditEntries, entryTerms, registerEntries, termActs } from "#db/schema/index.ts"
import { termStates } from "#db/words.ts"
import { fillTerms } from "#honours/register/finding/commands.ts"
import { startTerms } from "#honours/register/terms/commands.ts"
import { afterAct, dueFrom, movesOn, termMoves } from "#honours/register/terms/workflow.ts"
import { monthsAfter } from "#lib/dates.ts"
import { scopeOf, testApp } from "../../support/app.ts"
import { freshDatabase } from "../../support/database.ts"
import { makeHonour } from "../../support/honours.ts"
import { makeOfficer, makeUnit } from "../../support/people.ts"

const stars = ["five", "four", "three"].map((key, at) => ({
  key,
  title: { zh: `${"五四三"[at]}星级`, en: `${key} stars` },
}))
const rated = { years: 1, reconfirmationMonths: 3, grades: stars }
const studio = { years: 3, reconfirmationMonths: 6, grades: [] }

test("every state, act, time and grade leads where the table says, and nowhere else", () => {
  const days = { early: "2026-12-31", due: "2027-02-01", over: "2027-06-01", long: "2029-06-01" }
  const led = termStates.flatMap((state) =>
    termMoves.flatMap((act) =>
      Object.entries(days).flatMap(([time, day]) =>
        ["five", "four", "three", "none", ""].map((to) => {
          const done = afterAct(rated, { state, grade: "four", endsOn: "2027-04-01" }, { act, day, to })
          const what = done.ok ? `${done.value.state} ${done.value.grade} ${done.value.endsOn}` : done.refusal.code
          return { key: `${state} ${act} ${time}`, to, what }
        }),
      ),
    ),
  )
  const of = (key: string, to = "") => led.find((one) => one.key === key && one.to === to)?.what
  expect(led.length).toBe(200)
  const table = (act: string, to?: string) => Object.keys(days).map((time) => of(`held ${act} ${time}`, to))
  expect(table("reconfirm")).toEqual([
    "not_due_yet",
    ...["2028-04-01", "2028-04-01", "2030-06-01"].map((day) => `held four ${day}`),
  ])
  expect(table("upgrade", "five")).toEqual(
    ["2027-04-01", "2028-04-01", "2028-04-01", "2030-06-01"].map((day) => `held five ${day}`),
  )
  expect(table("downgrade", "three")).toEqual(
    ["2027-04-01", "2028-04-01", "2028-04-01", "2030-06-01"].map((day) => `held three ${day}`),
  )
  expect(new Set(table("remove"))).toEqual(new Set(["ended four 2027-04-01"]))
  const wrong = ["four", "three", "none", ""].map((to) => of("held upgrade due", to))
  expect(new Set(wrong)).toEqual(new Set(["grade_not_higher"]))
  const notLower = ["five", "four", "none", ""].map((to) => of("held downgrade due", to))
  expect(new Set(notLower)).toEqual(new Set(["grade_not_lower"]))
  const ended = led.filter(({ key }) => key.startsWith("ended"))
  expect(new Set(ended.filter(({ key }) => !key.includes("restore")).map(({ what }) => what))).toEqual(
    new Set(["wrong_state"]),
  )
  expect(new Set(ended.filter(({ key }) => key.includes("restore")).map(({ what }) => what))).toEqual(
    new Set(["held four 2027-04-01"]),
  )
  expect(led.filter(({ key }) => key.startsWith("held restore")).every(({ what }) => what === "wrong_state")).toBe(true)
})

test("however decisions follow on each other, a renewed term ends after its decision and nothing ended is renewed", () => {
  const moves = fc.array(
    fc.record({
      act: fc.constantFrom(...termMoves),
      months: fc.integer({ min: 0, max: 30 }),
      to: fc.constantFrom("five", "four", "three"),
    }),
  )
  fc.assert(
    fc.property(moves, (steps) => {
      let standing = { state: "held" as "held" | "ended", grade: "four", endsOn: "2027-04-01" }
      let day = "2026-04-01"
      for (const { act, months, to } of steps) {
        day = monthsAfter(day, months)
        const done = afterAct(rated, standing, { act, day, to })
        expect(movesOn(rated, standing, day).includes(act) || !done.ok).toBe(true)
        if (!done.ok) continue
        if (act === "reconfirm") expect(done.value.endsOn > day && done.value.endsOn > standing.endsOn).toBe(true)
        if (act === "remove" || act === "restore") expect(done.value.endsOn).toBe(standing.endsOn)
        expect(rated.grades.some(({ key }) => key === done.value.grade)).toBe(true)
        standing = done.value
      }
    }),
  )
})

test.each([
  ["2026-05-01", 36, "2029-05-01"],
  ["2024-02-29", 12, "2025-02-28"],
  ["2026-01-31", 1, "2026-02-28"],
  ["2026-05-01", -6, "2025-11-01"],
  ["2026-08-31", -6, "2026-02-28"],
])("from %s, %i months on is %s", (day, months, then) => {
  expect(monthsAfter(day, months)).toBe(then)
  expect(dueFrom({ reconfirmationMonths: 1 }, monthsAfter(day, 1)) <= day).toBe(true)
})

const { db } = await freshDatabase()
const city = await makeUnit(db, "江城市总工会")
const works = await makeUnit(db, "江城机床厂", city)
const other = await makeUnit(db, "海州市总工会")
const now = new Date("2026-05-01T02:00:00Z")
const { as, browser } = testApp(db, () => now)
const office = await as(await makeOfficer(db, city, "honours_officer"))
const reader = await as(await makeOfficer(db, city, "auditor"))
const stranger = await as(await makeOfficer(db, other, "honours_officer"))
const plaque = await makeHonour(db, city, "studio", { recipientKind: "team" })
const scope = scopeOf(db, { kind: "system", name: "test" }, now)

async function entered(recipientName: string, more: Partial<typeof registerEntries.$inferInsert> = {}) {
  const facts = { honourId: plaque.id, unitId: works.id, recipientName, unitName: works.name, year: 2023 }
  const paper = { decidedOn: "2023-06-01", documentNumber: "江工发〔2023〕9号", source: "decision" as const }
  const kept = { searchKey: recipientName, sortPinyin: "x", visibleFrom: new Date("2023-06-01"), createdAt: now }
  const [row] = await db
    .insert(registerEntries)
    .values({ ...facts, ...paper, ...kept, ...more })
    .returning()
  return row?.id ?? 0
}
async function held(name: string, rules: typeof studio | typeof rated = studio, decidedOn = "2023-06-01", grade = "") {
  const id = await entered(name, grade ? { gradeZh: "四星级", gradeEn: "four stars", gradeRank: 2 } : {})
  const named = { ...rules, decidedOn, documentNumber: "江工发〔2023〕9号" }
  await transact(scope, async (inner) => {
    await startTerms(inner, named, [{ id, grade }])
    return { ok: true, value: null } as const
  })
  return id
}
const paper = { documentNumber: "江工发[2026]50号", decidedOn: "2026-04-30", basis: "2026 年考核合格" }
const decide = (id: number, act: string, more: Record<string, string> = {}, by = office) =>
  by.post(`/manage/register/${id}/term/decision`, { act, grade: "", version: "1", ...paper, ...more })
const term = async (id: number) => (await db.select().from(entryTerms).where(eq(entryTerms.entryId, id)))[0]
const entry = async (id: number) => (await db.select().from(registerEntries).where(eq(registerEntries.id, id)))[0]
const audited = async (action: string, id: number) =>
  (
    await db
      .select()
      .from(auditEntries)
      .where(and(eq(auditEntries.action, action), eq(auditEntries.subjectId, id)))
  ).length

test("a studio that is due is listed and found among the tasks, and reconfirmed with others by one document", async () => {
  const [one, two, later] = [
    await held("甲工作室"),
    await held("乙工作室"),
    await held("丙工作室", studio, "2025-06-01"),
  ]
  expect(await office.text("/manage")).toContain("/manage/register/terms")
  const list = await office.text("/manage/register/terms")
  expect([list.includes("甲工作室"), list.includes("丙工作室")]).toEqual([true, false])
  expect(await office.text("/manage/register/terms?view=running")).toContain("丙工作室")
  const send = (chosen: string[]) => office.post("/manage/register/terms", { chosen, ...paper })
  expect((await send([])).status).toBe(422)
  expect((await send([`${one}:1`, `${later}:1`])).status).toBe(422)
  expect((await term(one))?.endsOn).toBe("2026-06-01")
  expect((await send([`${one}:1`, `${two}:1`])).status).toBe(303)
  expect([(await term(one))?.endsOn, (await term(two))?.endsOn, (await term(one))?.dueFrom]).toEqual([
    "2029-06-01",
    "2029-06-01",
    "2028-12-01",
  ])
  expect((await send([`${one}:1`])).status).toBe(409)
  expect([await audited("term.reconfirm", one), await audited("term.reconfirm", later)]).toEqual([1, 0])
  expect(await office.text("/manage/register/terms")).not.toContain("甲工作室")
})

test("a star is taken away at the yearly look and shown so, with how it stood before", async () => {
  const id = await held("暖心驿站", rated, "2025-05-15", "four")
  expect((await decide(id, "upgrade", { grade: "three" })).status).toBe(422)
  expect((await decide(id, "downgrade", { grade: "three" })).status).toBe(303)
  expect(await entry(id)).toMatchObject({ gradeZh: "三星级", gradeEn: "three stars", gradeRank: 3 })
  expect(await term(id)).toMatchObject({ grade: "three", endsOn: "2027-05-15", state: "held" })
  const page = await office.text(`/manage/register/${id}/term`)
  expect(page).toContain("此前：有效 · 四星级 · 任期至 2026-05-15")
  expect(page).toContain("江工发〔2026〕50号 · 三星级 · 任期至 2027-05-15")
  await fillTerms(scopeOf(db, { kind: "system", name: "upkeep" }, new Date()))
  expect(await browser().text("/honours/studio?q=暖心")).toContain("三星级")
})

test("a plaque is removed and restored by decisions; nothing else is done to it in between", async () => {
  const id = await held("停用工作室", studio, "2025-06-01")
  expect((await decide(id, "reconfirm")).status).toBe(422)
  expect((await decide(id, "remove", { documentNumber: "50号" })).status).toBe(422)
  expect((await decide(id, "remove", { basis: "考核不合格" })).status).toBe(303)
  expect(await entry(id)).toMatchObject({
    ending: "automatic_removal",
    endedOn: "2026-04-30",
    revocationReason: "考核不合格",
  })
  expect(await browser().text("/honours/studio")).not.toContain("停用工作室")
  expect((await decide(id, "reconfirm", { version: "2" })).status).toBe(409)
  expect((await decide(id, "restore", { version: "2" })).status).toBe(303)
  expect(await entry(id)).toMatchObject({ ending: null, revokedAt: null, revocationReason: null })
  expect(await browser().text("/honours/studio")).toContain("停用工作室")
  const acts = await db.select().from(termActs).where(eq(termActs.entryId, id)).orderBy(termActs.id)
  expect(acts.map(({ act, before }) => [act, before?.state ?? ""])).toEqual([
    ["begin", ""],
    ["remove", "held"],
    ["restore", "ended"],
  ])
})

test("what was revoked by a case is neither due nor reconfirmed", async () => {
  const id = await held("被撤工作室")
  await db.update(registerEntries).set({ revokedAt: now }).where(eq(registerEntries.id, id))
  expect(await office.text("/manage/register/terms")).not.toContain("被撤工作室")
  expect((await decide(id, "reconfirm")).status).toBe(422)
})

test("an older honour is given its term once, for a reason", async () => {
  const id = await entered("老工作室")
  const form = { years: "3", reconfirmationMonths: "6", endsOn: "2026-10-01", basis: "江工发〔2023〕9号" }
  expect((await office.post(`/manage/register/${id}/term`, { ...form, basis: "" })).status).toBe(422)
  expect((await office.post(`/manage/register/${id}/term`, form)).status).toBe(303)
  expect((await office.post(`/manage/register/${id}/term`, form)).status).toBe(422)
  expect([(await term(id))?.dueFrom, await audited("term.begin", id)]).toEqual(["2026-04-01", 1])
})

test("of two officers who decide about the same studio one is told that the other was there", async () => {
  const id = await held("争议工作室")
  const answers = await Promise.all([decide(id, "reconfirm"), decide(id, "remove")])
  expect(answers.map(({ status }) => status).sort()).toEqual([303, 409])
})

test("readers see the terms and decide nothing; they are not there for another federation", async () => {
  const id = await held("外看工作室")
  expect(await reader.text("/manage/register/terms")).toContain("外看工作室")
  expect(await reader.text(`/manage/register/${id}/term`)).not.toContain("term/decision")
  expect(await stranger.text("/manage/register/terms")).not.toContain("外看工作室")
  expect((await stranger.get(`/manage/register/${id}/term`)).status).toBe(404)
  for (const one of [reader, stranger]) {
    expect((await decide(id, "remove", {}, one)).status).toBe(404)
    const form = { years: "3", reconfirmationMonths: "6", endsOn: "2026-10-01", basis: "x" }
    expect((await one.post(`/manage/register/${id}/term`, form)).status).toBe(404)
  }
  expect((await reader.post("/manage/register/terms", { chosen: [`${id}:1`], ...paper })).status).toBe(404)
  expect((await stranger.post("/manage/register/terms", { chosen: [`${id}:1`], ...paper })).status).toBe(404)
  expect((await browser().get("/manage/register/terms")).headers.get("location")).toContain("/sign-in")
})
