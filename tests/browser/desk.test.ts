import { mkdirSync } from "node:fs"
import type { Page } from "playwright-core"
import { afterAll, beforeAll, expect, test } from "vitest"
import { policies } from "#accounts/policy.ts"
import { openSession } from "#accounts/sessions.ts"
import type { Db } from "#db/db.ts"
import { seats } from "#db/schema/index.ts"
import { makeEvent, operationId, type Seated, seatPanel } from "../competition/judging/world.ts"
import { scopeOf } from "../support/app.ts"
import { makePacket } from "../support/packets.ts"
import { listen, look } from "./checks.ts"
import { type Site, startChromium, startSite } from "./server.ts"

const browser = await startChromium()
let site: Site
let seat: (alias: string) => Seated
let eventId = 0
let packetId = 0
let sid = ""

async function prepare(db: Db) {
  const world = await makeEvent(db, { names: "澜江", codes: ["A001", "A002", "A003"] })
  seat = await seatPanel(db, world.eventId)
  await db.update(seats).set({ validUntil: new Date(Date.now() + 86_400_000) })
  const scope = scopeOf(db, { kind: "system", name: "test" })
  sid = await openSession(scope, policies.default, { accountId: world.officerId, device: "test" })
  eventId = world.eventId
  packetId = await makePacket(db, eventId, seat("J2").seatId, world.officerId)
}

beforeAll(async () => {
  site = await startSite(({ db }) => prepare(db))
}, 120_000)
afterAll(async () => {
  await browser.close()
  await site.stop()
})

const tell = (alias: string, device: object, operations: object[] = []) =>
  fetch(`${site.origin}/judge/operations`, {
    method: "POST",
    headers: { "Content-Type": "application/json", Cookie: `judge=${seat(alias).token}`, Origin: site.origin },
    body: JSON.stringify({ device, operations }),
  })

const picture = async (page: Page, name: string) => {
  if (!process.env.SCREENSHOTS) return
  mkdirSync(".data/screenshots/desk", { recursive: true })
  await page.screenshot({ path: `.data/screenshots/desk/${name}.png`, fullPage: true })
}

async function officer(path: string, viewport = { width: 1440, height: 900 }, lang = "zh-CN") {
  const context = await browser.newContext({ viewport })
  await context.addCookies([
    { name: "sid", value: sid, url: site.origin },
    { name: "lang", value: lang, url: site.origin },
  ])
  const page = await context.newPage()
  await page.goto(`${site.origin}/manage/events/${eventId}${path}`)
  return page
}

test("the desk follows its tablets within 2 s, says when it cannot, and mends what it missed", async () => {
  await tell("J1", { unsent: 3, version: "3f9a", battery: 81, sentAt: new Date().toISOString() })
  const page = await officer("/desk")
  const row = page.getByRole("row", { name: /J1/ })
  await expect.poll(() => row.innerText(), { timeout: 2_000 }).toContain("3f9a")
  await tell("J1", { unsent: 41, version: "3f9a", battery: 9, sentAt: new Date(Date.now() - 200_000).toISOString() })
  await expect.poll(() => row.innerText(), { timeout: 2_000 }).toContain("41")
  await picture(page, "desk-1440")
  await page.route("**/desk/live", (route) => route.abort())
  await expect.poll(() => page.locator("[data-live-lost]").isVisible(), { timeout: 4_000 }).toBe(true)
  await tell("J1", { unsent: 7 })
  await tell("J1", { unsent: 2 })
  await picture(page, "desk-lost")
  expect(await row.innerText()).toContain("41")
  await page.unroute("**/desk/live")
  await expect.poll(() => page.locator("[data-live-lost]").isVisible(), { timeout: 4_000 }).toBe(false)
  await expect.poll(() => row.getByRole("cell").allInnerTexts(), { timeout: 2_000 }).toContain("2")
  await page.getByRole("button", { name: /请同步 J1/ }).click()
  await expect.poll(() => page.locator("main").innerText()).toContain("平板还没看到")
  expect((await (await tell("J1", { unsent: 0 })).json()) as object).toMatchObject({ asked: true })
  await expect.poll(() => row.innerText(), { timeout: 2_000 }).toContain("平板已看到同步请求")
  await page.context().close()
}, 60_000)

test("the progress and the standing follow a mark within 2 s", async () => {
  const page = await officer("/progress")
  const standing = await officer("/result")
  const row = page.getByRole("row", { name: /^J2/ })
  const gaps = standing.locator("[data-live] section").first()
  const [before, missing] = [await row.innerText(), await gaps.innerText()]
  expect(before).toContain("0 / 3")
  const mark = { id: operationId(), kind: "mark", entry: "A001", slot: "finish", value: "8", seenVersion: 0 }
  expect((await tell("J2", { unsent: 0 }, [mark])).status).toBe(200)
  await expect.poll(() => row.innerText(), { timeout: 2_000 }).toContain("1 / 3")
  await expect.poll(() => gaps.innerText(), { timeout: 2_000 }).not.toBe(missing)
  await page.context().close()
  await standing.context().close()
}, 60_000)

const sizes = [
  [1440, 900],
  [820, 1180],
  [390, 844],
] as const

test("nothing is wrong with the pages of the desk, on three sizes and in both languages", async () => {
  const pages = {
    desk: "/desk",
    record: "/desk/record",
    packet: `/desk/packets/${packetId}`,
    substitution: `/../../seats/${seat("J1").seatId}/substitution`,
  }
  const wrong: string[] = []
  for (const lang of ["zh-CN", "en"])
    for (const [width, height] of sizes) {
      const first = await officer("/desk", { width, height }, lang)
      const seen = await listen(first.context())
      for (const [name, path] of Object.entries(pages)) {
        const found = await look(first, seen, new URL(`/manage/events/${eventId}${path}`, site.origin).href)
        wrong.push(...found.map((one) => `${name} ${width} ${lang}: ${one}`))
        await picture(first, `${name}-${width}-${lang}`)
      }
      await first.context().close()
    }
  expect(wrong).toEqual([])
}, 180_000)
