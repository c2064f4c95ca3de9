import type { Page } from "playwright-core"
import { expect } from "vitest"
import { dayOf } from "#lib/dates.ts"
import { fill, idIn, press, type Story, send } from "./teller.ts"

const dayMs = 86_400_000
const day = (offset: number) => dayOf(new Date(Date.now() + offset * dayMs))

/** A contest with one event of theory 30 and practice 70; gives the event's id. */
export async function makeContest(story: Story, page: Page): Promise<string> {
  await page.goto("/manage/contests")
  await story.shot(page, "contests-empty")
  await press(page, ".page-tools a.primary")
  await fill(page, { titleZh: "第五届江城市职工技能大赛", titleEn: "The 5th Jiangcheng Workers' Skills Contest" })
  const host = await page.locator("#f-hostUnitId option").nth(1).getAttribute("value")
  await fill(page, { slug: "jiangcheng-5", hostUnitId: host ?? "", hosts: "主办：江城市总工会", tier: "市级一类" })
  await fill(page, { approvalBasis: "江工发〔2026〕3号", place: "江城技师学院", startsOn: day(0), endsOn: day(2) })
  await fill(page, { registrationOpensAt: `${day(-2)} 08:00`, registrationClosesAt: `${day(0)} 23:59` })
  await story.shot(page, "contest-form")
  await send(page)
  await story.shot(page, "contest-new")
  await press(page, 'main a.primary[href$="/events/new"]')
  await story.shot(page, "templates")
  await press(page, ".template-list h2 a >> nth=0")
  await fill(page, { titleZh: "钳工", titleEn: "Fitter", code: "fitter", entrantGroup: "worker", capacity: "30" })
  await fill(page, { showsJudgeMarks: "yes" })
  await story.shot(page, "event-form")
  await send(page)
  await story.shot(page, "event-new")
  return idIn(page, "events")
}

/** Lets three judges mark the practice, none of whose marks is dropped, and gives prizes by number. */
export async function editRules(story: Story, page: Page, event: string): Promise<void> {
  await page.goto(`/manage/events/${event}/rules/edit`)
  await story.shot(page, "rules-editor")
  await page.click("#node-2 summary")
  const answered = page.waitForResponse((answer) => answer.url().includes("/rules/edit") && answer.ok())
  await page.selectOption('[name="nodes[2].kind"]', "judged")
  await answered
  await page.waitForSelector('[name="nodes[2].judges"]')
  const judged = { judges: "3", high: "", low: "", combine: "mean", max: "100", step: "0.5" }
  await fill(page, Object.fromEntries(Object.entries(judged).map(([name, value]) => [`nodes[2].${name}`, value])))
  for (const index of [0, 1, 2])
    await fill(page, {
      [`prizes[${index}].count`]: "1",
      [`prizes[${index}].share`]: "",
      [`prizes[${index}].rounding`]: "",
    })
  await story.shot(page, "rules-edited")
  await send(page, '.editor-bar button[value="save"]')
  expect(new URL(page.url()).pathname).toBe(`/manage/events/${event}/rules`)
  await story.shot(page, "rules")
}

export async function announce(story: Story, page: Page, event: string): Promise<void> {
  await page.goto(`/manage/events/${event}`)
  await press(page, '.crumbs a[href*="/manage/contests/"]')
  await send(page)
  await story.shot(page, "contest-announced")
  await page.goto(`/manage/events/${event}`)
  await send(page)
  await story.shot(page, "event-open")
}

/** Approves all who wait, and draws their codes from a seed whose hash was shown before. */
export async function approveAndDraw(story: Story, page: Page, event: string): Promise<void> {
  await page.goto("/manage")
  await story.shot(page, "tasks-approval")
  await page.goto(`/manage/events/${event}/registration`)
  expect(await page.locator('input[name="entry"]').count()).toBe(5)
  await story.shot(page, "approval")
  await send(page, ".bulk button")
  await story.shot(page, "approved")
  await page.goto(`/manage/events/${event}/draw`)
  await send(page)
  await story.shot(page, "draw-prepared")
  await fill(page, { prefix: "A" })
  await send(page)
  await story.shot(page, "drawn")
  await send(page, 'form[action$="/draw/list"] button')
  await story.shot(page, "code-list")
}

const seats: readonly (readonly [string, readonly string[]])[] = [
  ["judge", ["practice"]],
  ["judge", ["practice"]],
  ["judge", ["practice"]],
  ["scorekeeper", ["theory", "value:minutes"]],
  ["head_judge", []],
]

export type Cards = ReadonlyMap<string, string>

/** Seats the panel, prints its cards and opens the event for marks; gives the codes by alias. */
export async function seatPanel(story: Story, page: Page, event: string): Promise<Cards> {
  for (const [role, slots] of seats) {
    await page.goto(`/manage/events/${event}/seats?role=${role}`)
    for (const slot of slots) await page.check(`[name="slots"][value="${slot}"]`)
    if (role === "scorekeeper") await story.shot(page, "seat-form")
    await send(page)
  }
  await story.shot(page, "panel")
  await send(page, `form.buttons[action="/manage/events/${event}/cards"] button`)
  await story.shot(page, "cards")
  const cards = await page
    .locator(".code-card")
    .evaluateAll((all) => all.map((one) => [one.getAttribute("data-alias"), one.getAttribute("data-code")]))
  await page.goto(`/manage/events/${event}/panel`)
  await story.shot(page, "panel-ready")
  await send(page, 'form[action$="/judging"] button')
  await story.shot(page, "judging-started")
  return new Map(cards as [string, string][])
}
