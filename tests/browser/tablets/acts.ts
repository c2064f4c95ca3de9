import { expect } from "vitest"
import { newVisitor } from "../visitors.ts"
import type { Hall } from "./hall.ts"
import { lang, picture } from "./pictures.ts"
import type { Burst, Cell } from "./plan.ts"
import { enter, keysOn, markAll, sent, type Tablet, unsent } from "./tablet.ts"

const signOut = 'form[action="/judge/sign-out"] button'

/** Two judges swap tablets: refused while a mark is unsent, done once all has arrived. Gives the keys that went along. */
export async function handOver(hall: Hall, one: Tablet, other: Tablet, burst: Burst): Promise<string[]> {
  await one.context.setOffline(true)
  await markAll(one, burst.cells)
  await one.page.goto("/judge/entries")
  await one.page.click(signOut)
  await one.page.waitForSelector("p[data-held]")
  expect(await one.page.locator("p[data-held]").innerText()).toContain(String(burst.cells.length))
  await picture(one.page, "hand-over-refused")
  await one.context.setOffline(false)
  await sent(one)
  const keys = [...(await keysOn(one)), ...(await keysOn(other))]
  for (const tablet of [one, other]) {
    await tablet.page.goto("/judge/entries")
    await tablet.page.click(signOut)
    await tablet.page.waitForURL("**/judge/")
  }
  const aliases = [other.alias, one.alias]
  for (const [at, tablet] of [one, other].entries()) {
    tablet.alias = aliases[at] ?? ""
    await enter(tablet, hall.codes[tablet.alias] ?? "")
  }
  return keys
}

/** What a second device writes on the same two cells, and which of the two values the judge keeps. */
export type Contested = { readonly kept: Cell; readonly keys: string[] }

/** A phone takes the seat, and gives two other marks; the tablet takes it back, and its judge decides about both. */
export async function takeOver(hall: Hall, phone: Tablet, tablet: Tablet, burst: Burst): Promise<Contested> {
  const [mine, theirs] = burst.cells as [Cell, Cell]
  const code = hall.codes[tablet.alias] ?? ""
  await tablet.context.setOffline(true)
  await markAll(tablet, burst.cells)
  await phone.page.goto("/judge/")
  await phone.page.fill("#f-code", code)
  await phone.page.click("main button.primary")
  await phone.page.waitForSelector('form[action="/judge/take-over"]')
  await picture(phone.page, "in-use")
  await phone.page.click('form[action="/judge/take-over"] button')
  await phone.page.waitForURL("**/judge/entries")
  const other = [mine, theirs].map((cell) => ({ ...cell, value: "88" }))
  await markAll(phone, other)
  await sent(phone)
  const keys = await keysOn(phone)

  await tablet.context.setOffline(false)
  await tablet.page.waitForSelector('[data-alarm] a[href="/judge/"]')
  await picture(tablet.page, "taken-over")
  await tablet.page.goto("/judge/")
  await picture(tablet.page, "taken-over-door")
  await enter(tablet, code)
  const { page } = tablet
  for (const choice of ["[data-keep-mine]", "[data-keep-theirs]"]) {
    await page.locator('[data-alarm] a[href*="/entries/"]').click()
    await page.waitForSelector("[data-conflict]:not([hidden])")
    await picture(page, "conflict")
    await page.click(choice)
    // The mark that was kept is sent, and only then its screen makes way for the next.
    if (choice === "[data-keep-mine]") await page.waitForURL((url) => !url.pathname.includes(mine.entry))
  }
  await sent(tablet)
  return { kept: { ...theirs, value: "88" }, keys }
}

/** A tablet that reaches no server gives its marks as a file, which an officer carries in twice. */
export async function emergency(hall: Hall, tablet: Tablet, burst: Burst): Promise<void> {
  const { page, context } = tablet
  await context.setOffline(true)
  await markAll(tablet, burst.cells)
  await page.goto("/judge/entries")
  const button = page.locator("[data-packet]")
  await button.waitFor()
  await picture(page, "packet")
  const [file] = await Promise.all([page.waitForEvent("download"), button.click()])
  const path = await file.path()
  const browser = context.browser()
  if (!browser) throw new Error("no browser")
  const desk = await newVisitor(browser, { origin: hall.origin, lang })
  await desk.addCookies([{ name: "sid", value: hall.sid, url: hall.origin }])
  const office = await desk.newPage()
  const arrived: string[] = []
  for (const _ of ["once", "twice"]) {
    await office.goto(`/manage/events/${hall.eventId}/desk`)
    await office.setInputFiles("#f-file", path)
    await office.click(`form[action$="/desk/packets"] button`)
    await office.waitForURL(/\/packets\/\d+$/)
    arrived.push(office.url())
    expect(await office.locator("tbody tr").count()).toBe(burst.cells.length)
  }
  expect(new Set(arrived).size).toBe(1)
  await picture(office, "packet-carried")
  await desk.close()
  expect(await unsent(tablet)).toBe(burst.cells.length)
  await context.setOffline(false)
  await sent(tablet)
}

/** A device that holds no seat yet and was never here before. */
export async function openPhone({ context }: Tablet, { origin }: Hall): Promise<Tablet> {
  const browser = context.browser()
  if (!browser) throw new Error("no browser")
  const own = await newVisitor(browser, { origin, lang, width: 390, height: 844 })
  return { context: own, page: await own.newPage(), alias: "" }
}

/** Signs a sheet, and waits until the server has sealed it. */
export async function signSheet({ page }: Tablet): Promise<void> {
  await page.goto("/judge/sheet/signature")
  await page.click("main button.primary")
  await page.waitForURL("**/judge/sheet*")
  await picture(page, "signed")
  await page.waitForSelector("main .notice.ok")
  await picture(page, "sealed")
}
