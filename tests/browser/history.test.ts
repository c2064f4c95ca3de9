import { and, eq } from "drizzle-orm"
import type { Browser, Page } from "playwright-core"
import { afterAll, beforeAll, expect, test } from "vitest"
import { openAccount } from "#accounts/commands.ts"
import { duties, honours, registerEntries } from "#db/schema/index.ts"
import { sheetType, writeSheet } from "#files/xlsx.ts"
import { type Language, translator } from "#i18n/translate.ts"
import { scopeOf } from "../support/app.ts"
import { historySheet } from "../support/history-sheet.ts"
import { makeHonour } from "../support/honours.ts"
import { makePerson, makeUnit } from "../support/people.ts"
import { type Site, startChromium, startSite } from "./server.ts"
import { newVisitor, signIn } from "./visitors.ts"

const keeper = { username: "keeper", password: "correct horse battery" }
const kinds = ["机床厂", "纺织厂", "电机厂", "造船厂", "水泥厂", "印刷厂", "食品厂"]
const gone = "早已撤销的某某社"

type Roll = { readonly lang: Language; readonly rows: number; readonly city: string; readonly slug: string }
const rolls: readonly Roll[] = [
  { lang: "zh-CN", rows: 5000, city: "江城", slug: "jiangcheng-model" },
  { lang: "en", rows: 500, city: "滨江", slug: "binjiang-model" },
]
const bearer = "周桂芳"

let chromium: Browser
let site: Site
beforeAll(async () => {
  chromium = await startChromium()
  site = await startSite(async ({ db, keys }) => {
    const createdAt = new Date("2026-01-01T00:00:00Z")
    const root = await makeUnit(db, "全省总工会")
    const officer = await makePerson(db, root, "何清")
    await db.insert(duties).values({ personId: officer.id, kind: "honours_officer", unitId: root.id, createdAt })
    await openAccount({ ...scopeOf(db, { kind: "system", name: "test" }), keys }, { personId: officer.id, ...keeper })
    for (const { city, slug } of rolls) {
      const units = []
      for (const kind of kinds) units.push(await makeUnit(db, `${city}${kind}`, root))
      await makePerson(db, units[0] as (typeof units)[number], bearer, { birthDate: "1950-03-01" })
      await makeHonour(db, root, slug, { titleZh: `${city}市劳动模范`, titleEn: `Model Worker of ${city}` })
    }
  })
})
afterAll(async () => {
  await chromium.close()
  await site.stop()
})

/** The roll with one bearer of two honours, whose year of birth leads to a file. */
function sheetOf({ city, rows }: Roll): string[][] {
  const [head = [], ...lines] = historySheet({
    units: kinds.map((kind) => city + kind),
    honours: [`${city}市劳动模范`],
    rows,
  })
  for (const [at, year] of [
    [0, "1987"],
    [70, "1991"],
  ] as const) {
    const line = lines[at] as string[]
    lines[at] = [bearer, `${city}机床厂`, line[2] ?? "", year, "", "", "", "", "1950", line[9] ?? ""]
  }
  return [head, ...lines]
}

/** How many rows stand in each state, as the overview says. */
async function figuresOf(page: Page): Promise<Readonly<Record<string, number>>> {
  const links = await page.locator(".figures a").all()
  const pairs = links.map(async (link) => {
    const state = /state=(\w+)/.exec((await link.getAttribute("href")) ?? "")?.[1] ?? ""
    return [state, Number((await link.locator("strong").textContent())?.replace(",", ""))] as const
  })
  return Object.fromEntries(await Promise.all(pairs))
}

test.each(rolls)("a roll of $rows old honours with problems is decided and entered, in $lang", async (roll) => {
  const t = translator(roll.lang)
  const words = (text: string, facts?: Record<string, unknown>) => t(`history.${text}`, facts)
  const context = await newVisitor(chromium, { origin: site.origin, lang: roll.lang })
  const page = await signIn(context, keeper.username, keeper.password)
  const press = async (name: string) => {
    await page.getByRole("button", { name, exact: true }).click()
    await page.waitForLoadState()
  }
  const follow = async (name: string) => page.getByRole("link", { name, exact: true }).click()
  const send = async () => {
    await page.goto("/manage/register")
    await follow(t("register.entry.import"))
    const buffer = Buffer.from(await writeSheet(sheetOf(roll)))
    await page.setInputFiles("#f-sheet", { name: `${roll.slug}.xlsx`, mimeType: sheetType, buffer })
    await press(words("check"))
    await page.waitForURL(/import\/\d+/)
    return new URL(page.url()).pathname
  }

  const overview = await send()
  expect((await figuresOf(page)).duplicate).toBeGreaterThanOrEqual(roll.rows / 100)

  await follow(words("decide_units"))
  const spelling = (text: string) => page.locator("fieldset", { hasText: text })
  await spelling(`${roll.city}纺织厂有限责任公司`).getByLabel(`${roll.city}纺织厂`).first().check()
  await spelling(gone).getByLabel(words("as_written")).check()
  await press(words("save_choices"))
  expect(await spelling(gone).count()).toBe(0)
  await page.locator("details summary", { hasText: words("rest") }).click()
  await press(words("rest_likeliest"))

  await page.goto(overview)
  await follow(words("decide_people"))
  await page.getByLabel(`${roll.city}机床厂`).first().check()
  await press(words("save_choices"))

  await page.goto(overview)
  await page.selectOption("#f-title-0", roll.slug)
  await press(words("name_honour"))

  await page.goto(`${overview}/rows?state=open&issue=year_unread`)
  await page.locator('input[name="year.13"]').fill("1986")
  await press(words("save_rows"))

  await page.goto(overview)
  await page.locator("details summary", { hasText: words("leave_out") }).click()
  await page.locator('form[action$="/leaving"] button').click()
  await page.waitForLoadState()
  const { ready = 0, duplicate = 0, left_out: leftOut = 0, ...others } = await figuresOf(page)
  expect([ready + duplicate + leftOut, others]).toEqual([roll.rows, { open: 0 }])
  expect([leftOut > 0, leftOut < roll.rows / 50]).toEqual([true, true])

  await page.locator('form[action$="/confirmation"] button').click()
  await page.waitForURL(/done=imported/, { timeout: 120_000 })
  const entered = await site.database.db
    .select({ personId: registerEntries.personId })
    .from(registerEntries)
    .innerJoin(honours, and(eq(honours.id, registerEntries.honourId), eq(honours.slug, roll.slug)))
  expect([entered.length, entered.filter(({ personId }) => personId !== null).length]).toEqual([ready, 2])

  await page.goto(`/honours/${roll.slug}`)
  const board = await page.locator("main").innerText()
  expect(board).toContain(ready.toLocaleString("en"))
  await page.goto(`/honours/${roll.slug}?year=1987`)
  expect(await page.locator("main").innerText()).toContain(bearer)

  await send()
  expect((await figuresOf(page)).ready).toBe(undefined)
  await context.close()
})
