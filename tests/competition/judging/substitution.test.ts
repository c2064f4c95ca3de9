import { and, eq } from "drizzle-orm"
import { beforeEach, expect, test } from "vitest"
import { saveMark } from "#competition/judging/marks/commands.ts"
import { issueCards } from "#competition/judging/panel/commands.ts"
import { marksOf } from "#competition/judging/queries.ts"
import type { Slot } from "#competition/judging/slots.ts"
import { substitute } from "#competition/judging/substitution/commands.ts"
import { gapsIn, recordOf } from "#competition/judging/substitution/queries.ts"
import { gapsOf } from "#competition/judging/substitution/uncovered.ts"
import { auditEntries, entries, seats } from "#db/schema/index.ts"
import { seededRandom, testApp } from "../../support/app.ts"
import { freshDatabase } from "../../support/database.ts"
import { makePerson } from "../../support/people.ts"
import { at, makeEvent, officerScope, operationId, type Seated, seatPanel, seatRow, sit } from "./world.ts"

const { db } = await freshDatabase()
const { as } = testApp(db, () => at)
let world: Awaited<ReturnType<typeof makeEvent>>
let seat: (alias: string) => Seated
let scope: Awaited<ReturnType<typeof officerScope>>

beforeEach(async () => {
  world = await makeEvent(db)
  seat = await seatPanel(db, world.eventId)
  scope = await officerScope(db, world.eventId)
})

const mark = (one: Seated, entry: string, value: string) =>
  saveMark(one.scope(), { id: operationId(), entry, slot: "finish", value, seenVersion: 0 })
const reason = "身体不适"
const code = (result: { ok: boolean; refusal?: { code: string } }) => (result.ok ? "ok" : result.refusal?.code)

test("a substitute goes on where the judge before stopped, and the record names both without a gap", async () => {
  await mark(seat("J2"), "A001", "8")
  const made = await substitute(scope, seat("J2").seatId, { alias: "J4", personId: null, reason })
  const fresh = made.ok ? made.value : undefined
  expect([fresh?.slots, fresh?.replacesId]).toEqual([["finish"], seat("J2").seatId])
  expect((await seatRow(db, seat("J2").seatId))?.endedAt).toEqual(at)
  expect(code(await mark(seat("J2"), "A002", "7"))).toBe("not_found")
  const cards = await issueCards(scope, world.eventId, [fresh?.id ?? 0], seededRandom("late"))
  const late = await sit(db, cards.ok ? (cards.value[0]?.code ?? "") : "")
  expect(code(await mark(late, "A002", "7"))).toBe("ok")
  const standing = await marksOf(db, world.eventId)
  expect(standing.map(({ entryCode, alias, value }) => `${entryCode} ${alias} ${value}`).sort()).toEqual([
    "A001 J2 8",
    "A002 J4 7",
  ])
  const record = await recordOf(scope, world.eventId)
  expect(
    record
      .filter(({ seat: { alias } }) => alias === "J2" || alias === "J4")
      .map((one) => [one.seat.alias, one.count, one.first, one.seat.endedAt, one.replaces, one.replacedBy]),
  ).toEqual([
    ["J2", 1, at, at, undefined, "J4"],
    ["J4", 1, at, null, "J2", undefined],
  ])
  expect(await gapsIn(scope, world.eventId)).toEqual([])
  const trail = await db
    .select()
    .from(auditEntries)
    .where(and(eq(auditEntries.subjectId, fresh?.id ?? 0), eq(auditEntries.action, "seat.substitute")))
  expect(trail.map(({ facts }) => facts)).toEqual([{ alias: "J4", from: "J2", reason }])
})

test("where nothing takes a judge's place, what can no longer be covered is told", async () => {
  await mark(seat("J2"), "A001", "8")
  await db
    .update(seats)
    .set({ endedAt: at })
    .where(eq(seats.id, seat("J2").seatId))
  expect((await gapsIn(scope, world.eventId)).map(({ code, slot, missing }) => [code, slot.slot, missing])).toEqual([
    ["A002", "finish", 1],
  ])
  const page = await (await as(world.officerId)).text(`/manage/events/${world.eventId}/desk/record`)
  expect(page).toContain("A002 的外观：还差 1 份")
})

test("nobody who sits on the panel or competes takes a seat, and a refusal leaves the old seat open", async () => {
  const person = await makePerson(db, world.factory, "何裁判")
  await db
    .update(seats)
    .set({ personId: person.id })
    .where(eq(seats.id, seat("J3").seatId))
  const [entry] = await db.select().from(entries).where(eq(entries.eventId, world.eventId))
  const tried = async (more: object) =>
    code(await substitute(scope, seat("J2").seatId, { alias: "J4", personId: null, reason, ...more }))
  expect(await tried({ personId: person.id })).toBe("person_on_panel")
  expect(await tried({ personId: entry?.personId })).toBe("person_competes")
  expect(await tried({ alias: "J1" })).toBe("alias_taken")
  expect((await seatRow(db, seat("J2").seatId))?.endedAt).toBeNull()
  expect(await tried({})).toBe("ok")
  expect(await tried({ alias: "J5" })).toBe("wrong_state")
})

test("the page names what the tablet still holds, and leads to the record", async () => {
  const officer = await as(world.officerId)
  const path = `/manage/seats/${seat("J2").seatId}/substitution`
  expect(await officer.text(path)).toContain("替换席位 J2")
  const done = await officer.post(path, { alias: "J4", personId: "", reason })
  expect(done.headers.get("Location")).toBe(`/manage/events/${world.eventId}/desk/record?done=substituted`)
  expect((await officer.get(path)).status).toBe(404)
})

test.each([
  ["enough seats are left", 0, [1, 2, 3], undefined, []],
  ["a judge who marked and left counts", 1, [1, 2], undefined, []],
  ["one is short", 0, [1, 2], undefined, [1]],
  ["the head judge approved a smaller panel", 0, [1, 2], 2, []],
])("%s", (_, count, open, changed, missing) => {
  const slot = { slot: "finish", kind: "judged", judges: 3, optional: false } as Slot
  const panel = open.map((id) => ({ id, slots: ["finish"], open: true }))
  const gone = { id: 9, slots: ["finish"], open: false }
  const gaps = gapsOf([{ id: 1, code: "A001" }], [slot], [...panel, gone], [], () => ({
    count,
    unobserved: 0,
    changed,
  }))
  expect(gaps.map((one) => one.missing)).toEqual(missing)
})
