import { mkdirSync } from "node:fs"
import type { Browser, BrowserContextOptions, Page } from "playwright-core"
import { expect } from "vitest"
import type { Language } from "#i18n/translate.ts"
import { listen } from "../checks.ts"
import type { Site } from "../server.ts"

/** What the steps of the story share: where it is told, in which language, and what browsers complained of. */
export type Story = {
  readonly lang: Language
  readonly site: Site
  readonly chromium: Browser
  readonly complaints: string[]
  /** Keeps a picture of a page in .data/screenshots, where SCREENSHOTS=1 asks for it. */
  readonly shot: (page: Page, name: string) => Promise<void>
}

export function beginStory(lang: Language, site: Site, chromium: Browser): Story {
  let count = 0
  const folder = `.data/screenshots/${lang}`
  const wanted = process.env.SCREENSHOTS === "1"
  if (wanted) mkdirSync(folder, { recursive: true })
  const shot = async (page: Page, name: string) => {
    const path = `${folder}/${String(++count).padStart(2, "0")}-${name}.png`
    if (wanted) await page.screenshot({ path, fullPage: true, caret: "initial" })
  }
  return { lang, site, chromium, complaints: [], shot }
}

export const desk: BrowserContextOptions = { viewport: { width: 1280, height: 900 } }
export const tablet: BrowserContextOptions = { viewport: { width: 1180, height: 820 }, hasTouch: true }
export const phone: BrowserContextOptions = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true }

/** A device of its own, whose complaints the story collects; statuses that the story provokes are no complaints. */
export async function newDevice(story: Story, options: BrowserContextOptions): Promise<Page> {
  const { origin } = story.site
  const context = await story.chromium.newContext({ baseURL: origin, ...options })
  await context.addCookies([{ name: "lang", value: story.lang, url: origin }])
  const { complaints } = await listen(context)
  context.on("close", () => {
    story.complaints.push(...complaints.filter((one) => !/status of (401|409|422)/.test(one)))
  })
  return context.newPage()
}

export const leave = (page: Page): Promise<void> => page.context().close()

type Fields = Readonly<Record<string, string>>

/** Fills fields by name: texts are typed, choices chosen, boxes ticked. */
export async function fill(page: Page, fields: Fields): Promise<void> {
  for (const [name, value] of Object.entries(fields)) {
    const all = page.locator(`main [name="${name}"]:not([type="hidden"])`)
    const kind = await all.first().evaluate((one) => (one instanceof HTMLInputElement ? one.type : one.localName))
    if (kind === "radio" || kind === "checkbox") await page.check(`main [name="${name}"][value="${value}"]`)
    else if (kind === "select") await all.first().selectOption(value)
    else await all.first().fill(value)
  }
}

/** Presses what leads to another page, and waits for that. */
export async function press(page: Page, selector: string): Promise<void> {
  await Promise.all([page.waitForEvent("domcontentloaded"), page.click(selector)])
}

/** Sends a form and expects that nothing was wrong with it. */
export async function send(page: Page, selector = "main button.primary"): Promise<void> {
  await press(page, selector)
  const problems = page.locator(".error-summary")
  expect((await problems.count()) > 0 ? await problems.innerText() : "").toBe("")
}

export async function sendWith(page: Page, fields: Fields, selector?: string): Promise<void> {
  await fill(page, fields)
  await send(page, selector)
}

/** The number at the end of the part of the address that follows a word: `/manage/events/7/rules` → 7. */
export function idIn(page: Page, word: string): string {
  const found = new RegExp(`/${word}/(\\d+)`).exec(new URL(page.url()).pathname)?.[1]
  if (!found) throw new Error(`no ${word} in ${page.url()}`)
  return found
}

export async function signInAs(page: Page, { username, password }: { username: string; password: string }) {
  await page.goto("/sign-in")
  await sendWith(page, { username, password })
}
