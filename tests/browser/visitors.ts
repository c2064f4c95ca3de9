import type { Browser, BrowserContext, Page } from "playwright-core"
import type { Language } from "#i18n/translate.ts"

export type Visit = {
  readonly origin: string
  readonly lang: Language
  readonly width?: number
  readonly height?: number
}

/** A browser window of its own, in one language, of somebody who wants no motion: what fades in has its colours at once. */
export async function newVisitor(browser: Browser, { origin, lang, width = 1280, height = 900 }: Visit) {
  const context = await browser.newContext({ baseURL: origin, viewport: { width, height }, reducedMotion: "reduce" })
  await context.addCookies([{ name: "lang", value: lang, url: origin }])
  return context
}

/** Signs an account in through the page, as people do. */
export async function signIn(context: BrowserContext, username: string, password: string): Promise<Page> {
  const page = await context.newPage()
  await page.goto("/sign-in?next=/manage/account")
  await page.fill("#f-username", username)
  await page.fill("#f-password", password)
  await Promise.all([page.waitForURL((url) => url.pathname !== "/sign-in"), page.click("main button.primary")])
  return page
}

/** Opens a judge's seat by the code on its card, on a tablet that holds none yet. */
export async function takeSeat(context: BrowserContext, code: string): Promise<Page> {
  const page = await context.newPage()
  await page.goto("/judge/")
  await page.fill("#f-code", code)
  await page.click("main button.primary")
  await page.waitForLoadState()
  const takeOver = page.locator('form[action="/judge/take-over"] button')
  if ((await takeOver.count()) > 0) await takeOver.click()
  await page.waitForURL((url) => !["/judge/", "/judge/take-over"].includes(url.pathname))
  return page
}
