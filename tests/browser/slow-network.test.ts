import type { Browser } from "playwright-core"
import { afterAll, beforeAll, expect, test } from "vitest"
import type { Db } from "#db/db.ts"
import { marks } from "#db/schema/index.ts"
import { freePort } from "../support/port.ts"
import { type Site, startChromium, startSite } from "./server.ts"
import { slowWire } from "./slow-wire.ts"
import { prepare } from "./tablets/hall.ts"
import { entries } from "./tablets/plan.ts"
import { markAll, openTablet, sent, unsent } from "./tablets/tablet.ts"
import { tapsOf, timeTaps } from "./tablets/taps.ts"

const link = { roundTrip: 400, bytesPerSecond: 64_000 / 8, loss: 0.05, seed: 7 }

let chromium: Browser
let site: Site
let wire: Awaited<ReturnType<typeof slowWire>>
let hall: { readonly origin: string; readonly codes: Record<string, string> }
let db: Db
beforeAll(async () => {
  chromium = await startChromium()
  const front = await freePort()
  let made: Awaited<ReturnType<typeof prepare>> | undefined
  site = await startSite(async (world) => {
    db = world.db
    made = await prepare(world)
  }, front)
  wire = await slowWire(front, site.origin, link)
  hall = { origin: `http://localhost:${front}`, codes: made?.codes ?? {} }
})
afterAll(async () => {
  await chromium.close()
  wire.stop()
  await site.stop()
})

const cells = entries.flatMap((entry) => ["finish", "safety"].map((slot) => ({ entry, slot, value: "75" })))

test("a tap is on the tablet within 100 ms on a slow and lossy network, and 36 marks from offline arrive within 30 s", async () => {
  const tablet = await openTablet(chromium, hall, "J1")
  await timeTaps(tablet)
  wire.slowDown()
  await markAll(tablet, cells.slice(0, 24))
  const taps = (await tapsOf(tablet)).sort((a, b) => a - b)
  expect(taps.length).toBe(24)
  const [median, worst] = [taps[12] ?? 0, taps.at(-1) ?? 0]
  console.log(
    `from the tap to the mark shown as on this tablet: median ${median} ms, worst ${worst} ms of ${taps.length}`,
  )
  await sent(tablet)

  await tablet.context.setOffline(true)
  await markAll(tablet, cells.slice(24, 60))
  expect(await unsent(tablet)).toBe(36)
  const began = performance.now()
  await tablet.context.setOffline(false)
  await sent(tablet)
  const drained = Math.round(performance.now() - began)
  const { requests, lost } = wire.counted
  console.log(`36 marks arrived within ${drained} ms; ${lost} of ${requests} requests were lost`)
  expect(drained).toBeLessThanOrEqual(30_000)
  expect(lost).toBeGreaterThan(0)
  expect((await db.select().from(marks)).map(({ value, version }) => [value, version])).toEqual(
    cells.slice(0, 60).map(() => ["75", 1]),
  )
  expect(median).toBeLessThanOrEqual(100)
  // Other processes may have had the machine for a moment: a few may be late. What waits for the network takes 400 ms.
  expect(taps.filter((ms) => ms > 100).length).toBeLessThanOrEqual(4)
  expect(worst).toBeLessThan(400)
})
