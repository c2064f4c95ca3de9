import { eq } from "drizzle-orm"
import type { Browser } from "playwright-core"
import { afterAll, beforeAll, expect, test } from "vitest"
import type { Db } from "#db/db.ts"
import { people, units } from "#db/schema/index.ts"
import { languages, translator } from "#i18n/translate.ts"
import { makeHonour, putEntry } from "../support/honours.ts"
import { makePerson, makeUnit } from "../support/people.ts"
import { listen, look } from "./checks.ts"
import { type Site, startChromium, startSite } from "./server.ts"

/** Thirty years of honours in three districts. */
async function fill(db: Db): Promise<void> {
  const city = await makeUnit(db, "江城市总工会")
  const medal = await makeHonour(db, city, "medal")
  const pioneer = await makeHonour(db, city, "pioneer", { recipientKind: "team" })
  for (const [at, name] of ["临江区", "东山区", "江北新区"].entries()) {
    const district = await makeUnit(db, `${name}总工会`, city)
    await db.update(units).set({ level: "district", kind: "federation" }).where(eq(units.id, district.id))
    const works = await makeUnit(db, `${name}机床厂`, district)
    await db
      .update(units)
      .set({ industryCode: ["C34", "D44", "I65"][at] })
      .where(eq(units.id, works.id))
    for (let year = 1996 + at; year <= 2026; year++)
      await putEntry(db, pioneer, works, `${name}${year}班组`, { year, decidedOn: `${year}-04-28` })
    for (let number = 0; number < 20; number++) {
      const person = await makePerson(db, works, `先进${at}${number}`)
      const sex = number % 3 === 0 ? "female" : "male"
      await db.update(people).set({ sex }).where(eq(people.id, person.id))
      await putEntry(db, medal, works, person.name, { personId: person.id, year: 2024 + (number % 2) })
    }
  }
}

let chromium: Browser
let site: Site
beforeAll(async () => {
  chromium = await startChromium()
  site = await startSite(async ({ db }) => fill(db))
})
afterAll(async () => {
  await chromium.close()
  await site.stop()
})

test.each(languages)(
  "statistics are found from the menu, read as charts and tables, and taken along, in %s",
  async (lang) => {
    const t = translator(lang)
    for (const viewport of [
      { width: 1440, height: 900 },
      { width: 320, height: 640 },
    ]) {
      const context = await chromium.newContext({ viewport })
      const seen = await listen(context)
      const page = await context.newPage()
      await page.goto(`${site.origin}/?lang=${lang}`)
      await page
        .getByRole("navigation", { name: t("common.nav.main") })
        .getByRole("link", { name: t("common.nav.statistics") })
        .click()
      await page.getByRole("heading", { level: 1, name: t("statistics.title") }).waitFor()
      for (const summary of await page.locator(".chart-data summary").all()) await summary.click()
      if (process.env.SCREENSHOTS)
        await page.screenshot({ path: `.data/screenshots/statistics-${lang}-${viewport.width}.png`, fullPage: true })
      expect(await page.locator("svg.chart").count()).toBeGreaterThan(5)
      expect(await page.locator("#chart-years ~ details tbody tr").count()).toBe(31)
      const wide = await page
        .locator("svg.chart")
        .evaluateAll((all) => all.map((one) => one.getBoundingClientRect().width))
      expect(Math.min(...wide)).toBeGreaterThan(200)
      const room = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      )
      expect(room).toBe(0)
      expect(await page.locator("#chart-sexes ~ svg .chart-bar").count()).toBe(2)
      const [file] = await Promise.all([
        page.waitForEvent("download"),
        page.locator("#chart-districts ~ .chart-files a").first().click(),
      ])
      expect(file.suggestedFilename()).toBe("districts.csv")
      expect(await look(page, seen, `${site.origin}/statistics`)).toEqual([])
      await context.close()
    }
  },
  90_000,
)
