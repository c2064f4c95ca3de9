import { execFileSync } from "node:child_process"
import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { eq } from "drizzle-orm"
import type { Browser, Page } from "playwright-core"
import { afterAll, beforeAll, expect, test } from "vitest"
import type { Db } from "#db/db.ts"
import { accounts, certificateFormats, registerEntries } from "#db/schema/index.ts"
import { languages, translator } from "#i18n/translate.ts"
import { makeHonour, putEntry } from "../support/honours.ts"
import { makeOfficer, makeUnit } from "../support/people.ts"
import { listen, look } from "./checks.ts"
import { type Site, startChromium, startSite } from "./server.ts"

/** Names that break certificates: rare characters, the longest that a form takes, minority and Latin ones. */
const recipients = [
  ["王芳", {}],
  ["䶮𠮷㛃", {}],
  ["𬱟𫟼𰻞", { isPosthumous: true }],
  ["阿卜杜拉·穆罕默德·买买提明·艾合买提·吐尔逊", {}],
  ["Anna-Katharina von Hohenfels-Waldenburg", {}],
  ["江城市重型机床制造集团有限责任公司第二分公司数控加工车间先进制造班组", { forZh: "重大技术攻关" }],
  ["李建国", { gradeZh: "一等奖", gradeEn: "First prize", forZh: "数控车工", source: "contest" }],
] as const

let username = ""
const ids: number[] = []

async function fill(db: Db): Promise<void> {
  const city = await makeUnit(db, "江城市总工会")
  const works = await makeUnit(db, "江城重型机床制造集团有限责任公司", city)
  const honour = await makeHonour(db, city, "medal", { titleZh: "江城市五一劳动奖章" })
  await db.insert(certificateFormats).values({ honourId: honour.id, pattern: "JZ{year}{serial:4}{check}" })
  const officer = await makeOfficer(db, city, "honours_officer")
  username = (await db.select().from(accounts).where(eq(accounts.id, officer)))[0]?.username ?? ""
  for (const [name, more] of recipients)
    ids.push(await putEntry(db, honour, works, name, { documentNumber: "江工发〔2026〕17号", ...more }))
}

let chromium: Browser
let site: Site
const folder = mkdtempSync(join(tmpdir(), "laurel-papers-"))
beforeAll(async () => {
  chromium = await startChromium()
  site = await startSite(async ({ db }) => fill(db))
})
afterAll(async () => {
  await chromium.close()
  await site.stop()
  rmSync(folder, { recursive: true })
})

async function officer(lang: string): Promise<Page> {
  const page = await (await chromium.newContext({ viewport: { width: 1440, height: 900 } })).newPage()
  await page.goto(`${site.origin}/?lang=${lang}`)
  await page.goto(`${site.origin}/sign-in`)
  await page.fill("#f-username", username)
  await page.fill("#f-password", "correct horse battery")
  await page.click("button.primary")
  await page.waitForURL(/\/manage/)
  return page
}

/** What poppler says of a file: its text a page, the lines of its fonts, its pages. */
function readPdf(bytes: Uint8Array) {
  const file = join(folder, "certificates.pdf")
  writeFileSync(file, bytes)
  const run = (program: string, ...rest: string[]) => execFileSync(program, [...rest, file], { encoding: "utf8" })
  const texts = execFileSync("pdftotext", ["-raw", file, "-"], { encoding: "utf8" }).split("\f").slice(0, -1)
  const fonts = run("pdffonts").trim().split("\n").slice(2)
  return { texts, fonts, info: run("pdfinfo") }
}

const keep = async (page: Page, name: string) => {
  if (process.env.SCREENSHOTS) await page.screenshot({ path: `.data/screenshots/${name}.png`, fullPage: true })
}

test.each(languages)(
  "certificates are printed in a batch as a PDF, verified from the paper, and follow the register, in %s",
  async (lang) => {
    const t = translator(lang)
    const page = await officer(lang)
    await page.goto(`${site.origin}/manage/certificates`)
    await page.selectOption("#f-honour", { index: 1 })
    await page.getByRole("button", { name: t("common.action.search") }).click()
    if (lang === "en") {
      await page.check("#f-entries-all")
      await page.getByRole("button", { name: t("certificates.print") }).click()
      expect(await page.locator(".error-summary").count()).toBe(1)
      await page.fill("#f-reason", "纸张受潮")
    }
    await keep(page, `certificates-${lang}`)
    await page.getByRole("button", { name: t("certificates.print") }).click()
    await page.waitForURL(/prints\/\d+$/)
    await keep(page, `certificate-print-${lang}`)
    const code = (await page.locator("tbody a[href^='/verify/']").first().textContent()) ?? ""
    await page.getByRole("link", { name: t("certificates.open_sheets") }).click()
    await page.locator(".certificate").first().waitFor()
    await keep(page, `certificate-sheet-${lang}`)
    const overfull = await page
      .locator(".certificate-frame, .certificate-body")
      .evaluateAll(
        (all) =>
          all.filter((one) => one.scrollHeight > one.clientHeight + 1 || one.scrollWidth > one.clientWidth + 1).length,
      )
    expect(overfull).toBe(0)

    const pdf = await page.pdf({ preferCSSPageSize: true, printBackground: true })
    if (process.env.SCREENSHOTS) writeFileSync(`.data/screenshots/certificates-${lang}.pdf`, pdf)
    const { texts, fonts, info } = readPdf(pdf)
    expect(texts.length).toBe(recipients.length)
    expect(info).toMatch(/Page size:\s+84[12](\.\d+)? x 59[45]/)
    const flat = texts.map((text) => text.replace(/\s+/g, ""))
    for (const [at, [name]] of recipients.entries()) {
      const text = flat.filter((one) => one.includes(name.replace(/\s+/g, "")))
      expect([name, text.length, at]).toEqual([name, 1, at])
      for (const part of ["荣誉证书", "江城市五一劳动奖章", "江城市总工会", "2026年4月28日", "证书编号JZ2026"])
        expect(text[0]).toContain(part)
    }
    expect(flat.filter((text) => text.includes("追授")).length).toBe(1)
    expect(flat.filter((text) => text.includes("（补发）")).length).toBe(lang === "en" ? recipients.length : 0)
    expect(fonts.length).toBeGreaterThan(0)
    for (const line of fonts) expect(line).toMatch(/\syes\s+(yes|no)\s+(yes|no)\s+\d+\s+\d+$/)

    const street = await (await chromium.newContext({ viewport: { width: 390, height: 844 } })).newPage()
    await street.goto(`${site.origin}/?lang=${lang}`)
    await street
      .locator(".site-footer")
      .getByRole("link", { name: t("certificates.verify.title") })
      .click()
    await street.fill("#f-number", ` ${code.toLowerCase().replaceAll("-", " ")} `)
    await street.getByRole("button", { name: t("certificates.verify.check") }).click()
    await street.getByText(t("certificates.verify.states.valid")).waitFor()
    await keep(street, `verify-valid-${lang}`)
    const path = new URL(street.url()).pathname
    const seen = await listen(street.context())
    expect(await look(street, seen, `${site.origin}${path}`)).toEqual([])
    const set = (facts: Partial<typeof registerEntries.$inferInsert>) =>
      site.database.db
        .update(registerEntries)
        .set(facts)
        .where(eq(registerEntries.id, shown ?? 0))
    const holder = (await street.locator(".verified-name").textContent()) ?? ""
    const shown = ids[recipients.findIndex(([name]) => name === holder)]
    await set({ correctedAt: new Date("2026-06-01T04:00:00Z") })
    await street.reload()
    await street.getByText(t("certificates.verify.states.corrected", { day: "2026-06-01" })).waitFor()
    await set({ revokedAt: new Date(), ending: "revocation", endedOn: "2026-06-02", endingShown: true })
    await street.reload()
    await street.getByText(t("certificates.verify.states.revoked", { day: "2026-06-02" })).waitFor()
    await keep(street, `verify-revoked-${lang}`)
    await set({ endingShown: false })
    expect((await street.reload())?.status()).toBe(404)
    await street.getByText(t("certificates.verify.states.unknown")).waitFor()
    await keep(street, `verify-unknown-${lang}`)
    await set({ revokedAt: null, ending: null, endedOn: null, correctedAt: null })
    await page.context().close()
    await street.context().close()
  },
  120_000,
)
