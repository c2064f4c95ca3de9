import { and, eq } from "drizzle-orm"
import { expect, test } from "vitest"
import { auditEntries, entries, events } from "#db/schema/index.ts"
import { testApp } from "../../support/app.ts"
import { freshDatabase } from "../../support/database.ts"
import { makeOfficer, makePerson, makeUnit } from "../../support/people.ts"
import { after, makeOpenEvent } from "./contest.ts"

const { db } = await freshDatabase()
const root = await makeUnit(db, "江城市总工会")
const plant = await makeUnit(db, "江城机床厂", root)
const elsewhere = await makeUnit(db, "外市总工会")
const { as, browser } = testApp(db, () => after)
const officer = await as(await makeOfficer(db, root, "contest_officer"))
const stranger = await as(await makeOfficer(db, elsewhere, "contest_officer"))

async function withEntries(names: string[], facts: Partial<typeof events.$inferInsert> = {}) {
  const { event } = await makeOpenEvent(db, root, facts)
  const made = []
  for (const name of names) {
    const person = await makePerson(db, plant, name)
    const row = {
      eventId: event.id,
      unitId: plant.id,
      personId: person.id,
      registration: "submitted" as const,
    }
    const [entry] = await db
      .insert(entries)
      .values({ ...row, createdAt: after })
      .returning()
    made.push(entry?.id ?? 0)
  }
  return { event, ids: made, path: `/manage/events/${event.id}/registration` }
}
const stateOf = async (id: number) => (await db.select().from(entries).where(eq(entries.id, id)))[0]
const audits = (action: string, id: number) =>
  db
    .select({ facts: auditEntries.facts })
    .from(auditEntries)
    .where(and(eq(auditEntries.action, action), eq(auditEntries.subjectId, id)))

test("ticked entries are approved in one go", async () => {
  const { path, ids } = await withEntries(["甲一", "甲二", "甲三"])
  expect(await officer.text(path)).toContain("待审核 3，已通过 0")
  expect((await officer.post(`${path}/approval`)).status).toBe(422)
  const answer = await officer.post(`${path}/approval`, {
    entry: ids.slice(0, 2).map(String),
  })
  expect(answer.headers.get("location")).toBe(`${path}?done=approved&approved=2`)
  expect(await officer.text(`${path}?done=approved&approved=2`)).toContain("已通过 2 份报名")
  expect(await audits("entry.approve", ids[0] ?? 0)).toEqual([{ facts: {} }])
  const list = await officer.text(`${path}?state=submitted`)
  expect(list).toContain("甲三")
  expect(list).not.toContain("甲一")
})

test("an entry is rejected with a reason, and reopened while there is room", async () => {
  const { path, ids, event } = await withEntries(["乙一"])
  const [id = 0] = ids
  const empty = await officer.post(`${path}/${id}/rejection`, {
    version: "1",
    rejectionReason: "",
  })
  expect([empty.status, await empty.text()]).toEqual([422, expect.stringContaining("请填写退回理由")])
  await officer.post(`${path}/${id}/rejection`, {
    version: "1",
    rejectionReason: "证书过期",
  })
  expect(await stateOf(id)).toMatchObject({
    registration: "rejected",
    rejectionReason: "证书过期",
    version: 2,
  })
  expect(await audits("entry.reject", id)).toEqual([{ facts: { reason: "证书过期" } }])
  await db.update(events).set({ capacity: 0 }).where(eq(events.id, event.id))
  expect(await (await officer.post(`${path}/${id}/reopening`, { version: "2" })).text()).toContain("已经报满")
  await db.update(events).set({ capacity: 1 }).where(eq(events.id, event.id))
  const reopened = await officer.post(`${path}/${id}/reopening`, {
    version: "2",
  })
  expect(reopened.headers.get("location")).toBe(`${path}/${id}?done=reopened`)
  expect(await stateOf(id)).toMatchObject({
    registration: "submitted",
    rejectionReason: null,
  })
  expect((await officer.post(`${path}/${id}/reopening`, { version: "3" })).status).toBe(409)
})

test("a guest is marked with a reason until the marks are signed", async () => {
  const { path, ids, event } = await withEntries(["丙一"])
  const [id = 0] = ids
  const guest = { version: "1", status: "guest", reason: "友好城市" }
  expect((await officer.post(`${path}/${id}/status`, guest)).status).toBe(409)
  await officer.post(`${path}/approval`, { entry: String(id) })
  expect((await officer.post(`${path}/${id}/status`, guest)).status).toBe(409)
  expect((await officer.post(`${path}/${id}/status`, { ...guest, version: "2" })).status).toBe(303)
  expect(await stateOf(id)).toMatchObject({ status: "guest", version: 3 })
  expect(await audits("entry.set_status", id)).toEqual([
    { facts: { from: "competed", to: "guest", reason: "友好城市" } },
  ])
  for (const state of ["signed", "decoded", "published"] as const) {
    await db.update(events).set({ state }).where(eq(events.id, event.id))
    const late = await officer.post(`${path}/${id}/status`, { ...guest, version: "3", status: "absent" })
    expect([late.status, await late.text()]).toEqual([422, expect.stringContaining("成绩已经签字")])
  }
  expect(await stateOf(id)).toMatchObject({ status: "guest", version: 3 })
})

test("after the draw nothing is added or removed", async () => {
  const { path, ids } = await withEntries(["丁一"], { state: "drawn" })
  const words = "报名阶段已经结束"
  expect(await officer.text(path)).toContain(words)
  expect(await (await officer.post(`${path}/approval`, { entry: String(ids[0]) })).text()).toContain(words)
  const rejected = await officer.post(`${path}/${ids[0]}/rejection`, {
    version: "1",
    rejectionReason: "晚了",
  })
  expect([rejected.status, await rejected.text()]).toEqual([422, expect.stringContaining(words)])
})

test("another city's officer and another event's entry are not found; strangers sign in", async () => {
  const { path, ids } = await withEntries(["戊一"])
  const apart = await withEntries(["戊二"])
  expect((await officer.get(`${path}/${ids[0]}`)).status).toBe(200)
  expect((await officer.get(`${path}/${apart.ids[0]}`)).status).toBe(404)
  for (const answer of [
    await stranger.get(path),
    await stranger.get(`${path}/${ids[0]}`),
    await stranger.post(`${path}/approval`, { entry: String(ids[0]) }),
    await stranger.post(`${path}/${ids[0]}/rejection`, {
      version: "1",
      rejectionReason: "x",
    }),
  ])
    expect(answer.status).toBe(404)
  expect((await browser().get(path)).status).toBe(303)
})
