import type { Browser, BrowserContext, Page } from "playwright-core"
import { afterAll, beforeAll, expect, test } from "vitest"
import { type Language, languages } from "#i18n/translate.ts"
import type { Keyring } from "#lib/keyring.ts"
import { hasParameters } from "../support/routes.ts"
import { listen, look } from "./checks.ts"
import { patternsOf } from "./patterns.ts"
import { type Role, roleOf, type Sample, samplesOf } from "./samples.ts"
import { codes, letterCode, officer, type Seeded, seed } from "./seed.ts"
import { type Site, startChromium, startSite } from "./server.ts"
import { newVisitor, signIn, takeSeat } from "./visitors.ts"

const phone = { width: 320, height: 640 }
const setup = "/setup/:token"

/** An attached file is no page: whoever owns it asks for it in a test of its own. */
const attached = /\/files\/:token$/

let site: Site
let chromium: Browser
let seeded: Seeded
let keys: Keyring
beforeAll(async () => {
  site = await startSite(async (world) => {
    keys = world.keys
  })
  chromium = await startChromium()
})
afterAll(async () => {
  await chromium.close()
  await site.stop()
})

async function openLetter(context: BrowserContext): Promise<Page> {
  const page = await context.newPage()
  await page.goto(`${site.origin}/opinions#${letterCode}`)
  await page.click("main button.primary")
  return page
}

/** A window of a small phone, with the role signed in. */
async function visitorAs(role: Role, lang: Language) {
  const context = await newVisitor(chromium, { origin: site.origin, lang, ...phone })
  const seen = await listen(context)
  const enter = (): Promise<Page> => {
    if (role === "public") return context.newPage()
    if (role === "department") return openLetter(context)
    return role === "officer" ? signIn(context, officer.username, officer.password) : takeSeat(context, codes[role])
  }
  return { context, page: await enter(), seen }
}

/** What is wrong with an address: as a page, or, where it gives a file, data or a part of a page, whether it answers at all. */
async function visit(page: Page, seen: Awaited<ReturnType<typeof listen>>, path: string): Promise<string[]> {
  const answer = await page.request.get(path)
  if (answer.status() >= 400) return [`${path} status ${answer.status()}`]
  if (!(await answer.text()).startsWith("<!doctype html>")) return []
  return (await look(page, seen, path)).map((found) => `${path} ${found}`)
}

test("the page of the first start holds at 320 px in both languages", async () => {
  for (const lang of languages) {
    const { context, page, seen } = await visitorAs("public", lang)
    expect(await look(page, seen, site.setupPath ?? "/no-link")).toEqual([])
    await page.click("main button.primary")
    expect(await page.locator(".error-summary").count()).toBe(1)
    await context.close()
  }
})

test("every route with a parameter has a sample", async () => {
  seeded = await seed(site.database.db, keys)
  const samples = samplesOf(seeded)
  const missing = patternsOf(site).filter(
    (pattern) => hasParameters(pattern) && pattern !== setup && !attached.test(pattern) && !samples[pattern],
  )
  expect(missing).toEqual([])
})

test.each(languages)("every page in %s at 320 px: no axe violation, no complaint, no sideways scroll", async (lang) => {
  const samples = samplesOf(seeded)
  const visits = patternsOf(site).flatMap((pattern): Sample[] => {
    const given = samples[pattern] ?? (hasParameters(pattern) ? undefined : pattern)
    return typeof given === "string" ? [{ path: given, role: roleOf(given) }] : given ? [given] : []
  })
  const wrong: string[] = []
  for (const role of new Set(visits.map((one) => one.role))) {
    const { context, page, seen } = await visitorAs(role, lang)
    for (const { path } of visits.filter((one) => one.role === role)) wrong.push(...(await visit(page, seen, path)))
    await context.close()
  }
  expect(visits.length).toBeGreaterThan(20)
  expect(wrong).toEqual([])
})
