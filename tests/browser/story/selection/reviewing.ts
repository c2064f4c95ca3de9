import type { Page } from "playwright-core"
import { expect } from "vitest"
import { fill, leave, newDevice, phone, press, type Story, send, sendWith } from "../teller.ts"
import { slug } from "./city.ts"

/** The office gives a nomination back to its unit, with a reason and a day. */
export async function giveBack(story: Story, page: Page, id: string): Promise<void> {
  await page.goto(`/manage/nominations/${id}`)
  const form = `main form[action="/manage/nominations/${id}/return"]`
  await page.click('main details:has(form[action$="/return"]) > summary')
  await page.fill(`${form} [name="reason"]`, "职代会票数写错，请更正。")
  await page.fill(`${form} [name="deadline"]`, new Date(Date.now() + 7 * 86_400_000).toISOString().slice(0, 10))
  await story.shot(page, "return")
  await send(page, `${form} button`)
}

/** Departments are asked by letters, and each answers for all nominees on a phone. */
export async function askDepartments(story: Story, page: Page): Promise<void> {
  await page.goto(`/manage/programmes/${slug}/opinions`)
  await story.shot(page, "ask-departments")
  await press(page, `main form[action$="/opinions"] button.primary`)
  const codes = await page.locator("[data-code]").allInnerTexts()
  expect(codes.length).toBe(2)
  for (const [at, code] of codes.entries()) await answer(story, code, at)
}

async function answer(story: Story, code: string, at: number): Promise<void> {
  const page = await newDevice(story, phone)
  await page.goto(`/opinions#${code.trim()}`)
  await page.waitForFunction(() => (document.querySelector("#f-code") as HTMLInputElement | null)?.value !== "")
  await send(page)
  for (const box of await page.locator('main [name^="verdict_"][value="agree"]').all()) await box.check()
  await fill(page, { name: "钱局长", post: "副局长" })
  if (at === 0) await story.shot(page, "department")
  await send(page, 'main button[formaction$="/signature"]')
  await leave(page)
}

/** Passes everybody who waits, from the one list. */
export async function passAll(story: Story, page: Page, count: number, name: string): Promise<void> {
  await page.goto("/manage")
  await story.shot(page, `tasks-${name}`)
  await press(page, 'main a[href="/manage/nominations/reviews"]')
  await page.check("[data-choose-all]")
  expect(await page.locator('main [name="nominee"]:checked').count()).toBe(count)
  await story.shot(page, `reviews-${name}`)
  await sendWith(page, { act: "pass" })
  expect(await page.locator(".notice.ok").innerText()).toContain(String(count))
}
