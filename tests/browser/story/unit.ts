import { writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import type { Page } from "playwright-core"
import { expect } from "vitest"
import { writeSheet } from "#files/xlsx.ts"
import { readSheet } from "#files/xlsx-reader.ts"
import { translator } from "#i18n/translate.ts"
import type { Account } from "./directory.ts"
import { desk, fill, leave, newDevice, press, type Story, send, signInAs } from "./teller.ts"

export const byForm = ["柳青峰", "欧阳若兰"]
export const bySheet = ["曾小川", "单雨桐", "尉迟明"]

const facts = { sex: "male", birthDate: "1992-08-20", post: "钳工", identityClass: "industrial_worker" }

async function enterByForm(story: Story, page: Page, name: string): Promise<void> {
  await press(page, ".page-tools a.primary")
  await fill(page, { name, ...facts, skillLevel: "senior" })
  if (name === byForm[0]) await story.shot(page, "entry-form")
  await send(page)
}

/** The template as the page gives it, filled in with the words of the page's language. */
async function filledSheet({ lang }: Story, page: Page): Promise<string> {
  const template = await page.request.get(`${page.url()}/template.xlsx`)
  const read = await readSheet(new Uint8Array(await template.body()))
  const t = translator(lang)
  const words: Readonly<Record<string, string>> = {
    [t("registration.fields.sex")]: t("directory.words.sexes.female"),
    [t("registration.fields.birthDate")]: "1995-11-02",
    [t("registration.fields.post")]: "钳工",
    [t("registration.fields.identityClass")]: t("directory.words.identity_classes.industrial_worker"),
    [t("registration.fields.skillLevel")]: t("directory.words.skill_levels.senior"),
  }
  const header = read.ok ? (read.value[0] ?? []) : []
  const rows = bySheet.map((name) =>
    header.map((title) => (title === t("registration.fields.name") ? name : (words[title] ?? ""))),
  )
  const path = join(tmpdir(), `laurel-entries-${process.pid}.xlsx`)
  writeFileSync(path, await writeSheet([header, ...rows]))
  return path
}

/** The unit's operator enters two people by form and three by a workbook, after a preview. */
export async function enterPeople(story: Story, account: Account, event: string): Promise<void> {
  const page = await newDevice(story, desk)
  await signInAs(page, account)
  await story.shot(page, "tasks-operator")
  await page.goto("/manage/registration")
  await story.shot(page, "open-events")
  await press(page, `main a[href="/manage/registration/events/${event}"]`)
  for (const name of byForm) await enterByForm(story, page, name)
  await story.shot(page, "entered")
  await press(page, '.page-tools a[href$="/import"]')
  await page.setInputFiles("#f-sheet", await filledSheet(story, page))
  await story.shot(page, "import")
  await send(page)
  for (const name of bySheet) expect(await page.locator("main th", { hasText: name }).count()).toBe(1)
  await story.shot(page, "import-preview")
  await send(page)
  await story.shot(page, "imported")
  for (const name of [...byForm, ...bySheet])
    expect(await page.locator('main a[href^="/manage/registration/entries/"]', { hasText: name }).count()).toBe(1)
  await leave(page)
}
