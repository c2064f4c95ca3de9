import { eq } from "drizzle-orm"
import type { Browser, BrowserContext, Page } from "playwright-core"
import { afterAll, beforeAll, expect, test } from "vitest"
import type { Rules } from "#competition/contests/scheme.ts"
import type { Db } from "#db/db.ts"
import { marks, seats } from "#db/schema/index.ts"
import { makeEvent, seatPanel } from "../competition/judging/world.ts"
import { type Site, startChromium, startSite } from "./server.ts"
import { newVisitor, takeSeat } from "./visitors.ts"

const rules: Rules = {
  scheme: { key: "finish", kind: "judged", judges: 2, combine: "mean", max: "40", step: "0.5" },
  ranking: { order: [{ by: "total", direction: "desc" }], places: "skip" },
}

let chromium: Browser
let site: Site
let db: Db
let codeOf: (alias: string) => string
beforeAll(async () => {
  chromium = await startChromium()
  site = await startSite(async (world) => {
    db = world.db
    const conduct = { finish: { spread: "4", unobserved: "omit" as const } }
    const { eventId } = await makeEvent(db, { codes: ["A001", "A002"], rules, conduct })
    const seat = await seatPanel(db, eventId, [
      ["judge", "J1", ["finish"]],
      ["judge", "J2", ["finish"]],
      ["head_judge", "H1", []],
    ])
    codeOf = (alias) => seat(alias).code
    await db.update(seats).set({ validUntil: new Date(Date.now() + 86_400_000) })
  })
})
afterAll(async () => {
  await chromium.close()
  await site.stop()
})

/** Gives one mark at a seat by the page, and waits until the server has it. */
async function give(context: BrowserContext, alias: string, value: string): Promise<void> {
  const page = await takeSeat(context, codeOf(alias))
  await page.goto("/judge/entries/A001/finish")
  await page.fill("#f-value", value)
  await Promise.all([page.waitForURL(/A002/), page.click("[data-save]")])
  await page.waitForFunction(() => document.querySelector("[data-strip=local]")?.textContent === "0")
  await page.close()
}

const sizes = [
  { width: 820, height: 1180 },
  { width: 390, height: 844 },
  { width: 1180, height: 820 },
]

/** What of the typed mark and of the keypad a finger could not reach at once. */
async function coveredKeys(page: Page, size: { width: number; height: number }): Promise<string[]> {
  await page.setViewportSize(size)
  return page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>("input.mark-value, .key, .mark-move > .button")].flatMap((one) => {
      const { x, y, width, height } = one.getBoundingClientRect()
      const top = document.elementFromPoint(x + width / 2, y + height - 2)
      return one.contains(top) ? [] : [one.dataset.key ?? one.className]
    }),
  )
}

test('a second look, "not observed" and an undo are written down without a network, and arrive', async () => {
  const visit = { origin: site.origin, lang: "zh-CN", width: 1180, height: 820 } as const
  for (const [alias, value] of [
    ["J1", "30"],
    ["J2", "36"],
  ] as const) {
    const context = await newVisitor(chromium, visit)
    await give(context, alias, value)
    await context.close()
  }
  const context = await newVisitor(chromium, visit)
  const first = await context.newPage()
  await first.goto("/judge/")
  await first.evaluate(async () => void (await navigator.serviceWorker.ready))
  await first.close()
  const page = await takeSeat(context, codeOf("J1"))
  await context.setOffline(true)

  await page.goto("/judge/entries")
  await page.click(".looks a")
  for (const size of sizes) expect([size, await coveredKeys(page, size)]).toEqual([size, []])
  await page.click("[data-save]")
  expect(await page.locator("[data-reason-problem]").innerText()).toContain("请写明理由")
  await page.fill("#f-reason", "对照样件")
  await page.fill("#f-value", "34")
  await Promise.all([page.waitForURL(/A002/), page.click("[data-save]")])
  expect(await page.locator(".looks a").count()).toBe(0)

  await page.click('button[value="not_observed"]')
  await page.waitForURL("**/judge/sheet")
  expect(await page.locator('[data-cell="A002 finish"]').innerText()).toContain("未观察到")
  await page.goto("/judge/entries/A002/finish")
  expect(await page.locator("[data-undo-value]").innerText()).toBe("未观察到")
  await page.click("[data-undo] button")
  await page.waitForFunction(() => document.querySelector("[data-strip=local]")?.textContent === "3")
  await page.goto("/judge/entries/A002/finish")
  await page.click('button[value="not_observed"]')
  await page.waitForURL("**/judge/sheet")

  await context.setOffline(false)
  await page.waitForFunction(() => document.querySelector("[data-strip=local]")?.textContent === "0")
  const [own] = await db.select().from(seats).where(eq(seats.alias, "J1"))
  const given = await db
    .select()
    .from(marks)
    .where(eq(marks.seatId, own?.id ?? 0))
  expect(given.map(({ value, firstValue }) => [value, firstValue]).sort()).toEqual([
    ["34", "30"],
    ["not_observed", null],
  ])
  await context.close()
})
