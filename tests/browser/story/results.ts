import { execFileSync } from "node:child_process"
import { writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import type { Page } from "playwright-core"
import { expect } from "vitest"
import type { Account } from "./directory.ts"
import { desk, fill, leave, newDevice, phone, press, type Story, send, sendWith, signInAs } from "./teller.ts"

/** Opens the codes before a witness, and publishes. */
export async function publish(story: Story, page: Page, event: string): Promise<void> {
  await page.goto(`/manage/events/${event}/progress`)
  await story.shot(page, "officer-progress")
  await page.goto(`/manage/events/${event}/result`)
  await story.shot(page, "result-signed")
  await page.locator("#f-witness").selectOption({ index: 1 })
  await send(page, 'form[action$="/result/decoding"] button')
  await story.shot(page, "result-decoded")
  await press(page, '.page-tools a.primary[href$="/publication"]')
  await story.shot(page, "publication")
  await send(page)
  await story.shot(page, "result-published")
}

/** The honours officer confers the prizes of the result. */
export async function confer(story: Story, account: Account): Promise<void> {
  const page = await newDevice(story, desk)
  await signInAs(page, account)
  await story.shot(page, "tasks-honours")
  await page.goto("/manage/register/conferrals")
  await story.shot(page, "conferrals")
  await press(page, 'main th a[href^="/manage/register/conferrals/"]')
  for (const at of [0, 1, 2]) await page.locator(`#f-honour-${at}`).selectOption({ index: 1 })
  await sendWith(page, { documentNumber: "江工发〔2026〕12号" })
  await story.shot(page, "conferral-check")
  await send(page)
  await story.shot(page, "conferred")
  await page.goto("/manage/register")
  await story.shot(page, "register")
  await leave(page)
}

type Line = { readonly place: string; readonly name: string; readonly code: string; readonly total: number }

const linesOf = (page: Page): Promise<Line[]> =>
  page.locator("main table >> nth=0 >> tbody tr").evaluateAll((rows) =>
    rows.map((row) => ({
      place: row.querySelector(".place")?.textContent?.trim() ?? "",
      name: row.querySelector("th a")?.textContent?.trim() ?? "",
      code: /entries\/([^?]+)/.exec(row.querySelector("th a")?.getAttribute("href") ?? "")?.[1] ?? "",
      total: Number(row.querySelector("td strong")?.textContent),
    })),
  )

/** What the published bundle, reckoned again by the command, says of places and totals. */
async function recomputed(page: Page): Promise<Omit<Line, "name">[]> {
  const href = await page.locator('a[href*="/bundle.json"]').getAttribute("href")
  const path = join(tmpdir(), `laurel-bundle-${process.pid}.json`)
  writeFileSync(path, await (await page.request.get(href ?? "")).body())
  const result = JSON.parse(execFileSync(process.execPath, ["src/scripts/tally.ts", path], { encoding: "utf8" }))
  return result.entries.map((one: { entry: string; place: number; total: string }) => ({
    place: `${one.place}`,
    code: one.entry,
    total: Number(one.total),
  }))
}

/** What anybody sees on a phone: who won, why, and where it is kept. */
export async function look(story: Story): Promise<void> {
  const page = await newDevice(story, phone)
  await page.goto("/")
  await story.shot(page, "public-home")
  await press(page, 'main a[href="/contests/jiangcheng-5/fitter"]')
  await story.shot(page, "public-result")
  const lines = await linesOf(page)
  expect(lines.map(({ place }) => place)).toEqual(["1", "2", "3", "4", "5"])
  expect(lines.map(({ place, code, total }) => ({ place, code, total }))).toEqual(await recomputed(page))
  const [winner] = lines
  if (!winner) throw new Error("nobody won")
  await press(page, `main table th a[href*="/entries/${winner.code}"]`)
  expect(await page.locator("h1").innerText()).toBe(winner.name)
  await story.shot(page, "public-why")
  await page.goto("/honours")
  await story.shot(page, "public-honours")
  await press(page, 'main a[href="/honours/champion"]')
  expect(await page.locator(".names a", { hasText: winner.name }).count()).toBe(1)
  await story.shot(page, "public-board")
  await page.goto("/contests")
  await story.shot(page, "public-contests")
  await press(page, 'main a[href="/contests/jiangcheng-5"]')
  await story.shot(page, "public-contest")
  await search(story, page, winner.name)
  await leave(page)
}

const pinyin: Readonly<Record<string, string>> = {
  柳青峰: "liuqingfeng",
  欧阳若兰: "ouyangruolan",
  曾小川: "zengxiaochuan",
  单雨桐: "shanyutong",
  尉迟明: "yuchiming",
}

/** A winner is found by name, by the sound of it, and by the unit. */
async function search(story: Story, page: Page, name: string): Promise<void> {
  for (const [how, words] of Object.entries({ name, pinyin: pinyin[name] ?? "", unit: "江城机床" })) {
    await page.goto("/search")
    await fill(page, { q: words })
    await press(page, "main button.primary")
    const found = await page.locator("main tbody th", { hasText: name }).count()
    expect({ how, words, found }).toEqual({ how, words, found: 1 })
    await story.shot(page, `search-by-${how}`)
  }
}
