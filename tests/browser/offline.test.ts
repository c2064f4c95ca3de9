import { eq } from "drizzle-orm"
import type { Browser, BrowserContext, Page } from "playwright-core"
import { afterAll, beforeAll, expect, test } from "vitest"
import { endDevicesOf } from "#competition/judging/seats/commands.ts"
import { seatByCode } from "#competition/judging/seats/queries.ts"
import type { Db } from "#db/db.ts"
import { entries, marks } from "#db/schema/index.ts"
import { scopeOf } from "../support/app.ts"
import { codes, seed } from "./seed.ts"
import { type Site, startChromium, startSite } from "./server.ts"
import { newVisitor, takeSeat } from "./visitors.ts"
import { countedWire } from "./wire.ts"

let chromium: Browser
let site: Site
let db: Db
beforeAll(async () => {
  chromium = await startChromium()
  site = await startSite(async (world) => {
    db = world.db
    await seed(world.db, world.keys)
  })
})
afterAll(async () => {
  await chromium.close()
  await site.stop()
})

/** A tablet that was at `/judge/` once with a network, where its judge then entered a code. */
async function openTablet(code: string): Promise<{ context: BrowserContext; page: Page }> {
  const context = await newVisitor(chromium, { origin: site.origin, lang: "zh-CN", width: 1180, height: 820 })
  const first = await context.newPage()
  await first.goto("/judge/")
  await first.evaluate(async () => void (await navigator.serviceWorker.ready))
  await first.close()
  return { context, page: await takeSeat(context, code) }
}

const scoped = () => scopeOf(db, { kind: "system", name: "test" }, new Date())

async function seatOf(code: string) {
  const seat = await seatByCode(scoped(), code)
  if (!seat) throw new Error("no seat")
  return seat
}

const marksOf = async (seatId: number) => {
  const rows = await db
    .select({ code: entries.code, value: marks.value })
    .from(marks)
    .innerJoin(entries, eq(entries.id, marks.entryId))
    .where(eq(marks.seatId, seatId))
  return Object.fromEntries(rows.map(({ code, value }) => [code, value]))
}

const local = (page: Page) => page.locator("[data-strip=local]").innerText()
const sent = (page: Page) =>
  page.waitForFunction(() => document.querySelector("[data-strip=local]")?.textContent === "0")

async function mark(page: Page, entry: string, value: string): Promise<void> {
  await page.goto(`/judge/entries/${entry}/practice`)
  await page.fill("#f-value", value)
  await Promise.all([page.waitForURL((url) => !url.pathname.includes(entry)), page.click("[data-save]")])
}

test("a session is scored and signed without a network, also by a browser that was ended, and arrives once it is back", async () => {
  const { context, page } = await openTablet(codes.judge)
  const { id: seatId } = await seatOf(codes.judge)
  await context.setOffline(true)

  await page.goto("/judge/entries")
  await page.click('a.entry[href="/judge/entries/A01"]')
  await page.fill("#f-value", "101")
  await page.click("[data-save]")
  await expect.poll(() => page.locator("[data-problem]").innerText()).toContain("不能高于 100")
  await mark(page, "A01", "71.5")
  expect(new URL(page.url()).pathname).toBe("/judge/entries/A02/practice")
  await mark(page, "A02", "72.5")
  expect(await local(page)).toBe("2")
  await page.goto("/judge/entries/A03/practice")
  await page.click(".mark-clear")
  await page.waitForURL(/done=cleared/)
  expect(await page.inputValue("#f-value")).toBe("")

  await page.goto("/judge/sheet/signature")
  expect(await page.locator("button.primary").count()).toBe(0)
  await page.close()
  const again = await context.newPage()
  await mark(again, "A03", "73.5")
  await again.goto("/judge/entries")
  expect(await again.locator(".entry-state.local").count()).toBe(3)
  expect(await again.locator(".entry-total").allInnerTexts()).toEqual(["71.5", "72.5", "73.5"])
  await again.locator('form[action="/judge/sign-out"] button').click()
  expect(await again.locator("p[data-held]").innerText()).toContain("还有 4 项没有上传")

  await again.goto("/judge/sheet")
  await again.click('a.primary[href="/judge/sheet/signature"]')
  await again.click("main button.primary")
  await again.waitForURL("**/judge/sheet")
  expect(await again.locator(".notice-title").innerText()).toBe("签名已存在本机，等待上传")
  expect(await local(again)).toBe("5")
  await again.goto("/judge/entries/A01/practice")
  expect(await again.locator("[data-save]").count()).toBe(0)
  await again.goto("/judge/progress")
  expect(await again.locator("h1").innerText()).toBe("现在连不上服务器")
  expect(await marksOf(seatId)).toEqual({ A01: "88.5", A02: "88.5", A03: "88.5" })

  await again.goto("/judge/sheet")
  await context.setOffline(false)
  await sent(again)
  await expect.poll(() => again.locator(".notice-title").innerText()).toContain("签名封存")
  expect(await again.locator("[data-strip=sealed]").innerText()).toBe("3")
  expect(await marksOf(seatId)).toEqual({ A01: "71.5", A02: "72.5", A03: "73.5" })
  expect((await seatOf(codes.judge)).signedAt).not.toBeNull()
  await context.close()
})

test("a tablet that was signed out keeps what is unsent, and only its own seat's code opens it again", async () => {
  const { context, page } = await openTablet(codes.scorekeeper)
  const seat = await seatOf(codes.scorekeeper)
  await context.setOffline(true)
  await page.goto("/judge/entries/A01/theory")
  await page.fill("#f-value", "64.5")
  await Promise.all([page.waitForURL(/minutes/), page.click("[data-save]")])
  await endDevicesOf(scoped(), seat.id)
  await context.setOffline(false)
  await page.waitForSelector("[data-alarm] a")
  expect(await page.locator("[data-alarm]").innerText()).toContain("还有 1 项没有上传")

  await page.goto("/judge/entries")
  expect(await page.locator(".judge-sign-in .notice-title").innerText()).toBe("席位 S1 已在本机退出")
  await page.fill("#f-code", codes.judge)
  await page.click("main button.primary")
  await page.waitForSelector(".error-summary")
  expect(await page.locator(".error-summary").innerText()).toContain("还有另一席位没有上传的内容")
  await page.fill("#f-code", codes.scorekeeper)
  await page.click("main button.primary")
  await page.waitForURL("**/judge/entries")
  await sent(page)
  const theory = await db.select().from(marks).where(eq(marks.slot, "theory"))
  expect(theory.filter(({ value, eventId }) => value === "64.5" && eventId === seat.eventId)).toHaveLength(1)

  await page.locator('form[action="/judge/sign-out"] button').click()
  await page.waitForURL("**/judge/")
  expect(await page.locator('input[name="seat"]').count()).toBe(0)
  await context.close()
})

test("two marks that differ are shown side by side, and the judge's choice arrives", async () => {
  const { context, page } = await openTablet(codes.scorekeeper)
  const seat = await seatOf(codes.scorekeeper)
  await context.setOffline(true)
  await page.goto("/judge/entries/A02/theory")
  await page.fill("#f-value", "51.5")
  await Promise.all([page.waitForURL(/minutes/), page.click("[data-save]")])
  const other = await newVisitor(chromium, { origin: site.origin, lang: "zh-CN" })
  const elsewhere = await takeSeat(other, codes.scorekeeper)
  await elsewhere.goto("/judge/entries/A02/theory")
  await elsewhere.fill("#f-value", "52.5")
  await Promise.all([elsewhere.waitForURL(/minutes/), elsewhere.click("[data-save]")])
  await sent(elsewhere)
  await other.close()

  await context.setOffline(false)
  await page.waitForSelector("[data-alarm] a")
  await page.goto("/judge/")
  expect(await page.locator(".judge-sign-in .notice-title").innerText()).toBe("席位 S1 已改在另一台设备上使用")
  await page.fill("#f-code", codes.scorekeeper)
  await page.click("main button.primary")
  await page.click('form[action="/judge/take-over"] button')
  await page.waitForURL("**/judge/entries")
  const choose = page.locator("[data-alarm] a", { hasText: "两份分数不同" })
  await choose.waitFor()
  await page.goto("/judge/entries")
  await choose.waitFor()
  expect(await page.locator(".entry-state.conflict").count()).toBe(1)
  await choose.click()
  await page.waitForSelector("[data-conflict]:not([hidden])")
  expect([await page.locator("[data-mine]").innerText(), await page.locator("[data-theirs]").innerText()]).toEqual([
    "51.5",
    "52.5",
  ])
  // A browser's window that is closed while a page of it is on its way to another may never say that it is closed.
  await Promise.all([page.waitForURL(/minutes/), page.click("[data-keep-mine]")])
  await sent(page)
  const theory = await db.select().from(marks).where(eq(marks.slot, "theory"))
  expect(theory.filter(({ value, eventId }) => value === "51.5" && eventId === seat.eventId)).toHaveLength(1)
  await context.close()
})

test("language and looks are chosen without a network, too", async () => {
  const { context, page } = await openTablet(codes.head_judge)
  await context.setOffline(true)
  await page.goto("/judge/?lang=en")
  expect(await page.locator("h1").innerText()).toBe("Judge sign-in")
  await page.goto("/judge/?theme=dark")
  expect(await page.locator("html").getAttribute("data-theme")).toBe("dark")
  expect(await page.locator("html").getAttribute("lang")).toBe("en")
  await context.close()
})

test("the first visit takes at most 120 KB with all that works offline, and the next one asks for nothing", async () => {
  const wire = await countedWire(site.origin)
  const context = await newVisitor(chromium, { origin: wire.origin, lang: "zh-CN", width: 1180, height: 820 })
  const page = await context.newPage()
  await page.goto("/judge/")
  await page.evaluate(async () => void (await navigator.serviceWorker.ready))
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null)
  const first = wire.taken()
  console.log(`the first visit took ${first.bytes} bytes in ${first.asked.length} requests`)
  expect(first.asked).toContain("GET /judge/")
  expect(first.bytes).toBeLessThanOrEqual(120_000)
  await page.reload()
  expect(await page.locator("h1").innerText()).toBe("裁判登录")
  // The browser's own look for a newer worker is the only thing that may go.
  expect(wire.taken().asked.filter((one) => one !== "GET /judge/worker.js")).toEqual([])
  await context.close()
  wire.stop()
})
