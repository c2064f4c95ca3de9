import { eq } from "drizzle-orm"
import type { Browser, Page } from "playwright-core"
import { afterAll, beforeAll, expect, test } from "vitest"
import { noticeLists, notices } from "#db/schema/index.ts"
import { languages, translator } from "#i18n/translate.ts"
import { listed } from "../support/notices.ts"
import { officer, seed } from "./seed.ts"
import { type Site, startChromium, startSite } from "./server.ts"

let chromium: Browser
let site: Site
beforeAll(async () => {
  chromium = await startChromium()
  site = await startSite(async ({ db, keys }) => void (await seed(db, keys)))
})
afterAll(async () => {
  await chromium.close()
  await site.stop()
})

const desk = { width: 1280, height: 900 }
const phone = { width: 390, height: 844 }

async function visitor(viewport: typeof desk, lang: string): Promise<Page> {
  const context = await chromium.newContext({ viewport })
  const page = await context.newPage()
  await page.goto(`${site.origin}/?lang=${lang}`)
  return page
}

async function signIn(page: Page): Promise<void> {
  await page.goto(`${site.origin}/sign-in`)
  await page.fill("#f-username", officer.username)
  await page.fill("#f-password", officer.password)
  await page.click("button.primary")
  await page.waitForURL(/\/manage/)
}

const texts = async (page: Page, selector: string) => page.locator(selector).allTextContents()

test.each(languages)(
  "a notice is opened, objected to on a phone, looked into and closed, in %s",
  async (lang) => {
    const t = translator(lang)
    const [office, street] = [await visitor(desk, lang), await visitor(phone, lang)]
    await signIn(office)
    await office.goto(`${site.origin}/manage/notices`)
    await office.getByRole("link", { name: t("notices.manage.new") }).click()
    await office.fill("#f-title", `公示 ${lang}`)
    await office.fill("#f-basis", "经逐级审核，现予公示。")
    await office.fill("#f-rows", listed)
    await office.fill("#f-address", "江城市人民路1号")
    await office.fill("#f-phone", "0512-12351")
    await office.getByRole("button", { name: t("notices.form.submit") }).click()
    await office.getByRole("button", { name: t("notices.opening.submit") }).click()
    const id = Number(/notices\/(\d+)/.exec(office.url())?.[1])
    await street.goto(`${site.origin}/notices/${id}`)
    await street.getByRole("link", { name: t("notices.paper.object"), exact: true }).click()
    await street.getByRole("button", { name: t("notices.object.submit") }).click()
    expect(await street.locator(".error-summary").count()).toBe(1)
    await street.selectOption("#f-row", "1")
    await street.fill("#f-text", "事迹与实际不符。")
    await street.fill("#f-name", "李四")
    await street.fill("#f-contact", "解放路2号")
    await street.setInputFiles("#f-files", {
      name: "证据.pdf",
      mimeType: "application/pdf",
      buffer: Buffer.from("%PDF-1.7\n%%EOF\n"),
    })
    await street.getByRole("button", { name: t("notices.object.submit") }).click()
    const [number = "", code = ""] = await texts(street, ".receipt-code")
    expect(number).toBe(`${id}-1`)
    await office.goto(`${site.origin}/manage/notices/${id}`)
    await office.getByRole("link", { name: number }).click()
    await office.fill("#f-assignedTo", "经审办 何清")
    await office.getByRole("button", { name: t("notices.objection.assign_button") }).click()
    await office.getByLabel(t("notices.words.objection_states.upheld")).check()
    await office.fill("#f-conclusion", "经走访属实。")
    await office.fill("#f-leaderName", "张主席")
    const today = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10)
    await office.fill("#f-signedOn", today)
    await office.fill("#f-reply", "感谢监督，已处理。")
    await office.fill("#f-words", "取消资格")
    await office.getByRole("button", { name: t("notices.objection.conclude_button") }).click()
    await street.goto(`${site.origin}/notices/receipt`)
    await street.fill("#f-number", number)
    await street.fill("#f-code", code)
    await street.getByRole("button", { name: t("notices.look_up.submit") }).click()
    expect(await street.textContent("main")).toContain("感谢监督，已处理。")
    await street.goto(`${site.origin}/notices/${id}`)
    expect(await texts(street, "del")).toEqual(["王建国"])
    // Nobody waits for five working days in a test: the period is put into the past.
    const { db } = site.database
    await db
      .update(noticeLists)
      .set({ endsAt: new Date(Date.now() - 60_000) })
      .where(eq(noticeLists.noticeId, id))
    await office.goto(`${site.origin}/manage/notices/${id}`)
    await office.getByRole("button", { name: t("notices.closing.submit") }).click()
    await office.waitForURL(/done=closed/)
    const [row] = await db.select().from(notices).where(eq(notices.id, id))
    expect(row?.state).toBe("closed")
    await office.goto(`${site.origin}/manage/notices/${id}/proof`)
    expect(await office.textContent("main")).toContain("张主席")
    await street.context().close()
    await office.context().close()
  },
  180_000,
)
