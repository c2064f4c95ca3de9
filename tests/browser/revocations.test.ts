import { eq } from "drizzle-orm"
import type { Browser, Page } from "playwright-core"
import { afterAll, beforeAll, expect, test } from "vitest"
import type { Db } from "#db/db.ts"
import { accounts, registerEntries } from "#db/schema/index.ts"
import { languages, translator } from "#i18n/translate.ts"
import { makeHonour } from "../support/honours.ts"
import { makeOfficer, makeUnit } from "../support/people.ts"
import { type Site, startChromium, startSite } from "./server.ts"

const password = "correct horse battery"
const desk = { width: 1280, height: 900 }
const phone = { width: 390, height: 844 }
const names: Readonly<Record<string, string>> = { "zh-CN": "贾立案", en: "易复核" }
const usernames: Record<string, string> = {}

async function enter(db: Db): Promise<void> {
  const city = await makeUnit(db, "江城市总工会")
  const district = await makeUnit(db, "临江区总工会", city)
  const works = await makeUnit(db, "临江机床厂", district)
  const posts = {
    unit: ["unit_operator", works],
    tier: ["honours_officer", district],
    office: ["honours_officer", city],
  } as const
  for (const [who, [kind, unit]] of Object.entries(posts)) {
    const [account] = await db
      .select()
      .from(accounts)
      .where(eq(accounts.id, await makeOfficer(db, unit, kind)))
    usernames[who] = account?.username ?? ""
  }
  const honour = await makeHonour(db, city, "medal")
  const facts = { honourId: honour.id, unitId: works.id, unitName: works.name, year: 2025, decidedOn: "2025-04-28" }
  const paper = { documentNumber: "江工发〔2025〕8号", source: "decision" as const, sortPinyin: "x" }
  const since = { visibleFrom: new Date("2025-05-01"), createdAt: new Date("2025-05-01") }
  const rows = Object.values(names).map((name) => ({ recipientName: name, searchKey: name }))
  await db.insert(registerEntries).values(rows.map((row) => ({ ...facts, ...paper, ...since, ...row })))
}

let chromium: Browser
let site: Site
beforeAll(async () => {
  chromium = await startChromium()
  site = await startSite(async ({ db }) => enter(db))
})
afterAll(async () => {
  await chromium.close()
  await site.stop()
})

async function visitor(lang: string, viewport = desk): Promise<Page> {
  const page = await (await chromium.newContext({ viewport })).newPage()
  await page.goto(`${site.origin}/?lang=${lang}`)
  return page
}

async function colleague(who: string, lang: string): Promise<Page> {
  const page = await visitor(lang)
  await page.goto(`${site.origin}/sign-in`)
  await page.fill("#f-username", usernames[who] ?? "")
  await page.fill("#f-password", password)
  await page.click("button.primary")
  await page.waitForURL(/\/manage/)
  return page
}

test.each(languages)(
  "an honour is revoked along its path, its tokens come back, and it is restored, in %s",
  async (lang) => {
    const t = translator(lang)
    const R = "register.revocations"
    const name = names[lang] ?? ""
    const [unit, tier, office] = [
      await colleague("unit", lang),
      await colleague("tier", lang),
      await colleague("office", lang),
    ]
    const street = await visitor(lang, phone)
    const listed = async () => {
      await street.goto(`${site.origin}/honours/medal`)
      return street.locator(".names strong", { hasText: name }).count()
    }
    expect(await listed()).toBe(1)
    await unit.goto(`${site.origin}/manage/revocations`)
    await unit
      .getByRole("link", { name: t(`${R}.open`) })
      .first()
      .click()
    await unit.fill("#f-q", name)
    await unit.getByRole("button", { name: t("common.action.search") }).click()
    await unit.locator(".row-actions a").click()
    await unit.getByRole("button", { name: t(`${R}.submit`) }).click()
    expect(await unit.locator(".error-summary").count()).toBe(1)
    await unit.selectOption("#f-ground", "criminal_punishment")
    await unit.fill("#f-statement", "（2026）江01刑初8号判决")
    await unit.getByRole("button", { name: t(`${R}.submit`) }).click()
    const path = new URL(unit.url()).pathname
    await office.goto(`${site.origin}${path}`)
    expect(await office.getByRole("button", { name: t(`${R}.decide`) }).count()).toBe(0)
    await tier.goto(`${site.origin}${path}`)
    await tier.getByLabel(t(`${R}.verdicts.agree`), { exact: true }).check()
    await tier.fill("#f-opinion", "情况属实")
    await tier.getByRole("button", { name: t(`${R}.advise`) }).click()
    await office.reload()
    await office.fill("#f-documentNumber", `江工发〔2026〕${lang === "en" ? 31 : 30}号`)
    await office.fill("#f-decidedOn", "2026-04-30")
    await office.check("#f-isPublic")
    await office.getByRole("button", { name: t(`${R}.decide`) }).click()
    expect(await listed()).toBe(0)
    const told = street.locator("[aria-labelledby=revoked] li", { hasText: name })
    expect(await told.textContent()).toContain("2026-04-30")
    expect(await street.content()).not.toContain("刑初")
    await office.fill("#f-medalOn", "2026-05-06")
    await office.fill("#f-certificateReason", "遗失")
    await office.getByRole("button", { name: t(`${R}.save_tokens`) }).click()
    expect(await office.inputValue("#f-medalOn")).toBe("2026-05-06")
    await office.locator("details.confirm summary", { hasText: t(`${R}.restore`) }).click()
    await office.fill("#f-restoringNumber", `江工发〔2026〕${lang === "en" ? 41 : 40}号`)
    await office.fill("#f-restoredOn", "2026-06-30")
    await office.fill("#f-restoringReason", "再审改判无罪")
    await office.getByRole("button", { name: t(`${R}.restore`) }).click()
    expect(await office.content()).toContain("再审改判无罪")
    expect([await listed(), await told.count()]).toEqual([1, 0])
    expect(await unit.goto(`${site.origin}${path}`).then((answer) => answer?.status())).toBe(200)
    for (const page of [unit, tier, office, street]) await page.context().close()
  },
  60_000,
)
