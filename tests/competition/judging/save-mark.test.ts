import { and, eq } from "drizzle-orm"
import { beforeEach, describe, expect, test } from "vitest"
import { type Operation, saveMark } from "#competition/judging/marks/commands.ts"
import { marksOf } from "#competition/judging/queries.ts"
import { auditEntries, events, markOperations, marks, seats } from "#db/schema/index.ts"
import { freshDatabase } from "../../support/database.ts"
import { at, makeEvent, operationId, type Seated, seatPanel, setStatus } from "./world.ts"

const { db } = await freshDatabase()
let world: Awaited<ReturnType<typeof makeEvent>>
let seat: (alias: string) => Seated

beforeEach(async () => {
  world = await makeEvent(db)
  seat = await seatPanel(db, world.eventId)
})

/** The seat's chain begins with its appointment, its card and its sign-in. */
const place = (alias: string, nth: number) => ({ chain: `seat:${seat(alias).seatId}`, sequence: 3 + nth })

const operation = (more: Partial<Operation> = {}): Operation => ({
  id: operationId(),
  entry: "A001",
  slot: "finish",
  value: "8.5",
  seenVersion: 0,
  ...more,
})

const save = (more: Partial<Operation> = {}, alias = "J1") => saveMark(seat(alias).scope(), operation(more))
const code = (result: Awaited<ReturnType<typeof saveMark>>) => (result.ok ? "ok" : result.refusal.code)
const operationsHere = () =>
  db.select().from(markOperations).where(eq(markOperations.eventId, world.eventId)).orderBy(markOperations.id)

test("a mark, its operation and its audit entry are written together", async () => {
  const one = operation()
  expect(await saveMark(seat("J1").scope(), one)).toEqual({
    ok: true,
    value: { value: "8.5", version: 1, at, place: place("J1", 1) },
  })
  expect(await marksOf(db, world.eventId)).toEqual([{ entryCode: "A001", slot: "finish", alias: "J1", value: "8.5" }])
  const [kept] = await operationsHere()
  expect(kept).toEqual({
    id: one.id,
    eventId: world.eventId,
    entryId: world.entryIds.A001,
    slot: "finish",
    seatId: seat("J1").seatId,
    bySeatId: seat("J1").seatId,
    deviceId: seat("J1").actor.deviceId,
    value: "8.5",
    seenVersion: 0,
    outcome: "saved",
    version: 1,
    reason: null,
    kind: "mark",
    facts: {},
    intendedAt: null,
    at,
  })
  const where = and(eq(auditEntries.action, "mark.save"), eq(auditEntries.subjectId, world.entryIds.A001 ?? 0))
  const audit = await db.select().from(auditEntries).where(where)
  expect(audit.map(({ actorKind, actorId, facts }) => [actorKind, actorId, facts])).toEqual([
    [
      "seat",
      seat("J1").seatId,
      { operation: one.id, slot: "finish", from: null, to: "8.5", outcome: "saved", version: 1 },
    ],
  ])
})

test("the same operation again gets the first answer and changes nothing, also after later changes", async () => {
  const one = operation()
  const first = await saveMark(seat("J1").scope(), one)
  await save({ value: "9", seenVersion: 1 })
  const later = seat("J1").scope(new Date(at.getTime() + 60_000))
  expect(await saveMark(later, one)).toEqual(first)
  expect((await marksOf(db, world.eventId)).map(({ value }) => value)).toEqual(["9"])
  expect((await operationsHere()).length).toBe(2)
})

test("an operation's id under another payload or from another seat is refused", async () => {
  const one = operation()
  await saveMark(seat("J1").scope(), one)
  expect(code(await saveMark(seat("J1").scope(), { ...one, value: "9" }))).toBe("operation_reused")
  expect(code(await saveMark(seat("J1").scope(), { ...one, entry: "A002" }))).toBe("operation_reused")
  expect(code(await saveMark(seat("J1").scope(), { ...one, slot: "safety", value: "5" }))).toBe("operation_reused")
  expect(code(await saveMark(seat("J2").scope(), one))).toBe("operation_reused")
  expect(await marksOf(db, world.eventId)).toEqual([{ entryCode: "A001", slot: "finish", alias: "J1", value: "8.5" }])
})

test("a stale save of another value says what is there, who put it there and when, and loses nothing", async () => {
  await save({ value: "7" })
  const stale = operation({ value: "8" })
  const answer = await saveMark(seat("J1").scope(), stale)
  const current = { value: "7", version: 1, at, by: "J1", device: "ipad" }
  expect(answer).toEqual({ ok: false, refusal: { code: "stale", current, kept: true, place: place("J1", 2), at } })
  const kept = (await operationsHere()).find(({ id }) => id === stale.id)
  expect([kept?.value, kept?.outcome, kept?.version]).toEqual(["8", "stale", 1])
  await save({ value: "7.5", seenVersion: 1 })
  expect(await saveMark(seat("J1").scope(), stale)).toEqual(answer)
})

test("a stale save of an equal value is already so", async () => {
  await save({ value: "7.5" })
  expect(await save({ value: "7.50" })).toEqual({
    ok: true,
    value: { value: "7.5", version: 1, at, place: place("J1", 2) },
  })
  const again = operation({ value: "7.5" })
  const first = await saveMark(seat("J1").scope(), again)
  expect(await saveMark(seat("J1").scope(), again)).toEqual(first)
})

test("clearing is a value of its own, and not scored is never 0", async () => {
  await save({ value: "0" })
  expect((await marksOf(db, world.eventId)).map(({ value }) => value)).toEqual(["0"])
  expect(await save({ value: null, seenVersion: 1 })).toEqual({
    ok: true,
    value: { value: null, version: 2, at, place: place("J1", 2) },
  })
  expect(await marksOf(db, world.eventId)).toEqual([])
  expect(await save({ value: "3", seenVersion: 2 })).toEqual({
    ok: true,
    value: { value: "3", version: 3, at, place: place("J1", 3) },
  })
  expect(code(await save({ value: "0", seenVersion: 2 }))).toBe("stale")
})

describe("values", () => {
  const cases: [string, string, string, string][] = [
    ["above the maximum", "10.5", "J1", "mark_too_high"],
    ["below the minimum, which is 0 unless given", "-0.5", "J1", "mark_too_low"],
    ["off the step", "8.25", "J1", "mark_off_step"],
    ["no number", "8,5", "J1", "mark_not_decimal"],
    ["an exponent", "1e1", "J1", "mark_not_decimal"],
    ["longer than 100 characters", `1.${"0".repeat(99)}`, "J1", "mark_not_decimal"],
  ]
  test.each(cases)("%s is refused", async (_, value, alias, refusal) => {
    expect(code(await save({ value }, alias))).toBe(refusal)
    expect(await db.select().from(marks).where(eq(marks.eventId, world.eventId))).toEqual([])
  })
  test("a value has no limits, and zeros after the point do not matter to the step", async () => {
    expect(code(await save({ slot: "value:difficulty", value: "-123456789.000001" }, "S1"))).toBe("ok")
    expect(code(await save({ value: "9.500" }))).toBe("ok")
  })
})

describe("not this seat's to mark, which is not found", () => {
  const cases: [string, Partial<Operation>, string][] = [
    ["an unknown code", { entry: "A999" }, "J1"],
    ["an unknown slot", { slot: "finesse" }, "J1"],
    ["a slot of another judge", { slot: "safety" }, "J2"],
    ["a judged node for a scorekeeper", {}, "S1"],
    ["anything for a head judge", {}, "H1"],
    ["a measured node for a judge", { slot: "theory" }, "J1"],
  ]
  test.each(cases)("%s", async (_, more, alias) => {
    expect(code(await save(more, alias))).toBe("not_found")
    expect(await operationsHere()).toEqual([])
  })
  test("an entry of another event, by the same code", async () => {
    const other = await makeEvent(db, { names: "湖", codes: ["B001"] })
    expect(code(await save({ entry: "B001" }))).toBe("not_found")
    expect(other.entryIds.B001).toBeGreaterThan(0)
  })
})

test("an absent, withdrawn or disqualified entry gets no mark, a guest does", async () => {
  for (const status of ["absent", "withdrawn", "disqualified"] as const) {
    await setStatus(db, world.entryIds.A001 ?? 0, status)
    expect(code(await save())).toBe(`entry_${status}`)
  }
  await setStatus(db, world.entryIds.A001 ?? 0, "guest")
  expect(code(await save())).toBe("ok")
})

test("before the start, after the end and on a signed sheet nothing is saved, but what was sent is kept", async () => {
  for (const state of ["drawn", "signed"] as const) {
    await db.update(events).set({ state }).where(eq(events.id, world.eventId))
    expect(code(await save())).toBe("wrong_state")
  }
  await db.update(events).set({ state: "judging" }).where(eq(events.id, world.eventId))
  await db
    .update(seats)
    .set({ signedAt: at })
    .where(eq(seats.id, seat("J1").seatId))
  expect(code(await save())).toBe("locked")
  expect(code(await save({}, "J2"))).toBe("ok")
  expect((await operationsHere()).map(({ outcome }) => outcome)).toEqual([
    "wrong_state",
    "wrong_state",
    "locked",
    "saved",
  ])
})

test("a mark that the entry owns is locked once any scorekeeper of it has signed", async () => {
  const more = await seatPanel(db, world.eventId, [["scorekeeper", "S2", ["theory"]]], false)
  expect(code(await saveMark(more("S2").scope(), operation({ slot: "theory", value: "80" })))).toBe("ok")
  expect(await save({ slot: "theory", value: "81", seenVersion: 1 }, "S1")).toEqual({
    ok: true,
    value: { value: "81", version: 2, at, place: place("S1", 1) },
  })
  await db
    .update(seats)
    .set({ signedAt: at })
    .where(eq(seats.id, seat("S1").seatId))
  const late = operation({ slot: "theory", value: "82", seenVersion: 2 })
  expect(code(await saveMark(more("S2").scope(), late))).toBe("locked")
})

test("a substitute does not exceed the panel: a mark more than it has judges is refused", async () => {
  const more = await seatPanel(db, world.eventId, [["judge", "J4", ["finish"]]], false)
  for (const alias of ["J1", "J2", "J3"]) expect(code(await save({}, alias))).toBe("ok")
  expect(code(await saveMark(more("J4").scope(), operation()))).toBe("panel_full")
  await save({ value: null, seenVersion: 1 }, "J3")
  expect(code(await saveMark(more("J4").scope(), operation()))).toBe("ok")
  expect(code(await save({ value: "9", seenVersion: 2 }, "J3"))).toBe("panel_full")
  expect(code(await save({ value: "9", seenVersion: 1 }, "J2"))).toBe("ok")
})
