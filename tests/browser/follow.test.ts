import type { Browser } from "playwright-core"
import { afterAll, beforeAll, expect, test } from "vitest"
import { operationId } from "../competition/judging/world.ts"
import { type Site, startChromium, startSite } from "./server.ts"
import { prepare } from "./tablets/hall.ts"
import { mark, openTablet, type Tablet } from "./tablets/tablet.ts"

let chromium: Browser
let site: Site
let codes: Record<string, string> = {}
beforeAll(async () => {
  chromium = await startChromium()
  site = await startSite(async (world) => {
    codes = (await prepare(world)).codes
  })
})
afterAll(async () => {
  await chromium.close()
  await site.stop()
})

/** Another mark on the same cell, as a second window of the same tablet would send it. */
async function markElsewhere({ context }: Tablet, entry: string, value: string): Promise<void> {
  const cookies = (await context.cookies(`${site.origin}/judge/`)).map((one) => `${one.name}=${one.value}`)
  const operation = { id: operationId(), kind: "mark", entry, slot: "finish", value, seenVersion: 0 }
  const answer = await fetch(`${site.origin}/judge/operations`, {
    method: "POST",
    headers: { "Content-Type": "application/json", Origin: site.origin, Cookie: cookies.join("; ") },
    body: JSON.stringify({ operations: [operation] }),
  })
  expect(((await answer.json()) as { results: { code: string }[] }).results.map(({ code }) => code)).toEqual(["saved"])
}

test("the open list says by itself what has arrived and where two marks differ, and keeps the focus", async () => {
  const tablet = await openTablet(chromium, { origin: site.origin, codes }, "J3")
  const { page, context } = tablet
  const states = () => page.locator(".entry-state").evaluateAll((all) => all.slice(0, 3).map((one) => one.classList[1]))
  await context.setOffline(true)
  await mark(tablet, { entry: "A001", slot: "finish", value: "75" })
  await mark(tablet, { entry: "A002", slot: "finish", value: "76" })
  await page.goto("/judge/entries")
  expect(await states()).toEqual(["local", "local", "todo"])
  await markElsewhere(tablet, "A002", "80")
  await page.focus('a[href="/judge/entries/A003"]')
  const renewals: string[] = []
  page.on("request", (request) => request.url().endsWith("/judge/entries") && renewals.push(request.method()))
  const here = await page.evaluate(() => performance.timeOrigin)

  await context.setOffline(false)
  await expect.poll(states, { timeout: 20_000 }).toEqual(["server", "conflict", "todo"])
  expect(await page.evaluate(() => performance.timeOrigin)).toBe(here)
  expect(await page.evaluate(() => document.activeElement?.getAttribute("href"))).toBe("/judge/entries/A003")
  const asked = renewals.length
  expect(asked).toBeLessThanOrEqual(3)
  const contact = () => page.locator("[data-contact] time").innerText()
  const before = await contact()
  const again = async () => {
    await page.evaluate(() => void dispatchEvent(new Event("focus")))
    return contact()
  }
  await expect.poll(again, { timeout: 20_000 }).not.toBe(before)
  expect(renewals.length).toBe(asked)
  await context.close()
})
