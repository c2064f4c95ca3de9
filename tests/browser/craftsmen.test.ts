import { eq } from "drizzle-orm"
import type { Browser, Page } from "playwright-core"
import { afterAll, beforeAll, expect, test } from "vitest"
import { nominations, noticeLists } from "#db/schema/index.ts"
import { languages, translator } from "#i18n/translate.ts"
import { dayOf } from "#lib/dates.ts"
import { type Site, startChromium, startSite } from "./server.ts"
import { type CraftWorld, craftWorld } from "./story/craft-world.ts"
import {
  beginStory,
  desk,
  fill,
  leave,
  newDevice,
  press,
  type Story,
  send,
  sendWith,
  signInAs,
  tablet,
} from "./story/teller.ts"

let chromium: Browser
let site: Site | undefined
beforeAll(async () => {
  chromium = await startChromium()
})
afterAll(async () => {
  await chromium.close()
  await site?.stop()
})

const base = "/manage/programmes/craftsman"

/** Draws the winners of the contest, whose unit finds their papers with the ground. */
async function draw(story: Story, office: Page, { operator }: CraftWorld): Promise<void> {
  await office.goto(base)
  await press(office, `main a[href="${base}/founding"]`)
  await story.shot(office, "founding")
  await send(office)
  expect(
    await office
      .locator("main .status", { hasText: translator(story.lang)("nominations.founding.states.nominated") })
      .count(),
  ).toBe(2)
  const unit = await newDevice(story, desk)
  await signInAs(unit, operator)
  await unit.goto("/manage/nominations?state=draft")
  await press(unit, 'main th a:has-text("韩铁心")')
  await story.shot(unit, "founded-papers")
  expect(await unit.textContent("main")).toContain(translator(story.lang)("nominations.founding.ground"))
  await leave(unit)
}

/** Seats three experts, one from a nominee's own unit, and gives them codes. */
async function seat(story: Story, office: Page, { experts }: CraftWorld): Promise<string[]> {
  await office.goto("/manage/committees")
  await sendWith(office, { name: "江城工匠评审委员会" })
  const path = new URL(office.url()).pathname
  for (const [at, id] of experts.entries()) {
    await office.goto(`${path}/members?q=${encodeURIComponent("专家")}`)
    await office.check(`[name="personId"][value="${id}"]`)
    if (at === 0) await office.check('[name="isChair"]')
    await send(office, `form[action="${path}/members"] button.primary`)
  }
  await send(office, 'form[action$="/cases"] button')
  await send(office, 'form[action$="/session"] button')
  await story.shot(office, "committee")
  await press(office, 'form[action$="/cards"] button')
  const codes = (await office.locator(".code-card-code").allTextContents()).map((code) => code.trim())
  await office.goto(path)
  return codes
}

/** Every member votes for all on the paper; who comes from a nominee's unit finds the other one alone. */
async function vote(story: Story, codes: readonly string[]): Promise<Page[]> {
  const tablets: Page[] = []
  for (const [at, code] of codes.entries()) {
    const page = await newDevice(story, tablet)
    await page.goto("/manage/reviews/sign-in")
    await sendWith(page, { code })
    await press(page, 'main a[href$="/ballot"]')
    const papers = page.locator('main input[type="radio"][value="for"]')
    expect(await papers.count()).toBe(at === 2 ? 1 : 2)
    for (const one of await papers.all()) await one.check()
    await story.shot(page, `ballot-${at}`)
    await send(page)
    tablets.push(page)
  }
  return tablets
}

/** Counts, settles the list, writes the minutes, which the chair signs. */
async function conclude(story: Story, office: Page, chair: Page): Promise<void> {
  const path = new URL(office.url()).pathname
  await office.reload()
  await send(office, 'form[action$="/count"] button')
  await office.goto(`${path}/selection`)
  await story.shot(office, "selection")
  await send(office)
  await send(office)
  await sendWith(office, { minutes: "到会三人，一人回避一名人选。" }, 'form[action$="/minutes"] button')
  await chair.goto(`${path.replace("committees", "reviews")}/signature`)
  await send(chair)
  await office.goto(`${path}/minutes`)
  await story.shot(office, "minutes")
}

/** Shows both to the public; nobody waits for five working days in a test: the period is put into the past. */
async function announce(story: Story, office: Page, db: Site["database"]["db"]): Promise<void> {
  await office.goto(`${base}/notices`)
  const opener = office.locator("main a.button")
  if ((await opener.count()) > 0) await press(office, "main a.button >> nth=0")
  await fill(office, { basis: "经专家评审，现予公示。", address: "江城市人民路1号", phone: "0512-12351" })
  await send(office)
  await db.update(noticeLists).set({ endsAt: new Date(Date.now() - 60_000) })
  await office.goto(`${base}/notices`)
  if ((await opener.count()) > 0) await press(office, "main a.button >> nth=0")
  await story.shot(office, "notice-over")
  await send(office)
}

const decision = (number: number) => ({ documentNumber: `江工发〔2026〕${number}号` })

/** Lists both for cultivation, a year and more ago, assesses them, and names them. */
async function name(story: Story, office: Page): Promise<void> {
  await office.goto(`${base}/cultivation`)
  const decidedOn = dayOf(new Date(Date.now() - 400 * 86_400_000))
  await sendWith(office, { ...decision(7), decidedOn })
  for (let left = 2; left > 0; left--) {
    const form = office.locator('form[action$="/cultivation/assessments"]').first()
    await form.locator('[name="assessment"]').fill("培育任务完成，考核合格。")
    await send(office, 'form[action$="/cultivation/assessments"] button >> nth=0')
  }
  await story.shot(office, "cultivated")
  await office.goto(`${base}/naming`)
  await sendWith(office, decision(8))
  await send(office)
  await story.shot(office, "named")
}

test.each(languages)(
  "winners of a contest become craftsmen, in %s",
  async (lang) => {
    await site?.stop()
    let world: CraftWorld | undefined
    site = await startSite(async (given) => {
      world = await craftWorld(given)
    })
    if (!world) throw new Error("no world")
    const { db } = site.database
    const story = beginStory(lang, site, chromium)
    const office = await newDevice(story, desk)
    await signInAs(office, world.officer)
    await draw(story, office, world)
    // The papers' own way, from the unit's typing to the first review, is told elsewhere.
    await db
      .update(nominations)
      .set({ state: "underway", stepKey: "experts" })
      .where(eq(nominations.programmeId, world.programmeId))
    const tablets = await vote(story, await seat(story, office, world))
    await conclude(story, office, tablets[0] as Page)
    for (const one of tablets) await leave(one)
    await announce(story, office, db)
    await name(story, office)
    await leave(office)
    const street = await newDevice(story, desk)
    await street.goto("/honours/craftsman")
    for (const winner of ["韩铁心", "苏远航"]) expect(await street.textContent("main")).toContain(winner)
    await leave(street)
    expect(story.complaints).toEqual([])
  },
  120_000,
)
