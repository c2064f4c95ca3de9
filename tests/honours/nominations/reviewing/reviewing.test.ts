import { eq } from "drizzle-orm"
import { expect, test } from "vitest"
import { nominationActs, nominations } from "#db/schema/index.ts"
import { reviewMany } from "#honours/nominations/reviewing/commands.ts"
import { isNearest } from "#honours/nominations/waiting/nearest.ts"
import { signaturesWaiting } from "#honours/nominations/waiting/queries.ts"
import { testApp } from "../../../support/app.ts"
import { freshDatabase, onPostgres } from "../../../support/database.ts"
import { makeNomination } from "../../../support/honours.ts"
import { makeSelection } from "../../../support/nominations.ts"
import { scopeAs } from "../../../support/notices.ts"
import { makeOfficer, makePerson, makeUnit } from "../../../support/people.ts"
import { queriesOf } from "../../../support/queries.ts"
import { worker } from "../course/routes.ts"

const { db } = await freshDatabase()
const city = await makeUnit(db, "江城市总工会")
const district = await makeUnit(db, "临江区总工会", city)
const works = await makeUnit(db, "临江机械厂", district)
const far = await makeUnit(db, "东山区总工会", city)
const farWorks = await makeUnit(db, "东山热电厂", far)
const now = new Date("2026-03-02T02:00:00Z")
const { as } = testApp(db, () => now)
const accounts = {
  district: await makeOfficer(db, district, "honours_officer"),
  city: await makeOfficer(db, city, "honours_officer"),
  unit: await makeOfficer(db, works, "unit_operator"),
  auditor: await makeOfficer(db, city, "auditor"),
}
const officer = await as(accounts.district)
const at = (account: number) => scopeAs(db, account, now)
const selection = await makeSelection(db, city, district)
const path = "/manage/nominations/reviews"

async function stand(name: string, facts: Partial<typeof nominations.$inferInsert> = {}, unit = works) {
  const person = await makePerson(db, unit, name)
  const place = { recommendingUnitId: unit === works ? district.id : far.id, profile: worker }
  return makeNomination(
    db,
    selection.programme,
    { honour: selection.medal, unit, person },
    { ...place, state: "underway", stepKey: "first_review", ...facts },
  )
}
const stateOf = async (id: number) => {
  const [row] = await db.select().from(nominations).where(eq(nominations.id, id))
  return row && `${row.state} ${row.stepKey} ${row.round}`.trim()
}
const value = ({ id, version }: { id: number; version: number }) => `${id}.${version}`
const group = `${selection.programme.id}.first_review`
const form = (nominee: string[], more: object = {}) => ({
  group,
  nominee,
  act: "pass",
  reason: "",
  deadline: "",
  ...more,
})

test("several are passed, returned and rejected at once, each on its own; what is refused says why", async () => {
  const [one, two, three, gone] = [
    await stand("丁一"),
    await stand("王二"),
    await stand("张三"),
    await stand("李四", { stepKey: "second_review" }),
  ]
  const foreign = await stand("外人", {}, farWorks)
  const seen = [one, two, gone, foreign].map(({ id, version }) => ({ id, version }))
  const pass = { act: "pass" as const, reason: "", deadline: null }
  const done = await reviewMany(await at(accounts.district), [...seen, { id: three.id, version: 7 }], pass)
  expect(done.map(({ name, refusal }) => [name, refusal?.code])).toEqual([
    ["丁一", undefined],
    ["王二", undefined],
    ["李四", "not_your_turn"],
    ["", "not_found"],
    ["张三", "stale"],
  ])
  expect([await stateOf(one.id), await stateOf(two.id), await stateOf(foreign.id)]).toEqual([
    "underway city_notice 1",
    "underway city_notice 1",
    "underway first_review 1",
  ])
  const deadline = new Date("2026-03-10T16:00:00Z")
  const back = { act: "return" as const, reason: "补票数", deadline }
  await reviewMany(await at(accounts.district), [three], back)
  expect(await stateOf(three.id)).toBe("underway congress 2")
  const four = await stand("何四")
  await reviewMany(await at(accounts.district), [four], { ...back, act: "reject" })
  expect(await stateOf(four.id)).toBe("rejected  1".trim())
})

test("on the page: nothing typed is lost, a reason is asked for, and the summary names whoever was left", async () => {
  const [one, two] = [await stand("赵一"), await stand("钱二")]
  const page = await officer.text(path)
  expect([page.includes("赵一"), page.includes("外人")]).toEqual([true, false])
  const none = await officer.post(path, form([]))
  expect([none.status, (await none.text()).includes("请至少选择一份推荐")]).toEqual([422, true])
  const bare = await officer.post(path, form([value(one)], { act: "return" }))
  const text = await bare.text()
  expect([bare.status, text.includes("请写明理由"), text.includes(`value="${value(one)}" checked`)]).toEqual([
    422,
    true,
    true,
  ])
  const mixed = await officer.post(path, form([value(one), value({ id: two.id, version: 9 })]))
  const summary = await mixed.text()
  expect([mixed.status, summary.includes("已办理 1 份推荐"), summary.includes("1 份没有办理")]).toEqual([
    200,
    true,
    true,
  ])
  const all = await officer.post(path, form([value(two)]))
  expect(all.headers.get("location")).toBe(`${path}?group=${group}&done=1`)
  const again = await officer.post(path, form([value(two)]))
  expect([
    again.status,
    (await db.select().from(nominationActs).where(eq(nominationActs.nominationId, two.id))).length,
  ]).toEqual([200, 1])
  expect((await (await as(accounts.auditor)).get(path)).status).toBe(404)
})

test("a task is that of the nearest unit with somebody for it, and of the one to whom it was handed", async () => {
  const one = await stand("孙三")
  const two = await stand("周五", {}, farWorks)
  const names = async (account: number) => {
    const lines = await signaturesWaiting(await at(account))
    return lines
      .filter(({ nomination: { id } }) => id === one.id || id === two.id)
      .map(({ nomination }) => nomination.name)
  }
  expect([await names(accounts.district), await names(accounts.city), await names(accounts.unit)]).toEqual([
    ["孙三"],
    ["周五"],
    [],
  ])
  const tasks = await officer.text("/manage")
  expect([tasks.includes("孙三"), tasks.includes("周五")]).toEqual([true, false])
  expect(isNearest("1.2.", ["1."], ["1."])).toBe(true)
  expect(isNearest("1.2.", ["1.", "1.2."], ["1."])).toBe(false)
  expect(isNearest("1.2.", [], ["1."])).toBe(false)
})

test("the tasks of thirty nominations cost as many queries as those of two", async () => {
  const count = async () => (await queriesOf(db, () => officer.text("/manage"))).length
  const few = await count()
  for (let n = 0; n < 28; n++) await stand(`待审${n}`, { dueAt: new Date("2026-03-01T00:00:00Z") })
  const page = await officer.text("/manage")
  expect([page.includes("已逾期"), await count()]).toEqual([true, few])
})

test.skipIf(!onPostgres())("two officers who pass the same list at once pass each nomination once", async () => {
  const list = [await stand("同一"), await stand("同二"), await stand("同三")]
  const pass = { act: "pass" as const, reason: "", deadline: null }
  const both = await Promise.all(
    [accounts.district, accounts.city].map(async (one) => reviewMany(await at(one), list, pass)),
  )
  const refused = both.flat().map(({ refusal }) => refusal?.code ?? "done")
  expect(refused.toSorted()).toEqual(["done", "done", "done", "stale", "stale", "stale"])
})
