import { and, eq } from "drizzle-orm"
import { beforeEach, describe, expect, test } from "vitest"
import type { OperationResult } from "#competition/judging/operations/api.ts"
import { endSeat } from "#competition/judging/panel/commands.ts"
import { marksOf } from "#competition/judging/queries.ts"
import { reopenSheet } from "#competition/judging/sheets/commands.ts"
import { auditEntries, markOperations, operationSettlements, seatDevices, seats } from "#db/schema/index.ts"
import { testApp } from "../../support/app.ts"
import { freshDatabase } from "../../support/database.ts"
import { queriesOf } from "../../support/queries.ts"
import { at, makeEvent, officerScope, operationId, type Seated, seatPanel, seatRow, sit } from "./world.ts"

const { db } = await freshDatabase()
let now = at
const { browser, as } = testApp(db, () => now)
let world: Awaited<ReturnType<typeof makeEvent>>
let seat: (alias: string) => Seated

beforeEach(async () => {
  now = at
  world = await makeEvent(db)
  seat = await seatPanel(db, world.eventId)
})

const tablet = (alias: string) => browser({ judge: seat(alias).token })
const mark = (more: object = {}) => ({
  id: operationId(),
  kind: "mark",
  entry: "A001",
  slot: "finish",
  value: "8",
  seenVersion: 0,
  ...more,
})

async function send(judge: ReturnType<typeof tablet>, ...operations: object[]): Promise<OperationResult[]> {
  const answer = await judge.postJson("/judge/operations", { operations })
  expect(answer.status).toBe(200)
  return ((await answer.json()) as { results: OperationResult[] }).results
}

const codes = (results: readonly OperationResult[]) => results.map(({ status, code }) => `${status} ${code}`)
const standing = async () =>
  (await marksOf(db, world.eventId)).map((one) => `${one.entryCode} ${one.slot} ${one.value}`)
const kept = (id: string) => db.select().from(markOperations).where(eq(markOperations.id, id))

test("operations get one result each, in order, with the status a single request would get and a receipt", async () => {
  const one = [mark(), mark({ value: "9" }), mark({ entry: "A002", value: "10.25" }), mark({ entry: "A009" })]
  const results = await send(tablet("J1"), ...one)
  const iso = at.toISOString()
  const receipt = (index: number, sequence: number) => ({
    id: one[index]?.id,
    at: iso,
    chain: `seat:${seat("J1").seatId}`,
    sequence,
  })
  // The seat's chain begins with its appointment, its card and its sign-in.
  expect(results).toEqual([
    { id: one[0]?.id, status: 200, code: "saved", message: "已保存", version: 1, value: "8", receipt: receipt(0, 4) },
    {
      id: one[1]?.id,
      status: 409,
      code: "stale",
      message: "在您填写期间，别人已经改动了这条记录。请对照下面的最新内容后重新提交。",
      current: { value: "8", version: 1, at: iso, by: "J1", device: "ipad" },
      receipt: receipt(1, 5),
    },
    { id: one[2]?.id, status: 422, code: "mark_too_high", message: "不能高于 10。", receipt: receipt(2, 6) },
    { id: one[3]?.id, status: 404, code: "not_found", message: "没有找到，或您没有权限。" },
  ])
  expect(await send(tablet("J1"), ...one)).toEqual(results)
  expect(await standing()).toEqual(["A001 finish 8"])
})

test("a receipt names the entry of the trail that holds the operation", async () => {
  const one = mark()
  const [result] = await send(tablet("J1"), one)
  const { chain = "", sequence = 0 } = result?.receipt ?? {}
  const [entry] = await db
    .select()
    .from(auditEntries)
    .where(and(eq(auditEntries.chain, chain), eq(auditEntries.sequence, sequence)))
  expect([entry?.action, entry?.facts]).toEqual(["mark.save", expect.objectContaining({ operation: one.id })])
})

test("a batch that cannot be read is refused whole, with where; an empty one says that the tablet is there", async () => {
  const judge = tablet("J1")
  const read = async (operations: object[]) => (await judge.postJson("/judge/operations", { operations })).status
  const number = await judge.postJson("/judge/operations", { operations: [mark({ value: 8 })] })
  expect([number.status, await number.json()]).toEqual([422, { error: "invalid", problems: ["operations/0/value"] }])
  expect(await read([mark({ kind: "erase" })])).toBe(422)
  expect(await read([mark({ more: 1 })])).toBe(422)
  expect(await read(Array.from({ length: 51 }, () => mark()))).toBe(422)
  expect(await read([])).toBe(200)
  const signedOut = await browser().postJson("/judge/operations", { operations: [mark()] })
  expect([signedOut.status, await signedOut.json()]).toEqual([401, { error: "signed_out" }])
  expect(await standing()).toEqual([])
})

test("clearing and a second look are operations of their own, and all of them stay", async () => {
  const looked = mark({ kind: "remark", value: "7", seenVersion: 1, reason: "分差过大，复核" })
  const { value: _, ...clear } = mark({ kind: "clear", seenVersion: 2 })
  expect(codes(await send(tablet("J1"), mark(), looked, clear))).toEqual(["200 saved", "200 saved", "200 saved"])
  expect(await standing()).toEqual([])
  const rows = await db.select().from(markOperations).where(eq(markOperations.eventId, world.eventId))
  expect(rows.map(({ kind, value, reason }) => [kind, value, reason])).toEqual([
    ["mark", "8", null],
    ["remark", "7", "分差过大，复核"],
    ["clear", null, null],
  ])
})

test("the time that was meant is kept as evidence, however wrong the tablet's clock is", async () => {
  const one = mark({ intendedAt: "2031-05-02T00:00:00.000Z" })
  expect(codes(await send(tablet("J1"), one))).toEqual(["200 saved"])
  expect((await kept(one.id)).map((row) => [row.intendedAt?.toISOString(), row.at])).toEqual([
    ["2031-05-02T00:00:00.000Z", at],
  ])
})

describe("signing from a tablet", () => {
  const sheet = (value = "8") => [
    { entry: "A001", slot: "finish", value },
    { entry: "A002", slot: "finish", value: "9" },
  ]
  const sign = (marks = sheet()) => ({ id: operationId(), kind: "sign", marks })
  const fill = () => send(tablet("J2"), mark(), mark({ entry: "A002", value: "9" }))

  test("is done once, under the marks that were seen, in any order", async () => {
    await fill()
    const one = sign(sheet().reverse())
    const first = await send(tablet("J2"), one)
    expect(codes(first)).toEqual(["200 signed"])
    expect((await seatRow(db, seat("J2").seatId))?.signedAt).toEqual(at)
    expect(await send(tablet("J2"), one)).toEqual(first)
    expect(codes(await send(tablet("J2"), sign()))).toEqual(["200 signed"])
  })

  test("is refused where another mark stands, and the refusal is not undone by sending it again", async () => {
    await fill()
    const one = sign(sheet("7"))
    const first = await send(tablet("J2"), one)
    expect(codes(first)).toEqual(["422 sheet_differs"])
    await send(tablet("J2"), mark({ value: "7", seenVersion: 1 }))
    expect(await send(tablet("J2"), one)).toEqual(first)
    expect((await seatRow(db, seat("J2").seatId))?.signedAt).toBeNull()
  })

  test("is refused while something is blank", async () => {
    await send(tablet("J2"), mark())
    expect(codes(await send(tablet("J2"), sign(sheet().slice(0, 1))))).toEqual(["422 sheet_has_blanks"])
  })
})

describe("what cannot be carried out any more", () => {
  const laid = async (judge: ReturnType<typeof tablet>, one: object, expected: string) => {
    const first = await send(judge, one)
    expect(codes(first)).toEqual([expected])
    expect(await send(judge, one)).toEqual(first)
    expect(await standing()).toEqual([])
    now = at
    expect(await tablet("H1").text("/judge/tray")).toContain("按更正采用")
  }

  test("a mark on a signed sheet goes to the head judge", async () => {
    await db
      .update(seats)
      .set({ signedAt: at })
      .where(eq(seats.id, seat("J1").seatId))
    await laid(tablet("J1"), mark(), "423 locked")
  })

  test("a mark of a seat that has ended", async () => {
    await endSeat(await officerScope(db, world.eventId), seat("J1").seatId, "身体不适")
    await laid(tablet("J1"), mark(), "423 seat_ended")
  })

  test("a mark after the code has run out", async () => {
    const judge = tablet("J1")
    now = new Date("2026-05-06T00:00:00Z")
    await laid(judge, mark(), "423 seat_expired")
  })

  test("a mark of another seat's judge, left on a tablet that has changed hands", async () => {
    await laid(tablet("J2"), mark({ seat: seat("J1").seatId }), "423 other_seat")
    const strange = await makeEvent(db)
    const other = await seatPanel(db, strange.eventId)
    expect(codes(await send(tablet("J2"), mark({ seat: other("J1").seatId })))).toEqual(["404 not_found"])
  })

  test("but what was saved before is answered as it was then", async () => {
    const one = mark()
    const [first] = await send(tablet("J1"), one)
    await endSeat(await officerScope(db, world.eventId), seat("J1").seatId, "身体不适")
    expect(await send(tablet("J1"), one)).toEqual([first])
  })

  test("a tablet whose seat moved to another keeps its marks until the code is entered there again", async () => {
    const old = tablet("J1")
    await sit(db, seat("J1").code)
    const one = mark()
    const answer = await old.postJson("/judge/operations", { operations: [one] })
    expect([answer.status, await answer.json()]).toEqual([401, { error: "taken_over" }])
    await old.post("/judge/take-over", { code: seat("J1").code })
    expect(codes(await send(old, one))).toEqual(["200 saved"])
  })

  test("a tablet that saved just now is not looked up again, but loses its seat at once", async () => {
    const judge = tablet("J1")
    const lookUps = async (work: () => Promise<unknown>) =>
      (await queriesOf(db, work)).filter((sql) => sql.includes('"token_hash" =')).length
    expect(await lookUps(() => send(judge, mark()))).toBe(1)
    expect(await lookUps(() => send(judge, mark({ entry: "A002" })))).toBe(0)
    await sit(db, seat("J1").code)
    const answer = await judge.postJson("/judge/operations", { operations: [mark({ value: "9", seenVersion: 1 })] })
    expect([answer.status, await answer.json()]).toEqual([401, { error: "taken_over" }])
    expect(await standing()).toEqual(["A001 finish 8", "A002 finish 8"])
  })

  test("a call or a signature is never taken on trust from a tablet that saved just now", async () => {
    const judge = tablet("J1")
    await send(judge, mark())
    await endSeat(await officerScope(db, world.eventId), seat("J1").seatId, "身体不适")
    const sign = { id: operationId(), kind: "sign", marks: [{ entry: "A001", slot: "finish", value: "8" }] }
    expect(codes(await send(judge, sign))).toEqual(["423 seat_ended"])
  })

  test("a tablet that was only signed out is asked for the code, and brings everything after it", async () => {
    await db
      .update(seatDevices)
      .set({ endedAt: at })
      .where(eq(seatDevices.seatId, seat("J1").seatId))
    const judge = tablet("J1")
    const answer = await judge.postJson("/judge/operations", { operations: [mark()] })
    expect([answer.status, await answer.json()]).toEqual([401, { error: "signed_out" }])
    await judge.post("/judge/", { code: seat("J1").code })
    expect(codes(await send(judge, mark()))).toEqual(["200 saved"])
  })
})

describe("the tray", () => {
  const settle = (judge: ReturnType<typeof tablet>, id: string, form: Record<string, string>) =>
    judge.post(`/judge/tray/${id}/settlement`, { seen: "0", reason: "现场核实", act: "apply", ...form })
  const decisions = async () =>
    (await db.select().from(operationSettlements)).filter(({ at: then }) => then === now || then)

  test("an ended judge's mark is applied as a correction in the head judge's name, once", async () => {
    await endSeat(await officerScope(db, world.eventId), seat("J1").seatId, "身体不适")
    const one = mark()
    await send(tablet("J1"), one)
    const done = await settle(tablet("H1"), one.id, {})
    expect(done.headers.get("location")).toBe("/judge/tray?done=apply")
    expect(await standing()).toEqual(["A001 finish 8"])
    const rows = await db
      .select()
      .from(markOperations)
      .where(eq(markOperations.bySeatId, seat("H1").seatId))
    expect(rows.map(({ value, seatId, reason, outcome }) => [value, seatId, reason, outcome])).toEqual([
      ["8", seat("J1").seatId, "现场核实", "saved"],
    ])
    expect((await settle(tablet("H1"), one.id, {})).status).toBe(409)
    expect((await decisions()).find(({ operationId }) => operationId === one.id)?.decision).toBe("applied")
  })

  test("a mark on a signed sheet is applied only after the sheet was opened, and not over another mark", async () => {
    await send(tablet("J1"), mark({ value: "6" }))
    await db
      .update(seats)
      .set({ signedAt: at })
      .where(eq(seats.id, seat("J1").seatId))
    const one = mark({ seenVersion: 1 })
    await send(tablet("J1"), one)
    const sealed = await settle(tablet("H1"), one.id, { seen: "1" })
    expect([sealed.status, (await sealed.text()).includes("评分表已签名封存")]).toEqual([422, true])
    await reopenSheet(seat("H1").scope(), "J1", "更正")
    expect((await settle(tablet("H1"), one.id, { seen: "0" })).status).toBe(409)
    expect((await settle(tablet("H1"), one.id, { seen: "1" })).status).toBe(303)
    expect(await standing()).toEqual(["A001 finish 8"])
  })

  test("an officer sees it and sets it aside for a reason, but applies nothing", async () => {
    await endSeat(await officerScope(db, world.eventId), seat("J1").seatId, "身体不适")
    const one = mark()
    await send(tablet("J1"), one)
    const officer = await as(world.officerId)
    const page = `/manage/events/${world.eventId}/tray`
    expect(await officer.text(page)).toContain("J1 的打分")
    const path = `${page}/${one.id}/settlement`
    expect((await officer.post(path, { act: "apply", seen: "0", reason: "x" })).status).toBe(404)
    const silent = await officer.post(path, { act: "set_aside", seen: "0", reason: "" })
    expect(silent.status).toBe(422)
    expect((await officer.post(path, { act: "set_aside", seen: "0", reason: "替补裁判已评" })).status).toBe(303)
    expect(await standing()).toEqual([])
    expect(await officer.text(page)).toContain("替补裁判已评")
  })

  test("a call stands there until it is answered, and the set is not signed before", async () => {
    const call = { id: operationId(), kind: "call", entry: "A001", note: "焊机报警" }
    const first = await send(tablet("J1"), call)
    expect(codes(first)).toEqual(["200 called"])
    expect(await send(tablet("J1"), call)).toEqual(first)
    const head = tablet("H1")
    expect(await head.text("/judge/progress")).toContain("有 1 项待裁判长处理")
    expect(await head.text("/judge/tray")).toContain("焊机报警")
    expect((await settle(head, call.id, { act: "set_aside" })).headers.get("location")).toBe(
      "/judge/tray?done=set_aside",
    )
    expect((await decisions()).find(({ operationId }) => operationId === call.id)?.decision).toBe("answered")
    expect(await head.text("/judge/progress")).not.toContain("项待裁判长处理")
  })
})

test("a tablet tells of itself, and how far its clock is off", async () => {
  const device = { unsent: 3, version: "abc", battery: 42, sentAt: new Date(at.getTime() + 5000).toISOString() }
  await tablet("J1").postJson("/judge/operations", { device, operations: [mark()] })
  const [row] = await db
    .select()
    .from(seatDevices)
    .where(eq(seatDevices.seatId, seat("J1").seatId))
  expect(row?.report).toEqual({ unsent: 2, version: "abc", battery: 42, skewMs: 5000 })
})

test("the session of a seat is its codes, its slots and its marks", async () => {
  await send(tablet("J2"), mark())
  const answer = await tablet("J2").get("/judge/session")
  const { slots, ...session } = (await answer.json()) as { slots: object[] }
  expect(slots).toEqual([expect.objectContaining({ slot: "finish", kind: "judged", optional: false, step: "0.5" })])
  expect(session).toEqual({
    at: at.toISOString(),
    event: { code: "fitter", title: { zh: "钳工", en: "Fitter" }, state: "judging" },
    seat: { id: seat("J2").seatId, alias: "J2", role: "judge", signedAt: null },
    packet: {
      event: world.eventId,
      device: seat("J2").actor.deviceId,
      key: expect.stringMatching(/^[A-Za-z0-9_-]{43}$/),
    },
    open: true,
    entries: [
      { code: "A001", status: "competed", open: true, excused: [] },
      { code: "A002", status: "competed", open: true, excused: [] },
    ],
    marks: [{ entry: "A001", slot: "finish", value: "8", version: 1, at: at.toISOString() }],
    totals: false,
    undo: { entry: "A001", slot: "finish", version: 1, before: null },
  })
})
