import type { Page } from "playwright-core"
import { expect } from "vitest"
import { desk, leave, newDevice, phone, press, type Story, sendWith } from "../teller.ts"
import { slug } from "./city.ts"

/** Checks the list and decides; a second click and the back button decide nothing twice. */
export async function decide(story: Story, page: Page): Promise<void> {
  await page.goto(`/manage/programmes/${slug}/naming`)
  await story.shot(page, "naming")
  await sendWith(page, { documentNumber: "江工发〔2026〕17号" })
  await story.shot(page, "naming-check")
  await page.dblclick("main form button.primary")
  await page.waitForURL(/done=decided/)
  await story.shot(page, "decided")
  await page.goto("/manage/register/decisions")
  expect(await page.locator("main tbody tr").count()).toBe(1)
}

/** What everybody reads: the notice with its struck line, the boards and the decision without whoever lost the seat. */
export async function lookAtBoard(story: Story, notice: string, named: readonly string[], lost: string): Promise<void> {
  for (const device of [desk, phone]) {
    const page = await newDevice(story, device)
    await page.goto(`/notices/${notice}`)
    expect(await page.locator("del").allInnerTexts()).toEqual([lost])
    await story.shot(page, "notice-closed")
    await page.goto(`/honours/${slug}-certificate`)
    expect(await page.locator("main").innerText()).not.toContain(lost)
    for (const [at, kind] of ["medal", "pioneer"].entries()) {
      await page.goto(`/honours/${slug}-${kind}`)
      expect(await page.locator("main").innerText()).toContain(named[at])
    }
    await story.shot(page, "board")
    await press(page, 'main a[href^="/decisions/"]')
    expect(await page.locator("main").innerText()).toContain("江工发〔2026〕17号")
    await leave(page)
  }
}
