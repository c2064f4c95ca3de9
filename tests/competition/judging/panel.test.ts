import { eq } from "drizzle-orm"
import { beforeEach, describe, expect, test } from "vitest"
import {
  appoint,
  changeSeat,
  endSeat,
  issueCards,
  removeSeat,
  startJudging,
} from "#competition/judging/panel/commands.ts"
import { auditEntries, events, seatDevices, seats } from "#db/schema/index.ts"
import { scopeOf, seededRandom, testApp } from "../../support/app.ts"
import { freshDatabase } from "../../support/database.ts"
import { makeOfficer, makePerson, makeUnit } from "../../support/people.ts"
import { at, makeEvent, officerScope, seatPanel, seatRow, standardSeats } from "./world.ts"

const { db } = await freshDatabase()
const { as, browser } = testApp(db, () => at)
let world: Awaited<ReturnType<typeof makeEvent>>
let scope: Awaited<ReturnType<typeof officerScope>>

beforeEach(async () => {
  world = await makeEvent(db)
  scope = await officerScope(db, world.eventId)
})

const judge = (more: object = {}) => ({
  role: "judge" as const,
  alias: "J1",
  personId: null,
  slots: ["finish"],
  ...more,
})
const code = (result: { ok: boolean; refusal?: { code: string } }) => (result.ok ? "ok" : result.refusal?.code)

test("a seat is appointed with its alias, its slots and how long its code will open", async () => {
  const person = await makePerson(db, world.factory, "何裁判")
  const made = await appoint(scope, world.eventId, judge({ personId: person.id }))
  const seat = made.ok ? made.value : undefined
  expect([seat?.alias, seat?.slots, seat?.personId, seat?.codeHash]).toEqual(["J1", ["finish"], person.id, null])
  expect(seat?.validUntil.toISOString()).toBe("2026-05-04T16:00:00.000Z")
  const audit = await db
    .select()
    .from(auditEntries)
    .where(eq(auditEntries.subjectId, seat?.id ?? 0))
  expect(audit.filter(({ subjectKind }) => subjectKind === "seat").map(({ action, facts }) => [action, facts])).toEqual(
    [["seat.appoint", { eventId: world.eventId, role: "judge", alias: "J1", slots: ["finish"] }]],
  )
})

describe("an appointment is refused", () => {
  const cases: [string, object, string][] = [
    ["for a slot that is not in the rules", { slots: ["finesse"] }, "slots_of_other_role"],
    ["for a measured node, which a scorekeeper enters", { slots: ["theory"] }, "slots_of_other_role"],
    ["for a scorekeeper of a judged node", { role: "scorekeeper" }, "slots_of_other_role"],
    ["for a head judge with marks to give", { role: "head_judge" }, "slots_of_other_role"],
    ["without anything to mark", { slots: [] }, "no_slots"],
    ["under an alias that is no code", { alias: "裁判" }, "alias_form"],
    ["for somebody who does not exist", { personId: 999_999 }, "person_unknown"],
  ]
  test.each(cases)("%s", async (_, more, refusal) => {
    expect(code(await appoint(scope, world.eventId, judge(more)))).toBe(refusal)
  })
  test("under an alias that is taken", async () => {
    await appoint(scope, world.eventId, judge())
    expect(code(await appoint(scope, world.eventId, judge()))).toBe("alias_taken")
  })
  test("for a person outside the host's units", async () => {
    const stranger = await makePerson(db, await makeUnit(db, `外地${world.eventId}`), "外人")
    expect(code(await appoint(scope, world.eventId, judge({ personId: stranger.id })))).toBe("person_unknown")
  })
  test("after judging, and for who does not run the contest", async () => {
    await db.update(events).set({ state: "signed" }).where(eq(events.id, world.eventId))
    expect(code(await appoint(scope, world.eventId, judge()))).toBe("wrong_state")
    expect(code(await appoint(scopeOf(db, { kind: "public" }), world.eventId, judge()))).toBe("not_found")
  })
})

test("a seat changes and goes until judging starts; a stale change is refused", async () => {
  const made = await appoint(scope, world.eventId, judge())
  const id = made.ok ? made.value.id : 0
  expect(code(await changeSeat(scope, id, { ...judge({ alias: "J9" }), version: 1 }))).toBe("ok")
  expect(code(await changeSeat(scope, id, { ...judge({ alias: "J8" }), version: 1 }))).toBe("stale")
  await issueCards(scope, world.eventId, [], seededRandom())
  expect(code(await removeSeat(scope, id))).toBe("ok")
  expect(await seatRow(db, id)).toBeUndefined()
})

test("codes are kept as hashes only, and a new one ends the old one and its tablet", async () => {
  const seat = await seatPanel(db, world.eventId, undefined, false)
  const one = seat("J1")
  const before = await seatRow(db, one.seatId)
  expect(before?.codeHash).toMatch(/^[0-9a-f]{64}$/)
  const issued = await issueCards(scope, world.eventId, [one.seatId], seededRandom("again"))
  const card = issued.ok ? issued.value[0] : undefined
  expect(card?.code).toMatch(/^[2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{4}$/)
  expect((await seatRow(db, one.seatId))?.codeHash).not.toBe(before?.codeHash)
  const devices = await db.select().from(seatDevices).where(eq(seatDevices.seatId, one.seatId))
  expect(devices.map(({ endedAt }) => endedAt)).toEqual([at])
  expect((await browser().post("/judge/", { code: one.code })).status).toBe(422)
  expect((await browser().post("/judge/", { code: card?.code ?? "" })).status).toBe(303)
  expect(code(await issueCards(scope, world.eventId, [], seededRandom()))).toBe("no_cards_left")
  expect(code(await issueCards(scope, world.eventId, [999_999], seededRandom()))).toBe("no_cards_left")
})

test("judging starts when the whole list stands, and not before", async () => {
  expect(code(await startJudging(scope, world.eventId))).toBe("not_ready")
  for (const [role, alias, slots] of standardSeats)
    await appoint(scope, world.eventId, { role, alias, slots, personId: null })
  expect(code(await startJudging(scope, world.eventId))).toBe("not_ready")
  await issueCards(scope, world.eventId, [], seededRandom("start"))
  await db.update(events).set({ state: "registration" }).where(eq(events.id, world.eventId))
  expect(code(await startJudging(scope, world.eventId))).toBe("wrong_state")
  await db.update(events).set({ state: "drawn" }).where(eq(events.id, world.eventId))
  expect(code(await startJudging(scope, world.eventId))).toBe("ok")
  expect(code(await startJudging(scope, world.eventId))).toBe("wrong_state")
  const [judging] = await db.select().from(events).where(eq(events.id, world.eventId))
  expect(judging?.state).toBe("judging")
})

test("while judging runs a seat is ended, not removed, and its tablet with it", async () => {
  const seat = await seatPanel(db, world.eventId)
  const { seatId, token } = seat("J2")
  const found = await db.select({ version: seats.version }).from(seats).where(eq(seats.id, seatId))
  expect(code(await changeSeat(scope, seatId, { ...judge(), version: found[0]?.version ?? 0 }))).toBe("wrong_state")
  expect(code(await removeSeat(scope, seatId))).toBe("wrong_state")
  expect(code(await endSeat(scope, seatId, "突发疾病"))).toBe("ok")
  expect(code(await endSeat(scope, seatId, "突发疾病"))).toBe("wrong_state")
  const page = await browser({ judge: token }).get("/judge/entries")
  expect([page.status, (await page.text()).includes("这个席位已结束")]).toEqual([409, true])
})

test("an officer sets the panel up by forms alone, down to the start", async () => {
  const officer = await as(world.officerId)
  const path = `/manage/events/${world.eventId}`
  const form = await officer.text(`${path}/seats?role=judge`)
  expect(form).toContain('value="J1"')
  for (const [role, alias, slots] of standardSeats) {
    const made = await officer.post(`${path}/seats`, { role, alias, personId: "", slots })
    expect([alias, made.headers.get("location")]).toEqual([alias, `${path}/panel?done=appointed`])
  }
  const again = await officer.post(`${path}/seats`, { role: "judge", alias: "J1", personId: "", slots: ["finish"] })
  expect([again.status, (await again.text()).includes("这个代号已经被使用")]).toEqual([422, true])
  const cards = await (await officer.post(`${path}/cards`)).text()
  const codes = [...cards.matchAll(/data-alias="([^"]+)" data-code="([^"]+)"/g)].map(([, alias]) => alias)
  expect(codes).toEqual(["H1", "J1", "J2", "J3", "S1"])
  expect((await officer.post(`${path}/judging`)).headers.get("location")).toBe(`${path}/panel?done=started`)
  expect(await officer.text(`${path}/panel?done=started`)).toContain("评分已开始")
})

test("whoever does not run the contest finds nothing, and the signed out are led to the sign-in", async () => {
  const stranger = await as(await makeOfficer(db, await makeUnit(db, `邻市${world.eventId}`), "contest_officer"))
  const seat = await seatPanel(db, world.eventId, undefined, false)
  const event = `/manage/events/${world.eventId}`
  for (const path of [
    `${event}/panel`,
    `${event}/seats`,
    `${event}/progress`,
    `${event}/progress/live`,
    `${event}/marks`,
  ]) {
    expect([path, (await stranger.get(path)).status]).toEqual([path, 404])
    expect([path, (await browser().get(path)).status]).toEqual([path, 303])
  }
  expect((await stranger.get(`/manage/seats/${seat("J1").seatId}`)).status).toBe(404)
  expect((await stranger.post(`/manage/seats/${seat("J1").seatId}/removal`)).status).toBe(404)
  expect((await stranger.post(`${event}/cards`)).status).toBe(404)
  expect((await stranger.post(`${event}/judging`)).status).toBe(404)
})
