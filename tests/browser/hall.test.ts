import type { Browser, BrowserContext, Page } from "playwright-core"
import { afterAll, beforeAll, expect, test } from "vitest"
import { type Language, languages } from "#i18n/translate.ts"
import { listen, look } from "./checks.ts"
import { officer, type Seeded, seed } from "./seed.ts"
import { type Site, startChromium, startSite } from "./server.ts"
import { newVisitor, signIn } from "./visitors.ts"

const wall = { width: 3840, height: 2160 }
const slow = { timeout: 20_000 }

let site: Site
let chromium: Browser
let seeded: Seeded
beforeAll(async () => {
  site = await startSite()
  seeded = await seed(site.database.db)
  chromium = await startChromium()
})
afterAll(async () => {
  await chromium.close()
  await site.stop()
})

/** Texts that show and are smaller than can be read from the end of a hall: 2.2 hundredths of its height. */
const tooSmall = (page: Page) =>
  page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>("body *")]
      .filter((one) => [...one.childNodes].some((node) => node.nodeType === 3 && node.textContent?.trim()))
      .filter((one) => one.checkVisibility({ opacityProperty: true, visibilityProperty: true }))
      .filter((one) => Number.parseFloat(getComputedStyle(one).fontSize) < 0.022 * innerHeight - 0.5)
      .map((one) => `${one.className} ${one.textContent?.trim().slice(0, 20)}`),
  )

const screenAt = (page: Page) =>
  page.evaluate(() => [...document.querySelectorAll(".screen")].findIndex((one) => one.hasAttribute("data-current")))

async function atTheWall(
  lang: Language,
): Promise<{ context: BrowserContext; page: Page; seen: { complaints: string[] } }> {
  const context = await newVisitor(chromium, { origin: site.origin, lang, ...wall })
  const page = await context.newPage()
  const seen = await listen(context)
  await page.clock.install({ time: new Date("2026-05-01T09:00:00+08:00") })
  return { context, page, seen }
}

test.each(languages)(
  "screens follow each other by themselves, each fits the wall and is read from afar (%s)",
  async (lang) => {
    const { context, page, seen } = await atTheWall(lang)
    expect(await look(page, seen, "/hall?seconds=120")).toEqual([])
    const count = await page.locator(".screen").count()
    expect(count).toBeGreaterThan(2)
    expect(await screenAt(page)).toBe(0)
    await page.clock.runFor(121_000)
    for (let step = 1; step < count; step++) {
      expect(await screenAt(page)).toBe(step)
      expect([step, await tooSmall(page)]).toEqual([step, []])
      const bottom = await page.locator(".screen[data-current]").evaluate((one) => one.scrollHeight - one.clientHeight)
      expect([step, bottom]).toEqual([step, 0])
      await page.keyboard.press("ArrowRight")
    }
    expect(await screenAt(page)).toBe(0)
    await context.close()
  },
)

test("without a network the last content goes on and says since when; new content comes with the network", async () => {
  const { context, page } = await atTheWall("zh-CN")
  await page.goto("/hall?seconds=60")
  const before = await page.locator(".screen").count()
  await context.setOffline(true)
  await page.clock.runFor(61_000)
  await expect.poll(() => page.locator("[data-stale]").textContent(), slow).toMatch(/^内容更新至 09:0\d$/)
  expect(await screenAt(page)).toBe(1)
  await page.clock.runFor(61_000)
  expect(await screenAt(page)).toBe(2)
  expect(await page.locator(".screen").count()).toBe(before)
  await context.setOffline(false)
  await page.clock.runFor(61_000)
  await expect.poll(() => page.locator("[data-stale]").textContent(), slow).toBe("")
  await context.close()
})

test("a day of rounds leaves as many nodes and timers as the first", async () => {
  const { context, page } = await atTheWall("en")
  await page.goto("/hall?seconds=120")
  const nodes = () => page.evaluate(() => document.querySelectorAll("*").length)
  const before = await nodes()
  let answers = 0
  page.on("response", (answer) => {
    if (new URL(answer.url()).pathname === "/hall") answers++
  })
  for (let round = 1; round <= 20; round++) {
    await page.clock.fastForward(121_000)
    await expect.poll(() => answers, slow).toBe(round)
  }
  await page.clock.fastForward(121_000)
  expect(await nodes()).toBe(before)
  await context.close()
})

test("a new version of the site loads itself once the server is there", async () => {
  const { context, page } = await atTheWall("en")
  await page.goto("/hall")
  await page.evaluate(() => {
    document.documentElement.dataset.build = "an older one"
  })
  const loaded = page.waitForEvent("load")
  await page.clock.runFor(61_000)
  await loaded
  expect(await page.evaluate(() => document.documentElement.dataset.build)).toContain("/static/build/hall.js?v=")
  await context.close()
})

test.each(languages)(
  "a ceremony reveals prizes key by key, and no other key or held key reveals anything (%s)",
  async (lang) => {
    const context = await newVisitor(chromium, { origin: site.origin, lang, ...wall })
    const page = await signIn(context, officer.username, officer.password)
    const fetched: string[] = []
    const path = `/manage/events/${seeded.published.event.id}/ceremony`
    await page.goto(path)
    await page.click("main a.primary")
    await page.waitForSelector("[data-running]")
    page.on("request", (request) => {
      const { pathname, search } = new URL(request.url())
      if (pathname.endsWith("/screen")) fetched.push(search)
    })
    /** At a step, and past the rest in which no other key counts. */
    const arrived = async (step: number) => {
      await page.waitForURL((url) => url.search === `?step=${step}`)
      await page.waitForTimeout(750)
    }
    const press = async (key: string, step: number) => {
      await page.keyboard.press(key)
      await arrived(step)
    }
    for (const key of ["a", "Tab", "Escape", "5", "b", "ArrowRight", "b"]) await page.keyboard.press(key)
    expect(fetched).toEqual([])
    await press("ArrowRight", 1)
    for (let held = 0; held < 3; held++) await page.keyboard.down("PageDown")
    await page.keyboard.up("PageDown")
    await arrived(2)
    expect(fetched).toEqual(["?step=1", "?step=2"])
    const revealed = await page.locator(".hall-lines strong").allTextContents()
    expect(revealed.length).toBeGreaterThan(0)
    await press("PageUp", 1)
    expect(await page.locator(".hall-lines strong").count()).toBe(0)
    expect(fetched).toEqual(["?step=1", "?step=2", "?step=1"])
    await context.setOffline(true)
    await page.keyboard.press(" ")
    await page.waitForSelector("body[data-lost]")
    await page.waitForTimeout(750)
    await context.setOffline(false)
    await press(" ", 2)
    expect(await page.locator(".hall-lines strong").allTextContents()).toEqual(revealed)
    expect(await page.locator("body[data-lost]").count()).toBe(0)
    expect(await tooSmall(page)).toEqual([])
    await context.close()
  },
)
