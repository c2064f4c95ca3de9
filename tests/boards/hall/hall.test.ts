import { expect, test } from "vitest"
import { enter } from "#honours/register/commands.ts"
import { scopeOf, testApp } from "../../support/app.ts"
import { freshDatabase } from "../../support/database.ts"
import { linesOf, makeHonour } from "../../support/honours.ts"
import { makeUnit } from "../../support/people.ts"

const { db } = await freshDatabase()
const now = new Date("2026-05-01T00:00:00Z")
const visitor = testApp(db, () => now).browser()
const pageOf = async (path: string) => (await visitor.get(path)).text()
const screensIn = (page: string) => page.split('<section class="screen').length - 1

test("an empty register still fills a screen", async () => {
  const page = await pageOf("/hall")
  expect(screensIn(page)).toBe(1)
  expect(page).toContain("表彰决定公布后，名单会出现在这里。")
})

test("names come six to a screen, of what the address chooses", async () => {
  const city = await makeUnit(db, "江城市总工会")
  const medal = await makeHonour(db, city, "medal", { titleZh: "五一劳动奖章" })
  const pioneer = await makeHonour(db, city, "pioneer", { titleZh: "工人先锋" })
  const scope = scopeOf(db, { kind: "system", name: "test" }, now)
  const people = Array.from({ length: 14 }, (_, at) => `获奖者${String.fromCodePoint(0x4e00 + at)}`)
  await enter(
    scope,
    "person",
    people.map((name) => linesOf(medal, city, now)(name, 2026)),
  )
  await enter(scope, "person", [
    linesOf(pioneer, city, now)("先锋甲", 2026),
    linesOf(pioneer, city, now)("先锋乙", 2025),
  ])
  const boards = await pageOf("/hall?show=boards")
  expect(screensIn(boards)).toBe(4)
  expect(people.filter((name) => !boards.includes(`<strong>${name}</strong>`))).toEqual([])
  expect(boards).toContain('data-seconds="12"')
  const one = await pageOf("/hall?show=boards&honour=pioneer&seconds=30")
  expect([screensIn(one), one.includes("先锋甲"), one.includes("先锋乙"), one.includes("获奖者")]).toEqual([
    ...[1, true, false, false],
  ])
  const years = await pageOf("/hall?show=years")
  expect([screensIn(years), years.includes("获奖者")]).toEqual([1, false])
})

test("the page to set it up sends its choice to the hall", async () => {
  const page = await pageOf("/hall/setup?show=years&seconds=30")
  expect(page).toContain('action="/hall"')
  expect([...page.matchAll(/value="(\w+)" checked/g)].map(([, value]) => value)).toEqual(["years"])
})
