import type { Browser } from "playwright-core"
import { afterAll, beforeAll, expect, test } from "vitest"
import { type Language, languages } from "#i18n/translate.ts"
import type { Card } from "../../src/scripts/demo/judging.ts"
import { demoObjection } from "../../src/scripts/demo/notices.ts"
import { demoPassword } from "../../src/scripts/demo/people.ts"
import { populate } from "../../src/scripts/demo/populate.ts"
import { demoRoll } from "../../src/scripts/demo/register.ts"
import { patternFinder } from "../support/routes.ts"
import { textOf } from "../support/tables.ts"
import { listen, look } from "./checks.ts"
import { crawl, type Visited } from "./links.ts"
import { patternsOf } from "./patterns.ts"
import { type Site, startChromium, startSite } from "./server.ts"
import { newVisitor, signIn, takeSeat } from "./visitors.ts"

let site: Site
let chromium: Browser
let cards: readonly Card[]
let data: string
beforeAll(async () => {
  site = await startSite(async (db) => {
    cards = (await populate(db, new Date(), () => {})) ?? []
  })
  data = [await textOf(site.database.db), demoObjection, ...demoRoll.flat()].join(" ")
  chromium = await startChromium()
})
afterAll(async () => {
  await chromium.close()
  await site.stop()
})

const judges = { judge: "J1", scorekeeper: "S1", head_judge: "H1" } as const
const officers = ["contest", "lathe", "honours", "auditor", "admin"] as const
type Role = "public" | keyof typeof judges | (typeof officers)[number]
const roles: readonly Role[] = ["public", ...officers, "judge", "scorekeeper", "head_judge"]

async function enter(role: Role, lang: Language) {
  const context = await newVisitor(chromium, { origin: site.origin, lang, width: 320, height: 640 })
  const seen = await listen(context)
  const seat = role in judges ? judges[role as keyof typeof judges] : undefined
  if (seat) await takeSeat(context, cards.find(({ alias }) => alias === seat)?.code ?? "")
  else if (role !== "public") await signIn(context, role, demoPassword)
  const page = await context.newPage()
  await page.goto("/")
  return { context, page, seen }
}

const startsOf = (role: Role): string[] => {
  if (role === "public") return ["/"]
  if (role in judges) return [role === "head_judge" ? "/judge/progress" : "/judge/entries"]
  return ["/manage"]
}

/** The interface's own Chinese on an English page: the other language's name, the product's, and lines of a notice to be. */
const ours = ["中文", "桂冠", "并列第"]

/** Words in Chinese on an English page that no table holds: texts that were left untranslated. */
function leaks({ path, html }: Visited): string[] {
  const runs = new Set(html.match(/\p{Script=Han}+/gu) ?? [])
  return [...runs].filter((run) => !ours.includes(run) && !data.includes(run)).map((run) => `${path} leaks ${run}`)
}

/** The links are the same in both languages: the one that shows texts left untranslated follows more of each kind. */
const perPattern = { en: 4, "zh-CN": 1 } as const

test.each(languages)("every link leads somewhere, for everybody, in %s", async (lang) => {
  const patternOf = patternFinder(patternsOf(site))
  const bounds = { most: 400, patternOf, perPattern: perPattern[lang] }
  const wrong: string[] = []
  const chinese: string[] = []
  // Kinds of pages that were looked at: how they look in both languages is for every-page to say, here once with real data.
  const looked = new Set<string>()
  for (const role of roles) {
    const { context, page, seen } = await enter(role, lang)
    const visited = await crawl(page, startsOf(role), bounds)
    wrong.push(...visited.flatMap((one) => (one.wrong ? [`${role} ${one.from} → ${one.path}: ${one.wrong}`] : [])))
    chinese.push(...visited.flatMap(leaks).map((found) => `${role} ${found}`))
    const pages = lang === "en" ? visited.filter(({ html }) => html.startsWith("<!doctype html>")) : []
    for (const { path } of pages) {
      const pattern = patternOf(path.split("?")[0] as string)
      if (looked.has(pattern)) continue
      looked.add(pattern)
      wrong.push(...(await look(page, seen, path)).map((found) => `${role} ${path} ${found}`))
    }
    await context.close()
  }
  expect([...new Set(wrong)]).toEqual([])
  if (lang === "en") expect([chinese, looked.size > 60]).toEqual([[], true])
  else expect(chinese.length).toBeGreaterThan(1000)
})
