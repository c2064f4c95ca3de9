import { eq } from "drizzle-orm"
import { expect, test } from "vitest"
import { auditEntries, entries, events, people, teams } from "#db/schema/index.ts"
import { testApp } from "../../support/app.ts"
import { freshDatabase, onPostgres } from "../../support/database.ts"
import { makeOfficer, makePerson, makeUnit } from "../../support/people.ts"
import { after, during, makeOpenEvent } from "./contest.ts"

const { db } = await freshDatabase()
const root = await makeUnit(db, "江城市总工会")
const plant = await makeUnit(db, "江城机床厂", root)
const other = await makeUnit(db, "西山钢铁厂", root)
let clock = during
const { as, browser } = testApp(db, () => clock)
const operator = await as(await makeOfficer(db, plant, "unit_operator"))
const stranger = await as(await makeOfficer(db, other, "unit_operator"))
const admin = await as(await makeOfficer(db, root, "administrator"))

const entriesIn = (eventId: number) => db.select().from(entries).where(eq(entries.eventId, eventId))
const audited = async (action: string, id: number) =>
  (await db.select().from(auditEntries).where(eq(auditEntries.action, action))).filter(
    ({ subjectId }) => subjectId === id,
  ).length
const enter = (event: { id: number }, person: { id: number }, team = "") =>
  operator.post(`/manage/registration/events/${event.id}/entries`, {
    person: String(person.id),
    team,
  })
const newPerson = (changes: Record<string, string> = {}) => ({
  unit: String(plant.id),
  team: "",
  name: "新晓明",
  sex: "male",
  birthDate: "1995-01-01",
  post: "",
  identityClass: "industrial_worker",
  skillLevel: "",
  ...changes,
})

test("an operator enters somebody of the own unit, who then waits for approval", async () => {
  const { event } = await makeOpenEvent(db, root)
  const person = await makePerson(db, plant, "陈一")
  expect(await operator.text("/manage/registration")).toContain(`/manage/registration/events/${event.id}`)
  const page = await operator.text(`/manage/registration/events/${event.id}`)
  expect(page).toContain(`/new?person=${person.id}`)
  const answer = await enter(event, person)
  expect(answer.headers.get("location")).toBe(`/manage/registration/events/${event.id}?done=entered`)
  const [entry] = await entriesIn(event.id)
  expect(entry).toMatchObject({
    personId: person.id,
    unitId: plant.id,
    registration: "submitted",
    code: null,
  })
  expect(await audited("entry.submit", entry?.id ?? 0)).toBe(1)
  expect(await operator.text(answer.headers.get("location") ?? "")).toContain("待审核")
})

test("a new person is added and entered at once, or neither", async () => {
  const { event } = await makeOpenEvent(db, root, {
    eligibility: { minSkill: "senior" },
  })
  const path = `/manage/registration/events/${event.id}/people`
  const refused = await operator.post(path, newPerson())
  const page = await refused.text()
  expect([refused.status, page]).toEqual([422, expect.stringContaining("没有登记技能等级")])
  expect(page).toContain('value="新晓明"')
  const odd = await (await operator.post(path, newPerson({ name: "新\ue123" }))).text()
  expect([page, odd].map((one) => one.includes('id="f-name-warning"'))).toEqual([false, true])
  expect(await db.select().from(people).where(eq(people.name, "新晓明"))).toEqual([])
  expect((await operator.post(path, newPerson({ unit: String(other.id) }))).status).toBe(422)
  expect((await operator.post(path, newPerson({ skillLevel: "technician" }))).status).toBe(303)
  const [made] = await db.select().from(people).where(eq(people.name, "新晓明"))
  expect((await entriesIn(event.id)).map(({ personId }) => personId)).toEqual([made?.id])
})

test("every reason against an entry is in words", async () => {
  const { event } = await makeOpenEvent(db, root, {
    eligibility: { minAge: 40, minSkill: "technician" },
  })
  const person = await makePerson(db, plant, "陈二", {
    skillLevel: "junior",
    isStudent: true,
  })
  const page = await (await enter(event, person)).text()
  for (const words of ["竞赛首日 36 周岁，未满 40 周岁", "技能等级低于技师", "只限职工"]) expect(page).toContain(words)
  const english = await operator.text(`/manage/registration/events/${event.id}/new?person=${person.id}&lang=en`)
  expect(english).toContain("aged 36 on the first day, below 40; skill level below Technician; for workers")
  await operator.get("/manage/registration?lang=zh-CN")
})

test("nobody enters twice, and a unit's limit holds", async () => {
  const { event } = await makeOpenEvent(db, root, { perUnitLimit: 1 })
  const person = await makePerson(db, plant, "陈三")
  expect((await enter(event, person)).status).toBe(303)
  expect(await (await enter(event, person)).text()).toContain("已经报名")
  const next = await makePerson(db, plant, "陈四")
  expect(await (await enter(event, next)).text()).toContain("本单位 1 个名额已经用完")
})

test("teams are named where the rules rank them, and only there", async () => {
  const { event } = await makeOpenEvent(db, root, {}, { teams: { combine: "sum" } })
  const two = [await makePerson(db, plant, "陈五"), await makePerson(db, plant, "陈六")]
  for (const person of two) expect((await enter(event, person, "一队")).status).toBe(303)
  const made = await db.select().from(teams).where(eq(teams.eventId, event.id))
  expect(made.map(({ name, unitId }) => [name, unitId])).toEqual([["一队", plant.id]])
  expect((await entriesIn(event.id)).map(({ teamId }) => teamId)).toEqual([made[0]?.id, made[0]?.id])
  const plain = await makeOpenEvent(db, root)
  expect(await (await enter(plain.event, two[0] as { id: number }, "一队")).text()).toContain("不组队")
})

test("an entry is taken back with a reason until registration closes, and can be made again", async () => {
  const { event } = await makeOpenEvent(db, root)
  const person = await makePerson(db, plant, "陈七")
  await enter(event, person)
  const [entry] = await entriesIn(event.id)
  const path = `/manage/registration/entries/${entry?.id}`
  expect(await (await operator.post(`${path}/withdrawal`, { version: "1", reason: "" })).text()).toContain("请填写理由")
  expect(
    (
      await stranger.post(`${path}/withdrawal`, {
        version: "1",
        reason: "抢名额",
      })
    ).status,
  ).toBe(404)
  expect(
    (
      await operator.post(`${path}/withdrawal`, {
        version: "9",
        reason: "有事",
      })
    ).status,
  ).toBe(409)
  const withdrawn = await operator.post(`${path}/withdrawal`, {
    version: "1",
    reason: "出差",
  })
  expect(withdrawn.headers.get("location")).toBe(`${path}?done=withdrawn`)
  expect(await audited("entry.withdraw", entry?.id ?? 0)).toBe(1)
  expect((await enter(event, person)).status).toBe(303)
  expect((await entriesIn(event.id)).map(({ registration, version }) => [registration, version])).toEqual([
    ["submitted", 3],
  ])
  clock = after
  const late = await operator.post(`${path}/withdrawal`, {
    version: "3",
    reason: "出差",
  })
  expect(await late.text()).toContain("不能撤回")
  const closed = await (await enter(event, await makePerson(db, plant, "陈八"))).text()
  expect(closed).toContain("报名已于 2026-04-01 08:00 截止")
  clock = during
})

test("other units' people and entries, drafts and other duties find nothing; strangers sign in", async () => {
  const { event } = await makeOpenEvent(db, root)
  const person = await makePerson(db, plant, "陈九")
  await enter(event, person)
  const [entry] = await entriesIn(event.id)
  const path = `/manage/registration/events/${event.id}`
  expect((await operator.get(`/manage/registration/entries/${entry?.id}`)).status).toBe(200)
  expect((await stranger.get(`/manage/registration/entries/${entry?.id}`)).status).toBe(404)
  expect((await stranger.get(`${path}/new?person=${person.id}`)).status).toBe(404)
  expect(
    (
      await stranger.post(`${path}/entries`, {
        person: String(person.id),
        team: "",
      })
    ).status,
  ).toBe(404)
  expect(await stranger.text(path)).not.toContain("陈九")
  expect((await admin.get(path)).status).toBe(404)
  expect((await browser().get(path)).status).toBe(303)
  await db.update(events).set({ state: "draft" }).where(eq(events.id, event.id))
  expect((await operator.get(path)).status).toBe(404)
})

test.skipIf(!onPostgres())("many at once never pass a limit (several connections, so on PostgreSQL only)", async () => {
  const { event } = await makeOpenEvent(db, root, {
    perUnitLimit: 3,
    capacity: 5,
  })
  const mine = await Promise.all(Array.from({ length: 6 }, (_, at) => makePerson(db, plant, `甲${at}`)))
  const theirs = await Promise.all(Array.from({ length: 6 }, (_, at) => makePerson(db, other, `乙${at}`)))
  const path = `/manage/registration/events/${event.id}/entries`
  const answers = await Promise.all([
    ...mine.map((person) => operator.post(path, { person: String(person.id), team: "" })),
    ...theirs.map((person) => stranger.post(path, { person: String(person.id), team: "" })),
  ])
  expect(answers.filter(({ status }) => status === 303).length).toBe(5)
  const entered = await entriesIn(event.id)
  expect(entered.length).toBe(5)
  const counts = [plant, other].map(({ id }) => entered.filter(({ unitId }) => unitId === id).length)
  expect(counts.every((count) => count <= 3)).toBe(true)
})
