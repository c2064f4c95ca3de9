import type { Page } from "playwright-core"
import { expect } from "vitest"
import { desk, fill, idIn, leave, newDevice, phone, type Story, send, sendWith, signInAs } from "./teller.ts"

export type Account = { readonly username: string; readonly password: string }

const administrator = { username: "admin", password: "a long enough password" }

const person = { sex: "female", birthDate: "1985-03-12", identityClass: "technical", skillLevel: "technician" }

/** Sets the federation up by the link of the first start, and signs its administrator in. */
export async function setUp(story: Story): Promise<Page> {
  const page = await newDevice(story, desk)
  await page.goto(story.site.setupPath ?? "/no-link")
  await fill(page, { federation: "江城市总工会", shortName: "市总", level: "municipal", name: "林知远" })
  await fill(page, { sex: "female", birthDate: "1979-05-01", ...administrator })
  await story.shot(page, "set-up")
  await send(page)
  await story.shot(page, "sign-in")
  await signInAs(page, administrator)
  expect(new URL(page.url()).pathname).toBe("/manage")
  await story.shot(page, "tasks-empty")
  return page
}

export async function makeUnit(story: Story, page: Page): Promise<string> {
  await page.goto("/manage/units/new")
  const root = await page.locator("#f-parent option").nth(1).getAttribute("value")
  await fill(page, { name: "江城重型机床制造集团有限责任公司", shortName: "江城机床", parent: root ?? "" })
  await fill(page, { kind: "enterprise", level: "unit", ownership: "state" })
  await story.shot(page, "unit-form")
  await send(page)
  await story.shot(page, "units")
  return (await page.locator('main a[href^="/manage/units/"]').last().getAttribute("href"))?.match(/\d+/)?.[0] ?? ""
}

type Staff = { readonly name: string; readonly username: string; readonly kind: string; readonly unit: string }

/** Somebody with a duty and an account; the code is on the letter only, and they choose the password themselves. */
export async function employ(story: Story, page: Page, { name, username, kind, unit }: Staff): Promise<Account> {
  await page.goto("/manage/people/new")
  await sendWith(page, { unit, name, ...person })
  const id = idIn(page, "people")
  await sendWith(page, { kind, unit }, `form[action="/manage/people/${id}/duties"] button`)
  await story.shot(page, `person-${username}`)
  await page.click(`a[href="/manage/people/${id}/invitation"]`)
  await sendWith(page, { username })
  await story.shot(page, `letter-${username}`)
  const code = await page.locator("[data-code]").innerText()
  await page.goto(`/manage/people/${id}`)
  expect(await page.locator("main").innerText()).not.toContain(code)
  return accept(story, username, code)
}

/** The code of the letter, scanned on a phone, where its owner chooses a password. */
async function accept(story: Story, username: string, code: string): Promise<Account> {
  const password = "chosen by its owner alone"
  const own = await newDevice(story, phone)
  await own.goto(`/invitation#${code}`)
  await story.shot(own, `invitation-${username}`)
  await send(own)
  await sendWith(own, { password })
  expect(new URL(own.url()).pathname).toBe("/manage")
  await leave(own)
  return { username, password }
}

/** A kind of honour that winners of contests can be given. */
export async function makeHonour(story: Story, page: Page, unit: string): Promise<void> {
  await page.goto("/manage/register/honours/new")
  await fill(page, {
    titleZh: "江城市技术能手",
    titleEn: "Jiangcheng Skills Champion",
    slug: "champion",
    level: "municipal",
  })
  await fill(page, { recipientKind: "person", conferredBy: "江城市总工会", conferringUnitId: unit, rank: "10" })
  await story.shot(page, "honour-form")
  await send(page)
  await story.shot(page, "honours-kinds")
}
