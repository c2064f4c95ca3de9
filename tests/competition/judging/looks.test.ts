import { eq } from "drizzle-orm"
import { beforeEach, expect, test } from "vitest"
import type { Rules } from "#competition/contests/scheme.ts"
import { looksOf } from "#competition/judging/looks/queries.ts"
import type { OperationResult } from "#competition/judging/operations/api.ts"
import { slotsOfEvent } from "#competition/judging/panel/queries.ts"
import { reopenSheet, signSet, signSheet } from "#competition/judging/sheets/commands.ts"
import { tally } from "#competition/ranking/tally.ts"
import { presentBundle } from "#competition/results/queries.ts"
import { markOperations, marks } from "#db/schema/index.ts"
import { testApp } from "../../support/app.ts"
import { freshDatabase } from "../../support/database.ts"
import { at, makeEvent, operationId, type Seated, seatPanel } from "./world.ts"

const { db } = await freshDatabase()
const { browser } = testApp(db, () => at)
const rules: Rules = {
  scheme: { key: "finish", kind: "judged", judges: 3, combine: "mean", max: "10", step: "0.5" },
  ranking: { order: [{ by: "finish", direction: "desc" }], places: "skip" },
}
const panel = [
  ["judge", "J1", ["finish"]],
  ["judge", "J2", ["finish"]],
  ["judge", "J3", ["finish"]],
  ["head_judge", "H1", []],
] as const
let world: Awaited<ReturnType<typeof makeEvent>>
let seat: (alias: string) => Seated

beforeEach(async () => {
  world = await makeEvent(db, { codes: ["A001"], rules, conduct: { finish: { spread: "2", unobserved: "omit" } } })
  seat = await seatPanel(db, world.eventId, panel)
})

const tablet = (alias: string) => browser({ judge: seat(alias).token })

async function send(alias: string, more: object): Promise<OperationResult> {
  const one = { id: operationId(), kind: "mark", entry: "A001", slot: "finish", seenVersion: 0, ...more }
  const answer = await tablet(alias).postJson("/judge/operations", { operations: [one] })
  expect(answer.status).toBe(200)
  return ((await answer.json()) as { results: [OperationResult] }).results[0]
}

const looks = async () =>
  (await looksOf(db, world.eventId, await slotsOfEvent(db, world.eventId))).map(
    ({ low, high, nowLow, nowHigh, waiting }) => [low, high, nowLow, nowHigh, waiting.join(" ")],
  )
const bundle = async () => (await presentBundle(db, world.event))?.bundle
const code = async (done: Promise<{ ok: boolean; refusal?: { code: string } }>) => {
  const { ok, refusal } = await done
  return ok ? "ok" : refusal?.code
}

test("a panel too far apart looks again: first marks stay on record, the second count, nobody sees another's", async () => {
  await send("J1", { value: "5" })
  await send("J2", { value: "6.5" })
  expect(await looks()).toEqual([])
  await send("J3", { value: "9.5" })
  expect(await looks()).toEqual([["5", "9.5", "5", "9.5", "J1 J2 J3"]])
  const page = await tablet("J1").text("/judge/entries/A001/finish")
  expect(page).toContain("评分组在此项分差过大，请再看一次")
  expect(page).not.toMatch(/[>"]\s*(6\.5|9\.5)\s*["<]/)
  expect(await send("J1", { value: "8", seenVersion: 1 })).toMatchObject({ status: 422, code: "second_look" })
  expect(await code(signSheet(seat("J1").scope()))).toBe("looks_wanted")
  const again = { kind: "remark", value: "8", reason: "看漏了一处", seenVersion: 1 }
  expect(await send("J1", again)).toMatchObject({ status: 200, version: 2, value: "8" })
  expect(await send("J2", { ...again, value: "6.5", reason: "维持" })).toMatchObject({ status: 200, version: 2 })
  expect(await looks()).toEqual([["5", "9.5", "6.5", "9.5", "J3"]])
  await send("J3", { ...again, value: "8.5", reason: "偏高" })
  expect(await looks()).toEqual([["5", "9.5", "6.5", "8.5", ""]])
  expect((await bundle())?.marks.map(({ value }) => value)).toEqual(["8", "6.5", "8.5"])
  const first = await db.select().from(marks).where(eq(marks.eventId, world.eventId)).orderBy(marks.seatId)
  expect(first.map(({ firstValue, value }) => [firstValue, value])).toEqual([
    ["5", "8"],
    ["6.5", "6.5"],
    ["9.5", "8.5"],
  ])
  expect(await code(signSheet(seat("J1").scope()))).toBe("ok")
})

test("by a plain form the reason is asked for beside its field, and kept with the mark", async () => {
  for (const [alias, value] of [
    ["J1", "5"],
    ["J2", "5.5"],
    ["J3", "9"],
  ] as const)
    await send(alias, { value })
  const form = { id: operationId(), seen: "1", value: "7", act: "next", reason: "" }
  const asked = await tablet("J3").post("/judge/entries/A001/finish", form)
  expect([asked.status, (await asked.text()).includes("请写明理由")]).toEqual([422, true])
  const given = { ...form, id: operationId(), reason: "对照样件" }
  expect((await tablet("J3").post("/judge/entries/A001/finish", given)).status).toBe(303)
  const [kept] = await db.select().from(markOperations).where(eq(markOperations.id, given.id))
  expect([kept?.kind, kept?.outcome, kept?.reason]).toEqual(["remark", "saved", "对照样件"])
  expect(await tablet("J3").text("/judge/entries/A001/finish")).toContain("第一次的分数：9")
})

test("who signed before the panel was apart is named at the set, and looks again once the sheet is open", async () => {
  await send("J1", { value: "5" })
  expect(await code(signSheet(seat("J1").scope()))).toBe("ok")
  await send("J2", { value: "9" })
  await send("J3", { value: "9" })
  const again = { kind: "remark", reason: "维持", seenVersion: 1 }
  for (const alias of ["J2", "J3"]) {
    await send(alias, { ...again, value: "9" })
    expect(await code(signSheet(seat(alias).scope()))).toBe("ok")
  }
  expect(await code(signSet(seat("H1").scope()))).toBe("panel_looks_wanted")
  expect(await code(reopenSheet(seat("H1").scope(), "J1", "再看一次"))).toBe("ok")
  await send("J1", { ...again, value: "8.5" })
  expect(await code(signSheet(seat("J1").scope()))).toBe("ok")
  expect(await code(signSet(seat("H1").scope()))).toBe("ok")
})

test("not observed is neither blank nor 0: it fills its place, and the panel that counts is one smaller", async () => {
  await send("J1", { value: "8" })
  await send("J2", { value: "9" })
  expect(await code(signSheet(seat("J3").scope()))).toBe("sheet_has_blanks")
  expect(await send("J3", { kind: "not_observed" })).toMatchObject({ status: 200, value: "not_observed" })
  expect(await tablet("J3").text("/judge/sheet")).toContain("未观察到")
  const now = await bundle()
  expect([now?.marks.length, now?.panels]).toEqual([2, { finish: { A001: 2 } }])
  expect(now && tally(now).entries.map(({ total }) => total)).toEqual(["8.5"])
  for (const alias of ["J1", "J2", "J3"]) expect(await code(signSheet(seat(alias).scope()))).toBe("ok")
  expect(await code(signSet(seat("H1").scope()))).toBe("ok")
})

test("not observed is refused where the rules do not know it", async () => {
  world = await makeEvent(db, { codes: ["A001"], rules })
  seat = await seatPanel(db, world.eventId, panel)
  expect(await send("J1", { kind: "not_observed" })).toMatchObject({ status: 422, code: "must_observe" })
})

test("the last mark is brought back by one button, and a call reaches the tray, without a script", async () => {
  const path = "/judge/entries/A001/finish"
  await send("J1", { value: "8" })
  await send("J1", { value: "9", seenVersion: 1 })
  expect(await tablet("J1").text(path)).toMatch(/data-before="8"/)
  const undo = { id: operationId(), seen: "2", value: "8", act: "undo" }
  expect((await tablet("J1").post(path, undo)).headers.get("location")).toBe(`${path}?done=undone`)
  const call = { id: operationId(), entry: "A001", slot: "finish", topic: "absent", note: "三号工位" }
  expect((await tablet("J1").post("/judge/calls", call)).headers.get("location")).toBe(`${path}?done=called`)
  expect(await tablet("H1").text("/judge/tray")).toContain("选手不在工位: 三号工位")
  expect((await tablet("J1").post("/judge/calls", { ...call, topic: "" })).status).toBe(422)
})
