import type { Page } from "playwright-core"
import { expect } from "vitest"
import { idIn, leave, newDevice, phone, press, type Story, send, sendWith } from "../teller.ts"
import { slug } from "./city.ts"

const path = `/manage/programmes/${slug}/notices`
const fields = {
  basis: "经基层推荐、逐级审核，现将拟推荐对象予以公示，接受监督。",
  address: "工会路1号",
  phone: "0511-88880000",
  confirmed: "yes",
}

/** Puts up the notice of one unit; gives its number. */
export async function putUp(story: Story, page: Page, place: string): Promise<string> {
  await page.goto(`${path}?place=${place}`)
  await story.shot(page, `notice-form-${place.split("@")[0]}`)
  await sendWith(page, fields)
  await page.locator('main a[href^="/manage/notices/"]').last().scrollIntoViewIfNeeded()
  const links = await page.locator(`main section a[href^="/manage/notices/"][href$="/proof"]`).all()
  const href = (await links.at(-1)?.getAttribute("href")) ?? ""
  return /notices\/(\d+)/.exec(href)?.[1] ?? ""
}

/** The period is over: those whom nothing holds go on, and a notice that holds nobody is closed. */
export async function conclude(story: Story, page: Page, place: string): Promise<void> {
  await page.goto(`${path}?place=${place}`)
  await story.shot(page, `notice-over-${place.split("@")[0]}`)
  await send(page, 'main form[action$="/conclusion"] button.primary')
}

/** Anybody objects to one line on a phone, under a name; gives the number of the objection. */
export async function object(story: Story, notice: string, name: string): Promise<void> {
  const page = await newDevice(story, phone)
  await page.goto(`/notices/${notice}`)
  await press(page, "main .paper-act a.primary")
  const option = page.locator("#f-row option", { hasText: name })
  const row = (await option.getAttribute("value")) ?? ""
  await sendWith(page, { row, text: `${name}的材料与事实不符。`, named: "yes", name: "李四", contact: "解放路2号" })
  await story.shot(page, "objected")
  await leave(page)
}

/** Gives an objection to somebody, and concludes it as the responsible leader has signed. */
export async function investigate(story: Story, page: Page, notice: string, serial: number, upheld: boolean) {
  await page.goto(`/manage/notices/${notice}`)
  await press(page, `main a:text-is("${notice}-${serial}")`)
  expect(idIn(page, "notices")).toBe(notice)
  await sendWith(page, { assignedTo: "经审办" }, 'main form[action$="/assignment"] button')
  const verdict = upheld ? "upheld" : "dismissed"
  await page.check(`main [name="verdict"][value="${verdict}"]`)
  const form = 'main form[action$="/conclusion"]'
  const signedOn = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10)
  const said = {
    conclusion: "经走访核实。",
    leaderName: "张主席",
    signedOn,
    reply: "感谢监督。",
    words: upheld ? "取消资格" : "",
  }
  for (const [name, value] of Object.entries(said)) await page.fill(`${form} [name="${name}"]`, value)
  await story.shot(page, `objection-${verdict}`)
  await send(page, `${form} button.primary`)
}
