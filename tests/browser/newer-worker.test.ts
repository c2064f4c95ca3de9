import type { Browser, Page } from "playwright-core"
import { afterAll, beforeAll, expect, test } from "vitest"
import type { Db } from "#db/db.ts"
import { marks } from "#db/schema/index.ts"
import { freePort } from "../support/port.ts"
import { newerFront } from "./newer-front.ts"
import { type Site, startChromium, startSite } from "./server.ts"
import { prepare } from "./tablets/hall.ts"
import { mark, openTablet, sent, type Tablet, unsent } from "./tablets/tablet.ts"

let chromium: Browser
let site: Site
let front: Awaited<ReturnType<typeof newerFront>>
let hall: { readonly origin: string; readonly codes: Record<string, string> }
let db: Db
beforeAll(async () => {
  chromium = await startChromium()
  const port = await freePort()
  let codes: Record<string, string> = {}
  site = await startSite(async (world) => {
    db = world.db
    codes = (await prepare(world)).codes
  }, port)
  front = await newerFront(port, site.origin)
  hall = { origin: `http://localhost:${port}`, codes }
})
afterAll(async () => {
  await chromium.close()
  front.stop()
  await site.stop()
})

const shells = (page: Page): Promise<string[]> => page.evaluate(() => caches.keys())

/** Looks for a newer worker as the browser does by itself now and then; gives how that ended. */
const lookForNewer = (page: Page): Promise<string> =>
  page.evaluate(async () => {
    const registration = await navigator.serviceWorker.ready
    const found = new Promise<ServiceWorker>((resolve) => {
      registration.addEventListener("updatefound", () => registration.installing && resolve(registration.installing))
    })
    await registration.update().catch(() => undefined)
    const worker = await found
    const over = () => worker.state === "redundant" || worker.state === "activated"
    if (!over()) await new Promise<void>((resolve) => worker.addEventListener("statechange", () => over() && resolve()))
    return worker.state
  })

/** The version of the worker that makes this tablet's screens. */
const ruling = ({ context }: Tablet) =>
  context
    .serviceWorkers()
    .at(-1)
    ?.evaluate(() => (globalThis as unknown as { laurel: { version: string } }).laurel.version)

test("a newer build waits while a mark is unsent, and rules once all has arrived", async () => {
  const tablet = await openTablet(chromium, hall, "J3")
  const { page, context } = tablet
  await sent(tablet)
  const [first] = await shells(page)
  expect(first).toBe(`laurel-judge-${await ruling(tablet)}`)
  front.take(false)
  await mark(tablet, { entry: "A001", slot: "finish", value: "75" })
  expect(await unsent(tablet)).toBe(1)

  front.offer("newer")
  expect(await lookForNewer(page)).toBe("redundant")
  expect(await shells(page)).toEqual([first])
  expect(await db.select().from(marks)).toEqual([])
  await page.goto("/judge/entries")
  expect(await page.locator(".entry-state.local").count()).toBe(1)
  await page.locator("[data-alarm] span").waitFor()

  front.take(true)
  await page.reload()
  await sent(tablet)
  await expect.poll(() => shells(page), { timeout: 20_000 }).toEqual(["laurel-judge-newer"])
  expect((await db.select().from(marks)).map(({ value, version }) => [value, version])).toEqual([["75", 1]])
  await mark(tablet, { entry: "A002", slot: "finish", value: "76" })
  await sent(tablet)
  expect(await ruling(tablet)).toBe("newer")
  await context.close()
})
