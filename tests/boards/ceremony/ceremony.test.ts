import { eq } from "drizzle-orm"
import { beforeAll, expect, test } from "vitest"
import { actorOfAccount } from "#accounts/actors.ts"
import { events, placings, resultVersions } from "#db/schema/index.ts"
import { scopeOf, testApp } from "../../support/app.ts"
import { freshDatabase } from "../../support/database.ts"
import { type MadeEvent, makeEntry, makeEvent, makePanel, publishAtOnce } from "../../support/events.ts"
import { makeOfficer, makeUnit } from "../../support/people.ts"

const { db } = await freshDatabase()
const now = new Date("2026-05-01T00:00:00Z")
const city = await makeUnit(db, "江城市总工会")
const works = await makeUnit(db, "江城机床厂", city)
const officerId = await makeOfficer(db, city, "contest_officer")
await makeOfficer(db, city, "auditor")
const honoursOfficer = await makeOfficer(db, city, "honours_officer")
const { as, browser } = testApp(db, () => now)
let made: MadeEvent
let judging: MadeEvent

beforeAll(async () => {
  const actor = await actorOfAccount(scopeOf(db, { kind: "system", name: "test" }), officerId)
  if (!actor) throw new Error("no officer")
  made = await makeEvent(db, city, { slug: "trades" })
  const panel = await makePanel(db, made)
  for (const [code, name, mark] of [
    ["B1", "张三", "90"],
    ["B2", "李四", "85"],
    ["B3", "王五", "80"],
  ] as const)
    await makeEntry(db, made, works, panel, { code, name, theory: mark, practice: [mark, mark, mark], minutes: "100" })
  await publishAtOnce(scopeOf(db, actor, now), made)
  // Opened, but not yet published: as on the evening of the prize-giving.
  await db.update(events).set({ state: "decoded" }).where(eq(events.id, made.event.id))
  await db.delete(placings)
  await db.delete(resultVersions)
  judging = await makeEvent(db, city, { slug: "others" })
})

const names = ["张三", "李四", "王五"]
const path = (rest = "") => `/manage/events/${made.event.id}/ceremony${rest}`
const namesOn = async (answer: Response) => {
  const text = await answer.text()
  return names.filter((name) => text.includes(name))
}

test("each step holds the names of its own key press and of no other", async () => {
  const officer = await as(officerId)
  const steps = []
  for (let step = 0; step < 7; step++) {
    const answer = await officer.get(path(`/screen?step=${step}`))
    expect([answer.status, answer.headers.get("Cache-Control")]).toEqual([200, "no-store"])
    steps.push(await namesOn(answer))
  }
  expect(steps).toEqual([[], [], ["王五"], [], ["李四"], ["张三"], []])
  expect((await officer.get(path("/screen?step=7"))).headers.get("Location")).toBe(path())
})

test("the preparation names nobody until its preview is asked for", async () => {
  const officer = await as(officerId)
  expect(await namesOn(await officer.get(path()))).toEqual([])
  expect(await namesOn(await officer.get(path("?preview=names")))).toEqual(names)
})

test("before the codes are opened there is nothing to reveal", async () => {
  const officer = await as(officerId)
  const other = `/manage/events/${judging.event.id}/ceremony`
  expect(await (await officer.get(other)).text()).toContain("还不能颁奖")
  expect((await officer.get(`${other}/screen`)).headers.get("Location")).toBe(other)
})

test("nobody else opens it, and nothing of it is on the public pages", async () => {
  const visitor = browser()
  for (const rest of ["", "?preview=names", "/screen", "/screen?step=5"]) {
    expect((await visitor.get(path(rest))).headers.get("Location")).toContain("/sign-in")
    expect((await (await as(honoursOfficer)).get(path(rest))).status).toBe(404)
  }
  for (const page of ["/", "/hall", "/hall?show=results", "/contests/trades", `/contests/trades/${made.event.code}`])
    expect([page, await namesOn(await visitor.get(page))]).toEqual([page, []])
})
