import { and, eq } from "drizzle-orm"
import { beforeEach, describe, expect, test } from "vitest"
import { askSync } from "#competition/judging/desk/commands.ts"
import { auditEntries, seatDevices } from "#db/schema/index.ts"
import { testApp } from "../../support/app.ts"
import { freshDatabase } from "../../support/database.ts"
import { makeEvent, officerScope, operationId, type Seated, seatPanel, sit, at as start } from "./world.ts"

const { db } = await freshDatabase()
let now = start
const { browser, as } = testApp(db, () => now)
let world: Awaited<ReturnType<typeof makeEvent>>
let seat: (alias: string) => Seated

beforeEach(async () => {
  now = start
  world = await makeEvent(db)
  seat = await seatPanel(db, world.eventId)
})

const later = (seconds: number) => {
  now = new Date(now.getTime() + seconds * 1000)
}
const tell = async (alias: string, device: object, operations: object[] = []) => {
  const answer = await browser({ judge: seat(alias).token }).postJson("/judge/operations", { device, operations })
  return (await answer.json()) as { asked?: boolean; results: object[] }
}
const desk = async () => (await as(world.officerId)).text(`/manage/events/${world.eventId}/desk`)
const part = () => `/manage/events/${world.eventId}/desk/live`
const mark = (entry = "A001") => ({
  id: operationId(),
  kind: "mark",
  entry,
  slot: "finish",
  value: "8",
  seenVersion: 0,
})

test("the desk says of each tablet what it told, and plainly which needs a hand", async () => {
  const sentAt = new Date(now.getTime() + 200_000).toISOString()
  await tell("J1", { unsent: 12, version: "b1c2", battery: 64, sentAt })
  await tell("J2", { unsent: 0 })
  later(245)
  await tell("J2", { unsent: 0 })
  const text = await desk()
  expect(text).toContain("J1 的iPad：已 4 分钟没有联系，12 项未上传")
  expect(text).not.toContain("J2 的iPad：")
  for (const one of ["快 3 分钟", "64%", "b1c2", "09:00:00"]) expect(text).toContain(one)
})

test("a tablet that was given up with something unsent stays on the desk until it is known to have nothing", async () => {
  await tell("J1", { unsent: 5 })
  const former = seat("J1").token
  await sit(db, seat("J1").code)
  expect(await desk()).toContain("J1 换下的iPad里还有 5 项没有上传")
  const answer = await browser({ judge: former }).postJson("/judge/operations", { operations: [] })
  expect([answer.status, await answer.json()]).toEqual([401, { error: "taken_over" }])
})

test("whoever enters the code on a second tablet is told that the first one still holds something", async () => {
  await tell("J1", { unsent: 5 })
  const second = browser()
  const warned = await second.post("/judge/", { code: seat("J1").code })
  expect(warned.status).toBe(409)
  expect(await warned.text()).toContain("那台设备上还有 5 项没有上传")
  expect((await second.post("/judge/take-over", { code: seat("J1").code })).status).toBe(303)
  const trail = await db
    .select()
    .from(auditEntries)
    .where(and(eq(auditEntries.subjectId, seat("J1").seatId), eq(auditEntries.action, "seat.take_over")))
  expect(trail.map(({ facts }) => facts)).toEqual([{ device: "other", eventId: world.eventId, from: "ipad" }])
})

describe("please sync", () => {
  test("a tablet hears it at its next contact, however recently it was looked up, and is asked until all is sent", async () => {
    expect((await tell("J1", { unsent: 3 })).asked).toBeUndefined()
    const officer = await as(world.officerId)
    const path = `/manage/events/${world.eventId}/desk/sync`
    expect((await officer.post(path, { seats: `${seat("J1").seatId}` })).headers.get("Location")).toContain(
      "done=asked",
    )
    expect(await desk()).toContain("平板还没看到")
    later(1)
    expect((await tell("J1", { unsent: 3 }, [mark()])).asked).toBe(true)
    expect(await desk()).toContain("平板已看到同步请求")
    later(1)
    expect((await tell("J1", { unsent: 2 })).asked).toBe(true)
    expect((await tell("J1", { unsent: 0 })).asked).toBeUndefined()
    expect((await tell("J2", { unsent: 0 })).asked).toBeUndefined()
  })

  test("one with nothing unsent hears it once; all are asked where none is named; it is recorded", async () => {
    const scope = await officerScope(db, world.eventId)
    expect((await askSync(scope, world.eventId, [])).ok).toBe(true)
    expect([(await tell("J2", { unsent: 0 })).asked, (await tell("J2", { unsent: 0 })).asked]).toEqual([
      true,
      undefined,
    ])
    const [entry] = await db
      .select()
      .from(auditEntries)
      .where(and(eq(auditEntries.action, "seat.ask_sync"), eq(auditEntries.subjectId, world.eventId)))
    expect(entry?.facts).toEqual({ aliases: expect.arrayContaining(["J1", "J2", "J3", "S1", "H1"]) })
    const rows = await db
      .select()
      .from(seatDevices)
      .where(eq(seatDevices.seatId, seat("J3").seatId))
    expect(rows.map(({ syncAskedAt, syncSeenAt }) => [syncAskedAt, syncSeenAt])).toEqual([[start, null]])
  })

  test("a seat without a tablet, or of another event, is nothing to ask", async () => {
    const other = await makeEvent(db)
    const scope = await officerScope(db, other.eventId)
    const refusal = async (...given: [number, number[]]) => {
      const asked = await askSync(scope, ...given)
      return asked.ok ? "ok" : asked.refusal.code
    }
    expect(await refusal(other.eventId, [])).toBe("no_tablet")
    expect(await refusal(other.eventId, [seat("J1").seatId])).toBe("no_tablet")
    expect(await refusal(world.eventId, [])).toBe("not_found")
  })
})

describe("what follows by itself", () => {
  test("whoever holds the state of now gets 304; any other state, whatever was missed, gets the whole part", async () => {
    const officer = await as(world.officerId)
    for (const path of [part(), `/manage/events/${world.eventId}/progress/live`]) {
      const first = await officer.get(path)
      const state = first.headers.get("ETag") ?? ""
      const again = (held: string) => officer.ask(path, { headers: { "If-None-Match": held } })
      expect([(await again(state)).status, await (await again(state)).text()]).toEqual([304, ""])
      // Two changes come, and the answer about the first is lost: the next one tells all that stands.
      const entry = path === part() ? "A001" : "A002"
      await tell("J1", { unsent: 7 }, [mark(entry)])
      later(1)
      await tell("J2", { unsent: entry === "A001" ? 0 : 1 }, [mark(entry)])
      const missed = await again(state)
      expect(missed.status).toBe(200)
      expect(missed.headers.get("ETag")).not.toBe(state)
      expect(await missed.text()).toBe(await (await officer.get(path)).text())
      expect((await again(missed.headers.get("ETag") ?? "")).status).toBe(304)
    }
  })
})
