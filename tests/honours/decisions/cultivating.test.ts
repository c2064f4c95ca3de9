import { eq } from "drizzle-orm"
import { beforeEach, expect, test } from "vitest"
import { auditEntries, cultivations, entryTerms, nominations, registerEntries } from "#db/schema/index.ts"
import { cultivationStates } from "#db/words.ts"
import { decide } from "#honours/decisions/commands.ts"
import { afterAssessment, mayBeNamed, verdicts } from "#honours/decisions/cultivating/workflow.ts"
import type { Definition } from "#honours/programmes/definition.ts"
import { scopeOf, testApp } from "../../support/app.ts"
import { makeExperts, makeNominee, makeReviewed } from "../../support/committees.ts"
import { freshDatabase } from "../../support/database.ts"
import { makeOfficer, makeUnit } from "../../support/people.ts"

test("every state, finding and time leads where the table says, and only whoever passed is named", () => {
  const led = cultivationStates.flatMap((state) =>
    verdicts.flatMap((verdict) =>
      ["2027-04-27", "2027-04-28", "2027-04-29"].map((day) => {
        const done = afterAssessment(state, { verdict, day, endsOn: "2027-04-28" })
        return `${state} ${verdict} ${day.slice(8)} ${done.ok ? done.value : done.refusal.code}`
      }),
    ),
  )
  expect(led).toEqual([
    ...["27 cultivation_running", "28 passed", "29 passed"].map((one) => `cultivating pass ${one}`),
    ...["27 failed", "28 failed", "29 failed"].map((one) => `cultivating fail ${one}`),
    ...["passed", "failed"].flatMap((state) =>
      verdicts.flatMap((verdict) => ["27", "28", "29"].map((day) => `${state} ${verdict} ${day} wrong_state`)),
    ),
  ])
  const named = [undefined, ...cultivationStates].map((state) => [mayBeNamed(true, state), mayBeNamed(false, state)])
  expect(named).toEqual([
    [false, true],
    [false, true],
    [true, true],
    [false, true],
  ])
})

const { db } = await freshDatabase()
const city = await makeUnit(db, "江城市总工会")
const works = await makeUnit(db, "江城机床厂", city)
const other = await makeUnit(db, "海州市总工会")
let now = new Date("2026-04-28T02:00:00Z")
const { as, browser } = testApp(db, () => now)
const { officerId, actor } = await makeExperts(db, city, 0)
const officer = await as(officerId)
const strangerId = await makeOfficer(db, other, "honours_officer")
const stranger = await as(strangerId)
let serial = 0
let slug: string
let programme: Awaited<ReturnType<typeof makeReviewed>>

beforeEach(() => {
  now = new Date("2026-04-28T02:00:00Z")
})
async function make(terms: Partial<Definition>) {
  slug = `grown${++serial}`
  programme = await makeReviewed(db, city, {}, slug, terms)
}
const stand = (name: string) => makeNominee(db, programme, works, name, { stepKey: "decision" })
const path = () => `/manage/programmes/${slug}/cultivation`
const number = (at: number) => `江工发〔2026〕${serial * 10 + at}号`
const listing = (ids: number[], more: Record<string, string> = {}) => ({
  ...{ nominee: ids.map(String), documentNumber: number(1), decidedOn: "2026-04-28" },
  ...{ titleZh: "关于公布江城工匠培育对象的决定", titleEn: "", issuers: "江城市总工会", ...more },
})
const cultivationOf = async (nominationId: number) =>
  (await db.select().from(cultivations).where(eq(cultivations.nominationId, nominationId)))[0]
async function finding(nominationId: number, verdict: string, assessedOn: string, version = "1") {
  const { id } = (await cultivationOf(nominationId)) ?? { id: 0 }
  const given = { cultivation: String(id), verdict, assessment: "培育任务完成", assessedOn, version }
  return officer.post(`${path()}/assessments`, given)
}
const name = async (ids: number[], grades: { id: number; grade: string }[] = []) => {
  const document = {
    number: number(2),
    decidedOn: "2027-05-08",
    titleZh: "关于命名的决定",
    titleEn: "",
    issuers: ["江城市总工会"],
  }
  const done = await decide(scopeOf(db, actor, now), slug, {
    ...{ ids, posthumous: [], grades, document: { ...document, visibleFrom: null } },
    exception: { reason: "", basis: "" },
  })
  return done.ok ? "ok" : done.refusal.code
}
const state = async (id: number) => (await db.select().from(nominations).where(eq(nominations.id, id)))[0]?.state
const entriesOf = (nominationId: number) =>
  db.select().from(registerEntries).where(eq(registerEntries.nominationId, nominationId))

test("a craftsman is listed by one decision, cultivated, assessed, and named by another", async () => {
  await make({ cultivation: { months: 12 } })
  const [one, two] = [await stand("丁一"), await stand("王二")]
  expect(await name([one.id])).toBe("not_ready_to_decide")
  expect(await officer.text(`/manage/programmes/${slug}/naming`)).toContain("/cultivation")
  expect((await officer.post(path(), listing([]))).status).toBe(422)
  expect((await officer.post(path(), listing([one.id, two.id]))).status).toBe(303)
  expect((await officer.post(path(), listing([one.id]))).status).toBe(422)
  expect([(await cultivationOf(one.id))?.endsOn, await state(one.id), await entriesOf(one.id)]).toEqual([
    "2027-04-28",
    "underway",
    [],
  ])
  expect(await name([one.id])).toBe("not_ready_to_decide")
  const early = await finding(one.id, "pass", "2027-04-27")
  expect([early.status, await early.text()]).toEqual([422, expect.stringContaining("2027-04-28 才满")])
  now = new Date("2027-05-08T02:00:00Z")
  expect(await officer.text(path())).toContain("培育期满，待验收")
  expect((await finding(one.id, "pass", "2027-05-06")).status).toBe(303)
  expect((await finding(two.id, "fail", "2027-05-06")).status).toBe(303)
  expect((await finding(two.id, "pass", "2027-05-06", "2")).status).toBe(409)
  expect((await finding(one.id, "fail", "2027-05-06")).status).toBe(409)
  expect([await state(two.id), await name([two.id])]).toEqual(["rejected", "not_ready_to_decide"])
  expect(await name([one.id])).toBe("ok")
  const [entry] = await entriesOf(one.id)
  expect([await state(one.id), entry?.documentNumber]).toEqual(["honoured", number(2)])
  const page = await officer.text(path())
  expect([page.includes("已命名"), page.includes("未通过")]).toEqual([true, true])
  const audited = (action: string) => db.select().from(auditEntries).where(eq(auditEntries.action, action))
  expect([(await audited("decision.cultivate")).length, (await audited("nomination.assess")).length]).toEqual([1, 2])
})

test("a title without a time of cultivation has no such page, and nobody else sees that of one that has", async () => {
  await make({})
  expect((await officer.get(path())).status).toBe(404)
  await make({ cultivation: { months: 12 } })
  const one = await stand("丁一")
  expect((await officer.get(path())).status).toBe(200)
  expect((await stranger.get(path())).status).toBe(404)
  expect((await stranger.post(path(), listing([one.id]))).status).toBe(404)
  expect((await browser().get(path())).headers.get("location")).toContain("/sign-in")
})

test("of two officers who list the same nominee it is listed once", async () => {
  await make({ cultivation: { months: 12 } })
  const one = await stand("丁一")
  const answers = await Promise.all([officer.post(path(), listing([one.id])), officer.post(path(), listing([one.id]))])
  expect(answers.map(({ status }) => status).sort()).toEqual([303, 422])
})

test("what is named for a time begins its term with the decision, in the grade that was chosen", async () => {
  const grades = [
    { key: "five", title: { zh: "五星级", en: "Five stars" } },
    { key: "four", title: { zh: "四星级", en: "Four stars" } },
  ]
  await make({ term: { years: 1, reconfirmationMonths: 3, grades } })
  const [one, two] = [await stand("甲站"), await stand("乙站")]
  expect(await name([one.id, two.id], [{ id: one.id, grade: "four" }])).toBe("grade_not_chosen")
  const page = await officer.text(`/manage/programmes/${slug}/naming`)
  expect(page).toContain(`value="${one.id}:four"`)
  const chosen = [one, two].map(({ id }, at) => ({ id, grade: at ? "five" : "four" }))
  expect(await name([one.id, two.id], chosen)).toBe("ok")
  const [entry] = await entriesOf(one.id)
  expect(entry).toMatchObject({ gradeZh: "四星级", gradeEn: "Four stars", gradeRank: 2 })
  const [term] = await db
    .select()
    .from(entryTerms)
    .where(eq(entryTerms.entryId, entry?.id ?? 0))
  expect(term).toMatchObject({ grade: "four", endsOn: "2028-05-08", dueFrom: "2028-02-08", state: "held" })
})

test("candidates whose time is over wait on the officer's tasks until they are assessed", async () => {
  await make({ cultivation: { months: 12 } })
  const ids = [(await stand("丁一")).id, (await stand("王二")).id]
  expect((await officer.post(path(), listing(ids))).status).toBe(303)
  const waits = `href="${path()}"`
  expect(await officer.text("/manage")).not.toContain(waits)
  now = new Date("2027-04-27T15:59:00Z")
  const later = await as(officerId)
  expect(await later.text("/manage")).not.toContain(waits)
  now = new Date("2027-04-27T16:00:00Z")
  const page = await later.text("/manage")
  expect([page.includes(waits), page.includes("培育期满 2 人，最早于 2027-04-28 期满")]).toEqual([true, true])
  expect(await (await as(strangerId)).text("/manage")).not.toContain(waits)
  const assess = async (id: number, verdict: string) => {
    const { id: cultivation } = (await cultivationOf(id)) ?? { id: 0 }
    const found = { verdict, assessment: "培育任务完成", assessedOn: "2027-04-28", version: "1" }
    return (await later.post(`${path()}/assessments`, { cultivation: String(cultivation), ...found })).status
  }
  expect(await assess(ids[0] ?? 0, "pass")).toBe(303)
  expect(await later.text("/manage")).toContain("培育期满 1 人")
  expect(await assess(ids[1] ?? 0, "fail")).toBe(303)
  expect(await later.text("/manage")).not.toContain(waits)
})
