import { and, desc, eq } from "drizzle-orm"
import { expect, test } from "vitest"
import { actorOfAccount } from "#accounts/actors.ts"
import { auditEntries, nominations, unitVetoes } from "#db/schema/index.ts"
import { vetoList } from "#honours/programmes/presets/eligibility.ts"
import { liftVeto, recordVeto } from "#honours/vetoes/commands.ts"
import { vetoesOf } from "#honours/vetoes/queries.ts"
import { dayProblem, vetoState } from "#honours/vetoes/standing.ts"
import { scopeOf, testApp } from "../../support/app.ts"
import { freshDatabase } from "../../support/database.ts"
import { begin, makeSelection } from "../../support/nominations.ts"
import { makeOfficer, makePerson, makeUnit } from "../../support/people.ts"
import { queriesOf } from "../../support/queries.ts"
import { makeVeto } from "../../support/vetoes.ts"

const now = new Date("2026-03-02T02:00:00Z")
const { db } = await freshDatabase()
const city = await makeUnit(db, "江城市总工会")
const district = await makeUnit(db, "临江区总工会", city)
const works = await makeUnit(db, "临江机械厂", district)
const shop = await makeUnit(db, "一车间", works)
const clean = await makeUnit(db, "临江造纸厂", district)
const other = await makeUnit(db, "海州市总工会")
const { as, browser } = testApp(db, () => now)
const officerId = await makeOfficer(db, city, "honours_officer")
const officer = await as(officerId)
const stranger = await as(await makeOfficer(db, other, "honours_officer"))
const operator = await as(await makeOfficer(db, works, "unit_operator"))
const actor = await actorOfAccount(scopeOf(db, { kind: "system", name: "test" }), officerId)
if (!actor) throw new Error("no officer")
const scope = scopeOf(db, actor, now)

const finding = {
  ...{ unitId: works.id, ground: "accident", source: "市应急管理局", document: "（江）应急罚〔2026〕3号" },
  ...{ fromDay: "2026-01-20", untilDay: null },
}
const form = {
  unit: `${works.id}`,
  ground: "tax_evasion",
  source: "市税务局",
  document: "",
  fromDay: "2026-02-01",
  untilDay: "",
}

test.each([
  ["recorded without an end", { untilDay: null, liftedAt: null }, "in_force"],
  ["on its last day", { untilDay: "2026-03-02", liftedAt: null }, "in_force"],
  ["a day later", { untilDay: "2026-03-01", liftedAt: null }, "over"],
  ["lifted", { untilDay: null, liftedAt: now }, "lifted"],
] as const)("a veto %s", (_, facts, state) => {
  expect(vetoState({ fromDay: "2026-01-01", ...facts }, "2026-03-02")).toBe(state)
})

test("an event lies in the past, and bars until later", () => {
  const today = "2026-03-02"
  expect(dayProblem(today, null, today)).toBeUndefined()
  expect(dayProblem("2026-03-03", null, today)?.code).toBe("event_to_come")
  expect(dayProblem(today, "2026-03-01", today)?.code).toBe("ends_before_event")
})

test("the office records what a department found, once, and the trail says of whom", async () => {
  const made = await recordVeto(scope, finding)
  if (!made.ok) throw new Error(made.refusal.code)
  expect(made.value).toMatchObject({
    titleZh: "发生生产安全责任事故",
    recordedName: actor.kind === "account" ? actor.name : "",
  })
  expect(await recordVeto(scope, finding)).toMatchObject({ ok: false, refusal: { code: "veto_known" } })
  expect(await recordVeto(scope, { ...finding, ground: "gossip" })).toMatchObject({
    refusal: { code: "ground_unknown" },
  })
  expect(await recordVeto(scope, { ...finding, unitId: other.id })).toMatchObject({
    refusal: { code: "veto_unit_unknown" },
  })
  expect(await recordVeto(scope, { ...finding, fromDay: "2026-04-01" })).toMatchObject({
    refusal: { code: "event_to_come" },
  })
  const own = and(eq(auditEntries.action, "veto.record"), eq(auditEntries.subjectId, made.value.id))
  const noted = await db.select().from(auditEntries).where(own)
  expect(noted.map(({ facts }) => facts)).toEqual([{ unit: works.id, ground: "accident", since: "2026-01-20" }])
})

test("it bars the unit and what belongs to it until it is over or lifted", async () => {
  await makeVeto(db, clean, { fromDay: "2025-01-01", untilDay: "2026-03-01" })
  const found = await vetoesOf(scope, [works, shop, clean, district])
  const grounds = [works, shop, clean, district].map(({ path }) =>
    found.get(path)?.map(({ ground, year }) => [ground, year]),
  )
  expect(grounds).toEqual([[["accident", 2026]], [["accident", 2026]], [], []])
})

const selection = await makeSelection(db, city, district, { eligibility: [vetoList] })
const makers = await as(await makeOfficer(db, district, "unit_operator"))

test("the recommending unit reads the ground and who found it, and the head of the unit with it", async () => {
  const id = await begin(makers, selection, { unit: `${works.id}`, person: "", team: "" }, selection.certificate)
  expect(await makers.text(`/manage/nominations/${id}`)).toContain(
    "“发生生产安全责任事故”（市应急管理局），2028 年以前",
  )
  const head = await makePerson(db, works, "周厂长")
  const led = await begin(makers, selection, { person: `${head.id}`, unit: "", team: "" })
  expect(await makers.text(`/manage/nominations/${led}`)).not.toContain("一票否决")
  await makers.post(`/manage/nominations/${led}/sections/basic`, { version: "0", unitHead: "yes" })
  expect(await makers.text(`/manage/nominations/${led}`)).toContain("负责人 2028 年以前")
  expect(await db.$count(nominations)).toBe(2)
})

test("the pages list, record, and lift for a reason; what is wrong stands beside its field", async () => {
  const wrong = await officer.post("/manage/vetoes/new", { ...form, fromDay: "2026-05-01" })
  expect([wrong.status, await wrong.text()]).toEqual([422, expect.stringContaining("发生日期不能晚于今天")])
  const sent = await officer.post("/manage/vetoes/new", form)
  const path = sent.headers.get("location") ?? ""
  expect(path).toMatch(/^\/manage\/vetoes\/\d+\?done=recorded$/)
  const id = Number(/\d+/.exec(path)?.[0])
  expect(await officer.text("/manage/vetoes?state=in_force&name=机械")).toContain("市税务局")
  expect(await officer.text("/manage/vetoes?name=无此单位")).toContain("没有符合条件的记录")
  expect((await officer.post(`/manage/vetoes/${id}/lifting`, { version: "1", reason: "" })).status).toBe(422)
  const lifted = await officer.post(`/manage/vetoes/${id}/lifting`, { version: "1", reason: "复议撤销" })
  expect(lifted.headers.get("location")).toBe(`/manage/vetoes/${id}?done=lifted`)
  expect(await officer.text(`/manage/vetoes/${id}`)).toContain("复议撤销")
  expect(await liftVeto(scope, id, { version: 2, reason: "再次" })).toMatchObject({ refusal: { code: "veto_lifted" } })
  const [last] = await db.select().from(auditEntries).orderBy(desc(auditEntries.id)).limit(1)
  expect([last?.action, last?.subjectId]).toEqual(["veto.lift", id])
})

test("the unit itself reads its own and lifts nothing; a stranger finds nothing", async () => {
  const [veto] = await db.select().from(unitVetoes).where(eq(unitVetoes.unitId, works.id))
  const path = `/manage/vetoes/${veto?.id}`
  const page = await operator.text(path)
  expect(page).toContain("市应急管理局")
  expect(page).not.toContain("lifting")
  expect((await operator.post(`${path}/lifting`, { version: "1", reason: "x" })).status).toBe(404)
  expect((await stranger.get(path)).status).toBe(404)
  expect(await stranger.text("/manage/vetoes")).not.toContain("临江机械厂")
  expect((await browser().get(path)).status).toBe(303)
})

test("nothing that was recorded is changed or removed, whoever asks the database", async () => {
  const [veto] = await db.select().from(unitVetoes).where(eq(unitVetoes.unitId, works.id))
  const own = eq(unitVetoes.id, veto?.id ?? 0)
  const refused = { cause: { message: expect.stringContaining("never changed or removed") } }
  await expect(db.delete(unitVetoes).where(own)).rejects.toMatchObject(refused)
  await expect(db.update(unitVetoes).set({ ground: "no_union" }).where(own)).rejects.toMatchObject(refused)
  await expect(db.update(unitVetoes).set({ untilDay: "2026-02-01" }).where(own)).rejects.toMatchObject(refused)
})

test("thirty vetoes cost as many queries as two", async () => {
  const cost = async () => (await queriesOf(db, () => officer.get("/manage/vetoes"))).length
  const before = await cost()
  for (let month = 1; month <= 28; month++) await makeVeto(db, clean, { ground: `g${month}` })
  expect(await cost()).toBe(before)
})
