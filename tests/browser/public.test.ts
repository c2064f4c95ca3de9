import { mkdirSync } from "node:fs"
import type { Browser, Page } from "playwright-core"
import { afterAll, beforeAll, expect, test } from "vitest"
import { fillTerms } from "#honours/register/finding/commands.ts"
import { type Language, languages } from "#i18n/translate.ts"
import { scopeOf } from "../support/app.ts"
import { listen, look } from "./checks.ts"
import { type Seeded, seed } from "./seed.ts"
import { type Site, startChromium, startSite } from "./server.ts"
import { newVisitor } from "./visitors.ts"
import { countedWire } from "./wire.ts"

let site: Site
let chromium: Browser
let seeded: Seeded
beforeAll(async () => {
  site = await startSite(async ({ db, keys }) => {
    seeded = await seed(db, keys)
    await fillTerms(scopeOf(db, { kind: "system", name: "upkeep" }, new Date()))
  })
  chromium = await startChromium()
})
afterAll(async () => {
  await chromium.close()
  await site.stop()
})

const windows = {
  phone: { width: 390, height: 844 },
  desktop: { width: 1440, height: 900 },
} as const
type Window = keyof typeof windows

const picture = async (page: Page, lang: Language, window: Window, name: string) => {
  if (!process.env.SCREENSHOTS) return
  const folder = `.data/screenshots/public/${lang}-${window}`
  mkdirSync(folder, { recursive: true })
  await page.screenshot({ path: `${folder}/${name}.png`, fullPage: true })
}

const journeys = languages.flatMap((lang) => (["phone", "desktop"] as const).map((window) => ({ lang, window })))

test.each(journeys)("a visitor finds a person, a board, a result and a certificate ($lang, $window)", async (visit) => {
  const { lang, window } = visit
  const context = await newVisitor(chromium, { origin: site.origin, lang, ...windows[window] })
  const seen = await listen(context)
  const page = await context.newPage()
  const arrive = async (name: string, path = new URL(page.url()).pathname + new URL(page.url()).search) => {
    expect([name, await look(page, seen, path)]).toEqual([name, []])
    await picture(page, lang, window, name)
  }
  const follow = async (selector: string, name: string, to: RegExp) => {
    await page.locator(selector).first().click()
    await page.waitForURL(to)
    await arrive(name)
  }

  await arrive("home", "/")
  await page.locator("#home-search").pressSequentially("Lin zhi")
  await follow('#home-suggested a:has-text("林知远")', "found", /\/search\?q=/)
  await follow(`main a[href="/people/${seeded.person.id}"]`, "person", /\/people\/\d+$/)
  await follow('main a[href^="/honours/"]', "board", /\/honours\/wuyi/)
  await page.selectOption('select[name="year"]', "2025")
  if (await page.locator(".board-filter button.button").isVisible()) await page.click(".board-filter button.button")
  await page.waitForURL(/year=2025/)
  await arrive("filtered")
  await follow('main a[href^="/units/"], main a[href^="/people/"]', "holder", /\/(units|people)\/\d+/)
  await arrive("decision", `/decisions/${seeded.honour.decision}`)
  await page.goto("/")
  await follow('nav.site-nav a[href="/contests"]', "contests", /\/contests$/)
  await follow(`main a[href="/contests/${seeded.published.contest.slug}"]`, "contest", /\/contests\/published$/)
  await follow('main a[href$="/fitter"]', "result", /\/fitter$/)
  await follow('main a[href*="/entries/"]', "place", /\/entries\/A0\d/)
  await follow('nav.site-nav a[href="/notices"]', "notices", /\/notices$/)
  await follow(`main a[href$="/notices/${seeded.notice.id}"]`, "notice", /\/notices\/\d+$/)
  await follow('nav.site-nav a[href="/statistics"]', "statistics", /\/statistics$/)
  await arrive("verify", "/verify")
  await page.fill('input[name="number"]', seeded.honour.code)
  await page.click(".verify-box button")
  await page.waitForURL(/\/verify\/|number=/)
  await arrive("verified")
  expect(await page.locator(".verified-name").innerText()).toBe("林知远")
  await context.close()
})

test("home and a board take at most 60 KB over the wire, with all that they load", async () => {
  const wire = await countedWire(site.origin)
  for (const path of ["/", `/honours/${seeded.honour.slug}`]) {
    const context = await newVisitor(chromium, { origin: wire.origin, lang: "zh-CN", ...windows.phone })
    const page = await context.newPage()
    wire.taken()
    await page.goto(path, { waitUntil: "networkidle" })
    const { bytes, asked } = wire.taken()
    console.log(`${path} takes ${bytes} bytes in ${asked.length} requests`)
    expect(asked).toContain(`GET ${path}`)
    expect(bytes).toBeLessThanOrEqual(60_000)
    await context.close()
  }
  wire.stop()
})
