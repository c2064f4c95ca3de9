import type { Page } from "playwright-core"
import { expect } from "vitest"
import type { Cards } from "./contest.ts"
import { fill, leave, newDevice, press, type Story, send, sendWith, tablet } from "./teller.ts"

const codes = ["A001", "A002", "A003", "A004", "A005"]

/** What judge number `judge` gives to the entry at `index`: no two entries end with the same total. */
const practiceOf = (index: number, judge: number) => `${70 + index * 5 + judge}.5`

export async function takeSeat(page: Page, code: string): Promise<void> {
  await page.goto("/judge/")
  await sendWith(page, { code })
}

/** Presses the figures on the screen, as fingers do. */
async function keyIn(page: Page, value: string): Promise<void> {
  for (const figure of value) await page.tap(`.keypad [data-key="${figure}"]`)
}

async function mark(page: Page, entry: string, slot: string, value: string): Promise<void> {
  await page.goto(`/judge/entries/${entry}/${encodeURIComponent(slot)}`)
  await keyIn(page, value)
  await Promise.all([page.waitForEvent("domcontentloaded"), page.tap("[data-save]")])
}

/** Waits until nothing is on this tablet alone. */
const arrived = (page: Page) => page.waitForSelector('[data-strip="local"]:text-is("0")')

async function signSheet(page: Page): Promise<void> {
  await page.goto("/judge/sheet")
  await press(page, 'a.primary[href="/judge/sheet/signature"]')
  await send(page)
  await arrived(page)
}

/** Judge 2 marks everything by the keypad and signs. */
export async function judgeByKeypad(story: Story, cards: Cards): Promise<void> {
  const page = await newDevice(story, tablet)
  await page.goto("/judge/")
  await story.shot(page, "judge-sign-in")
  await sendWith(page, { code: cards.get("J2") ?? "" })
  await story.shot(page, "judge-entries")
  await page.goto("/judge/entries/A001/practice")
  await keyIn(page, "101")
  await page.tap("[data-save]")
  await page.waitForSelector("[data-problem]:not([hidden])")
  await story.shot(page, "judge-too-high")
  for (const [index, code] of codes.entries()) await mark(page, code, "practice", practiceOf(index, 2))
  await story.shot(page, "judge-after-last")
  await page.goto("/judge/entries/A002/practice")
  await story.shot(page, "judge-mark-given")
  await page.goto("/judge/sheet/signature")
  await story.shot(page, "judge-signature")
  await signSheet(page)
  await story.shot(page, "judge-signed")
  await leave(page)
}

/** Judge 3 has a tablet on which no script runs: forms, one page after the other. */
export async function judgeByForms(story: Story, cards: Cards): Promise<void> {
  const page = await newDevice(story, { ...tablet, javaScriptEnabled: false })
  await takeSeat(page, cards.get("J3") ?? "")
  await press(page, 'a[href="/judge/entries/A001"]')
  for (const [index, code] of codes.entries()) {
    expect(await page.locator(".mark-code").innerText()).toBe(code)
    await fill(page, { value: practiceOf(index, 3) })
    if (index === 0) await story.shot(page, "judge-without-script")
    await send(page, "[data-save]")
  }
  await signSheet(page)
  await leave(page)
}

/** Judge 1 has two tablets. Each takes the seat from the other in the open, and neither's marks are lost. */
export async function judgeOnTwoTablets(story: Story, cards: Cards): Promise<void> {
  const code = cards.get("J1") ?? ""
  const first = await newDevice(story, tablet)
  await takeSeat(first, code)
  for (const [index, entry] of codes.slice(0, 4).entries()) await mark(first, entry, "practice", practiceOf(index, 1))
  await arrived(first)
  await first.goto("/judge/entries/A005/practice")
  await keyIn(first, "71")
  const second = await newDevice(story, tablet)
  await second.goto("/judge/")
  await fill(second, { code })
  await press(second, "main button.primary")
  expect(await second.locator('form[action="/judge/take-over"]').count()).toBe(1)
  await story.shot(second, "seat-in-use")
  await send(second, 'form[action="/judge/take-over"] button')
  await mark(second, "A005", "practice", practiceOf(4, 1))
  await arrived(second)
  await tellTheFirst(story, first)
  await compare(story, first, code)
  await second.waitForSelector('[data-alarm] a[href="/judge/"]')
  await second.goto("/judge/entries")
  await story.shot(second, "seat-taken-back")
  expect(await second.locator('form[action="/judge/"]').count()).toBe(1)
  expect(await second.locator('a[href^="/judge/entries/"]').count()).toBe(0)
  await leave(second)
  await signSheet(first)
  await leave(first)
}

/** The tablet that lost the seat keeps the mark that was typed on it, and leads back to the seat. */
async function tellTheFirst(story: Story, page: Page): Promise<void> {
  await page.tap("[data-save]")
  await page.waitForSelector('[data-alarm] a[href="/judge/"]', { timeout: 90_000 })
  expect(await page.locator('[data-strip="local"]').innerText()).toBe("1")
  await story.shot(page, "seat-lost-with-a-mark-unsent")
}

/** The seat taken back in another tab: the mark that was kept and the newer one stand side by side, and the judge decides. */
async function compare(story: Story, page: Page, code: string): Promise<void> {
  const tab = await page.context().newPage()
  await tab.goto("/judge/")
  await fill(tab, { code })
  await press(tab, "main button.primary")
  await send(tab, 'form[action="/judge/take-over"] button')
  await tab.close()
  await page.goto("/judge/entries/A005/practice")
  await page.waitForSelector("[data-conflict]:not([hidden])")
  expect(await page.locator("[data-mine]").innerText()).toBe("71")
  expect(await page.locator("[data-theirs]").innerText()).toBe(practiceOf(4, 1))
  await story.shot(page, "marks-side-by-side")
  await press(page, "[data-keep-theirs]")
  expect(await page.inputValue("#f-value")).toBe(practiceOf(4, 1))
}

/** The scorekeeper enters what was measured. */
export async function keepScore(story: Story, cards: Cards): Promise<void> {
  const page = await newDevice(story, tablet)
  await takeSeat(page, [...cards].find(([alias]) => alias.startsWith("S"))?.[1] ?? "")
  await story.shot(page, "scorekeeper-entries")
  for (const [index, code] of codes.entries()) {
    await mark(page, code, "theory", `${88 - index}`)
    await mark(page, code, "value:minutes", `${170 + index}`)
  }
  await page.goto("/judge/sheet")
  await story.shot(page, "scorekeeper-sheet")
  await signSheet(page)
  await leave(page)
}

/** The head judge signs when all sheets are. */
export async function signSet(story: Story, cards: Cards): Promise<void> {
  const page = await newDevice(story, tablet)
  await takeSeat(page, [...cards].find(([alias]) => alias.startsWith("H"))?.[1] ?? "")
  await story.shot(page, "head-judge")
  await press(page, 'a.primary[href="/judge/progress/signature"]')
  await story.shot(page, "head-judge-signature")
  await send(page)
  await story.shot(page, "head-judge-signed")
  await leave(page)
}
