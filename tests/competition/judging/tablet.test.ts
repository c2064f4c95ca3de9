import { eq } from "drizzle-orm"
import { expect, test } from "vitest"
import { markOperations, seats } from "#db/schema/index.ts"
import { testApp } from "../../support/app.ts"
import { freshDatabase } from "../../support/database.ts"
import { at, makeEvent, operationId, seatPanel } from "./world.ts"

const { db } = await freshDatabase()
const world = await makeEvent(db)
const seat = await seatPanel(db, world.eventId)
const { browser } = testApp(db, () => at)
const tablet = (alias: string) => browser({ judge: seat(alias).token })

test("a code opens its seat once: another device is told, and takes over only when asked to", async () => {
  const own = await makeEvent(db)
  const panel = await seatPanel(db, own.eventId, undefined, false)
  const { code } = panel("J1")
  const first = browser({ judge: panel("J1").token })
  expect((await first.get("/judge/entries")).status).toBe(200)
  const second = browser()
  const asked = await second.post("/judge/", { code: code.toLowerCase().replaceAll("-", " ") })
  expect(asked.status).toBe(409)
  const page = await asked.text()
  expect(page).toContain("席位 J1 从 2026-05-02 09:00 起在另一台设备（iPad）上使用")
  expect(second.cookies.judge).toBeUndefined()
  const taken = await second.post("/judge/take-over", { code })
  expect([taken.status, taken.headers.get("location")]).toEqual([303, "/judge/entries"])
  expect(taken.headers.get("set-cookie")).toContain(
    "Path=/judge; Expires=Mon, 04 May 2026 16:00:00 GMT; HttpOnly; SameSite=Lax",
  )
  expect((await second.get("/judge/entries")).status).toBe(200)
  const ended = await first.get("/judge/entries")
  expect(ended.status).toBe(409)
  expect(await ended.text()).toContain("这个席位已于 2026-05-02 09:00 改在另一台设备上使用")
  const json = await first.postJson("/judge/operations", { operations: [] })
  expect([json.status, await json.json()]).toEqual([401, { error: "taken_over" }])
})

test("a seat that is valid for years keeps its tablet as long as a browser can", async () => {
  const own = await makeEvent(db)
  const panel = await seatPanel(db, own.eventId, undefined, false)
  await db
    .update(seats)
    .set({ validUntil: new Date("2031-01-01T00:00:00Z") })
    .where(eq(seats.eventId, own.eventId))
  const taken = await browser().post("/judge/take-over", { code: panel("J1").code })
  expect([taken.status, taken.headers.get("set-cookie")]).toEqual([
    303,
    expect.stringContaining("Expires=Sat, 05 Jun 2027"),
  ])
})

test("a wrong, an ended and an expired code are refused in the same words", async () => {
  const own = await makeEvent(db)
  const panel = await seatPanel(db, own.eventId, undefined, false)
  const late = testApp(db, () => new Date("2026-05-04T16:00:00Z")).browser()
  const wrong = await browser().post("/judge/", { code: "2222-2222-2222" })
  const expired = await late.post("/judge/", { code: panel("J2").code })
  expect([wrong.status, expired.status]).toEqual([422, 422])
  const page = await wrong.text()
  expect(page).toContain("席位码不对或已失效")
  expect((await expired.text()).replace(panel("J2").code, "2222-2222-2222")).toBe(page)
})

test("after signing out, and without a cookie, the way leads to the sign-in", async () => {
  const own = await makeEvent(db)
  const panel = await seatPanel(db, own.eventId, undefined, false)
  const judge = browser({ judge: panel("J1").token })
  expect((await judge.post("/judge/sign-out")).headers.get("location")).toBe("/judge/")
  expect(judge.cookies.judge).toBeUndefined()
  for (const path of ["/judge/entries", "/judge/entries/A001", "/judge/sheet", "/judge/progress"])
    expect((await browser().get(path)).headers.get("location")).toBe("/judge/")
  expect((await browser({ judge: panel("J1").token }).get("/judge/entries")).status).toBe(409)
})

test("a seat's pages are those of its role", async () => {
  expect((await tablet("J1").get("/judge/progress")).status).toBe(404)
  expect((await tablet("H1").get("/judge/entries")).status).toBe(404)
  expect((await tablet("H1").get("/judge/progress")).status).toBe(200)
  expect((await tablet("J2").get("/judge/entries/A001/safety")).status).toBe(404)
  expect((await tablet("J1").get("/judge/entries/A001/safety")).status).toBe(200)
  expect((await tablet("J1").get("/judge/entries/A999")).status).toBe(404)
})

const form = (more: Record<string, string> = {}) => ({
  id: operationId(),
  seen: "0",
  value: "8.5",
  act: "next",
  ...more,
})
const path = "/judge/entries/A001/finish"

test("a plain form saves, goes on to the next cell, and keeps what was typed where it is refused", async () => {
  const judge = tablet("J1")
  const saved = await judge.post(path, form({ value: "８。５" }))
  expect([saved.status, saved.headers.get("location")]).toEqual([303, "/judge/entries/A001/safety"])
  expect(await judge.text(path)).toContain("已上传 8.5，09:00:00")
  const high = await judge.post(path, form({ seen: "1", value: "11" }))
  const page = await high.text()
  expect(high.status).toBe(422)
  expect(page).toContain("不能高于 10。")
  expect(page).toMatch(/name="value" value="11"/)
  const unknown = await judge.post(path, form({ id: "no-uuid" }))
  expect(unknown.status).toBe(422)
})

test("an empty field does not clear a mark; the button does, and an untouched one sends nothing", async () => {
  const judge = tablet("J2")
  await judge.post(path, form())
  const empty = await judge.post(path, form({ seen: "1", value: "" }))
  expect([empty.status, (await empty.text()).includes("空白不会清除已有分数")]).toEqual([422, true])
  const untouched = await judge.post(path, form({ seen: "1", value: "8.50" }))
  expect(untouched.status).toBe(303)
  const count = await db
    .select()
    .from(markOperations)
    .where(eq(markOperations.bySeatId, seat("J2").seatId))
  expect(count.length).toBe(1)
  const cleared = await judge.post(path, form({ seen: "1", act: "clear" }))
  expect(cleared.headers.get("location")).toBe(`${path}?done=cleared`)
  expect(await judge.text(path)).toContain("未评分")
})

test("a stale form shows both marks side by side, and keeping one's own is one more operation", async () => {
  const judge = tablet("J3")
  await judge.post(path, form({ value: "7" }))
  const stale = await judge.post(path, form({ value: "8" }))
  const page = await stale.text()
  expect(stale.status).toBe(409)
  expect(page).toContain("09:00:00 由 J3 从 iPad 上传")
  const [, id = ""] = /name="id" value="([^"]+)"/.exec(page) ?? []
  expect((await judge.post(path, { id, seen: "1", value: "8", act: "next" })).status).toBe(303)
  expect(await judge.text(path)).toContain("已上传 8，")
})

test("a tablet that holds what one seat has not sent opens no other, and the same one at once", async () => {
  const own = await makeEvent(db)
  const panel = await seatPanel(db, own.eventId, undefined, false)
  const held = String(panel("J1").seatId)
  const device = browser()
  const other = await device.post("/judge/", { code: panel("J2").code, seat: held })
  expect([other.status, device.cookies.judge]).toEqual([422, undefined])
  const page = await other.text()
  expect(page).toContain("还有另一席位没有上传的内容")
  expect(page).toContain(`name="seat" value="${held}"`)
  const asked = await device.post("/judge/", { code: panel("J1").code, seat: held })
  expect(asked.status).toBe(409)
  expect(await asked.text()).toContain(`name="seat" value="${held}"`)
  const taken = await device.post("/judge/take-over", { code: panel("J1").code, seat: held })
  expect([taken.status, taken.headers.get("location")]).toEqual([303, "/judge/entries"])
})

test("a tablet's worker is told every file that a screen loads, and the headers of our pages", async () => {
  const answer = await browser().get("/judge/worker.js")
  expect(answer.headers.get("content-type")).toBe("text/javascript; charset=utf-8")
  const [, shell = "", worker] = /^self\.laurel=(.*);importScripts\("(.*)"\)\n$/.exec(await answer.text()) ?? []
  const { assets, headers, version } = JSON.parse(shell) as Record<string, Record<string, string>>
  expect(worker).toMatch(/^\/static\/build\/worker\.js\?v=\w+$/)
  expect(version).toMatch(/^[0-9a-f]{12}$/)
  expect(headers?.["Content-Security-Policy"]).toBe(answer.headers.get("content-security-policy"))
  const page = await browser().text("/judge/")
  const loaded = [...page.matchAll(/(?:href|src)="(\/static\/[^"]+)"/g)].map(([, address]) => address)
  expect(loaded.length).toBeGreaterThan(10)
  expect(Object.values(assets ?? {}).sort()).toEqual(loaded.sort())
})
