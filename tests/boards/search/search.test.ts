import { beforeAll, expect, test } from "vitest"
import { formerUnitNames } from "#db/schema/index.ts"
import { enter } from "#honours/register/commands.ts"
import { fillTerms } from "#honours/register/finding/commands.ts"
import { plain, searchKey } from "#lib/names.ts"
import { termsOf } from "#lib/terms.ts"
import { scopeOf, testApp } from "../../support/app.ts"
import { freshDatabase } from "../../support/database.ts"
import { linesOf, makeHonour } from "../../support/honours.ts"
import { makePerson, makeUnit } from "../../support/people.ts"

const { db } = await freshDatabase()
const now = new Date("2026-05-01T00:00:00Z")
const scope = scopeOf(db, { kind: "public" }, now)
const visitor = testApp(db, () => now).browser()
const city = await makeUnit(db, "江城市总工会")
const works = await makeUnit(db, "江城机床厂", city)
const medal = await makeHonour(db, city, "medal", { titleZh: "五一劳动奖章", titleEn: "May Day Medal" })
const pioneer = await makeHonour(db, city, "pioneer", { titleZh: "工人先锋号", recipientKind: "team" })
const person = await makePerson(db, works, "张三")

const line = linesOf(medal, works, now)

beforeAll(async () => {
  await db
    .insert(formerUnitNames)
    .values({ unitId: works.id, name: "红星机器厂", searchKey: searchKey("红星机器厂", "unit"), createdAt: now })
  await enter(scope, "person", [
    line("张三", 2024, { personId: person.id }),
    line("张三丰", 2026),
    line("张三", 2026),
    line("欧阳娜", 2025, { forZh: "钳工", forEn: "Fitter" }),
    line("𠮷田", 2025),
    line("阿依古丽·买买提", 2025),
    line("未到时者", 2026, { visibleFrom: new Date(now.getTime() + 1) }),
  ])
  await enter(scope, "unit", [line("铸造一班", 2023, { honourId: pioneer.id })])
})

const names = (page: string) =>
  [...page.matchAll(/<th scope="row">(.*?)<\/th>/g)].map(([, cell = ""]) => cell.replace(/<[^>]+>/g, ""))
const search = async (q: string) => names(await visitor.text(`/search?q=${encodeURIComponent(q)}`))

test.each([
  ["张三", ["张三", "张三", "张三丰"]],
  ["zhangsan", ["张三", "张三", "张三丰"]],
  ["zs", ["张三", "张三", "张三丰"]],
  ["三丰", ["张三丰"]],
  ["sanfeng", ["张三丰"]],
  ["ouyang", ["欧阳娜"]],
  ["𠮷", ["𠮷田"]],
  ["ＺＳＦ", ["张三丰"]],
  ["阿依古丽•买买提", ["阿依古丽·买买提"]],
  ["买买提", ["阿依古丽·买买提"]],
  ["zaoyiban", []],
  ["造一班", ["铸造一班"]],
  ["张三 2024", ["张三"]],
  ["张三 红星机器厂 2026", ["张三", "张三丰"]],
  ["五一劳动奖章 欧阳", ["欧阳娜"]],
  ["钳工", ["欧阳娜"]],
  ["2023", ["铸造一班"]],
  ["工人先锋号", ["铸造一班"]],
  ["wdsz", []],
  ["张四", []],
])("a search for %j finds %j", async (q, found) => {
  expect(await search(q)).toEqual(found)
})

test("a unit is found by its former name, and its lines with it", async () => {
  const page = await visitor.text("/search?q=红星机器厂")
  expect(page).toContain(`<a href="/units/${works.id}">江城机床厂</a>`)
  expect(names(page)).toContain("欧阳娜")
})

test("what was found is marked, and what is personal finds nothing", async () => {
  expect(await visitor.text("/search?q=三丰")).toContain("张<mark>三丰</mark>")
  expect(await search(person.birthDate)).toEqual([])
})

test("a box offers names, units and honours while somebody types, with links that need no script", async () => {
  const offered = await visitor.text("/search/suggestions?q=zhang")
  expect([...offered.matchAll(/href="([^"]+)"/g)].map(([, href = ""]) => decodeURIComponent(href))).toEqual([
    "/search?q=张三",
    "/search?q=张三丰",
  ])
  expect(await visitor.text("/search/suggestions?q=Zhang+S")).toBe(await visitor.text("/search/suggestions?q=zhangs"))
  expect(await visitor.text("/search/suggestions?q=江城机")).toContain(`/units/${works.id}`)
  expect(await visitor.text("/search/suggestions?q=先锋")).toContain("/honours/pioneer")
  expect((await visitor.text("/search/suggestions?q=wdsz")).trim()).toBe("")
  expect((await visitor.text("/search/suggestions?q=")).trim()).toBe("")
})

test("further pages go on where the one before ended", async () => {
  await enter(
    scope,
    "person",
    Array.from({ length: 45 }, (_, at) => line(`赵${String.fromCodePoint(0x4e00 + at)}`, 2020)),
  )
  const first = await visitor.text("/search?q=赵")
  expect([names(first).length, first.includes('rel="next"')]).toEqual([20, true])
  const second = names(await visitor.text("/search?q=赵&page=2"))
  const third = await visitor.text("/search?q=赵&page=3")
  expect(new Set([...names(first), ...second, ...names(third)]).size).toBe(45)
  expect(third).not.toContain('rel="next"')
})

test("every part of a name is the beginning of a term, and older rows get theirs", async () => {
  expect(termsOf("单田芳", "person")).toEqual({
    whole: ["单田芳", "shantianfang", "stf"],
    parts: ["田芳", "芳", "tianfang", "fang", "tf", "f"],
  })
  const { whole, parts } = termsOf("阿依古丽·买买提", "person")
  for (const term of [...whole, ...parts]) expect(term).toBe(plain(term))
  await fillTerms(scope)
  expect(await search("三丰")).toEqual(["张三丰"])
})
