import { eq } from "drizzle-orm"
import { expect, test } from "vitest"
import { nextStep } from "#boards/tasks/next-step.ts"
import { entries, events } from "#db/schema/index.ts"
import { type EventState, eventStates } from "#db/words.ts"
import { makeOpenEvent } from "../competition/registration/contest.ts"
import { testApp } from "../support/app.ts"
import { freshDatabase } from "../support/database.ts"
import { makeOfficer, makePerson, makeUnit } from "../support/people.ts"

const { db } = await freshDatabase()
const root = await makeUnit(db, "江城市总工会")
const plant = await makeUnit(db, "江城机床厂", root)
const elsewhere = await makeUnit(db, "外市总工会")
const { as, browser } = testApp(db, () => new Date("2026-03-15T00:00:00Z"))
const officer = await as(await makeOfficer(db, root, "contest_officer"))
const operator = await as(await makeOfficer(db, plant, "unit_operator"))
const stranger = await as(await makeOfficer(db, elsewhere, "contest_officer"))
const { event } = await makeOpenEvent(db, root)

test.each<[EventState, string | undefined]>([
  ["draft", undefined],
  ["registration", "/registration"],
  ["drawn", "/panel"],
  ["judging", "/progress"],
  ["signed", "/result"],
  ["decoded", "/result"],
  ["published", undefined],
])("an event that is %s leads to %s", (state, page) => {
  expect(eventStates).toContain(state)
  expect(nextStep(state, { submitted: 0, approved: 0 })?.page).toBe(page)
})

test("entries are approved before codes are drawn", () => {
  expect(nextStep("registration", { submitted: 2, approved: 5 })).toEqual({
    step: "approve",
    page: "/registration",
    count: 2,
  })
  expect(nextStep("registration", { submitted: 0, approved: 5 })?.step).toBe("draw")
})

test("each sees the next steps of the own duties, counted", async () => {
  const person = await makePerson(db, plant, "陈一")
  const row = { eventId: event.id, unitId: plant.id, personId: person.id, registration: "submitted" as const }
  await db.insert(entries).values({ ...row, createdAt: new Date(0) })
  const running = await officer.text("/manage")
  expect(running).toContain(`href="/manage/events/${event.id}/registration"`)
  expect(running).toContain("1 份报名待审核")
  const own = await operator.text("/manage")
  expect(own).toContain(`href="/manage/registration/events/${event.id}"`)
  expect(own).toContain("本单位已报 1 人")
  expect(own).not.toContain("待审核")
  await db.update(events).set({ state: "signed" }).where(eq(events.id, event.id))
  expect(await officer.text("/manage")).toContain(`href="/manage/events/${event.id}/result"`)
  expect(await operator.text("/manage")).toContain("现在没有要办的事")
})

test("whoever has nothing to do is told so, and strangers sign in", async () => {
  expect(await stranger.text("/manage")).toContain("现在没有要办的事")
  expect((await browser().get("/manage")).headers.get("location")).toBe("/sign-in?next=%2Fmanage")
})
