import { type Browser, chromium } from "playwright-core"
import { afterAll, beforeAll, expect, test } from "vitest"
import { type Site, startSite } from "./server.ts"
import { newVisitor } from "./visitors.ts"

let site: Site
let browser: Browser
beforeAll(async () => {
  site = await startSite()
  browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: ["--no-sandbox"],
    ignoreDefaultArgs: ["--hide-scrollbars"],
  })
}, 60_000)
afterAll(async () => {
  await browser.close()
  await site.stop()
})

test("a form stays where it is when its problems make the page longer than the window", async () => {
  const context = await newVisitor(browser, { origin: site.origin, lang: "en", height: 900 })
  const page = await context.newPage()
  await page.goto("/sign-in")
  const place = () =>
    page.evaluate(() => ({
      left: document.querySelector("h1")?.getBoundingClientRect().left,
      scrolls: document.documentElement.scrollHeight > document.documentElement.clientHeight,
    }))
  const before = await place()
  await page.click("main button.primary")
  await page.waitForSelector(".error-summary")
  const after = await place()
  expect([before.scrolls, after.scrolls]).toEqual([false, true])
  expect(after.left).toBe(before.left)
  await context.close()
})
