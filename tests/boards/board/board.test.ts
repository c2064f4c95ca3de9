import { eq } from "drizzle-orm"
import { beforeAll, expect, test } from "vitest"
import { filterIn } from "#boards/board/filter.ts"
import { boardOf } from "#boards/board/whole/queries.ts"
import { placings, units } from "#db/schema/index.ts"
import { enter } from "#honours/register/commands.ts"
import { scopeOf, testApp } from "../../support/app.ts"
import { freshDatabase } from "../../support/database.ts"
import { makeHonour } from "../../support/honours.ts"
import { makePerson, makeUnit } from "../../support/people.ts"

const { db } = await freshDatabase()
const now = new Date("2026-05-01T00:00:00Z")
const scope = scopeOf(db, { kind: "public" }, now)
const visitor = testApp(db, () => now).browser()

const city = await makeUnit(db, "江城市总工会")
const east = await makeUnit(db, "东区总工会", city)
const west = await makeUnit(db, "西区总工会", city)
const works = await makeUnit(db, "江城机床厂", east)
const shop = await makeUnit(db, "一车间", works)
const school = await makeUnit(db, "江城中学", west)
const facts = {
  east: { level: "district" as const, kind: "federation" as const },
  west: { level: "district" as const, kind: "federation" as const },
}
for (const [unit, more] of [
  [east, facts.east],
  [west, facts.west],
  [works, { industryCode: "C3421" }],
  [shop, { industryCode: "C34" }],
  [school, { industryCode: "P8334" }],
] as const)
  await db.update(units).set(more).where(eq(units.id, unit.id))

const medal = await makeHonour(db, city, "medal", { titleZh: "五一劳动奖章", rank: 1 })
const pioneer = await makeHonour(db, city, "pioneer", {
  titleZh: "工人先锋号",
  recipientKind: "team",
  rank: 2,
  level: "provincial",
})
const person = await makePerson(db, works, "张三")
const twin = await makePerson(db, school, "张三")

const entry = (
  honour: typeof medal,
  unit: { id: number; name: string },
  recipientName: string,
  year: number | null,
  more = {},
) => ({
  honourId: honour.id,
  unitId: unit.id,
  recipientName,
  unitName: unit.name,
  year,
  decidedOn: year === null ? "" : `${year}-04-28`,
  documentNumber: year === null ? "" : `江工发〔${year}〕17号`,
  source: "decision" as const,
  visibleFrom: now,
  ...more,
})

beforeAll(async () => {
  await enter(scope, "person", [
    entry(medal, works, "张三", 2026, { personId: person.id, isPosthumous: true, forZh: "抢险救援", forEn: "Rescue" }),
    entry(medal, school, "张三", 2025, { personId: twin.id }),
    entry(medal, works, "李四", 2025),
    entry(medal, city, "王五", null),
    entry(medal, works, "未到时者", 2026, { visibleFrom: new Date(now.getTime() + 1000) }),
  ])
  await enter(scope, "unit", [entry(pioneer, shop, "一车间甲班", 2026), entry(pioneer, school, "语文组", 2026)])
})

const page = { number: 1, size: 100, offset: 0 }
async function board(query: Record<string, string>) {
  const made = await boardOf(scope, { filter: filterIn(query), fixed: [], order: "stroke", page })
  const choices = Object.fromEntries(
    Object.entries(made.facets).map(([name, list]) => [name, list.map(({ value, count }) => `${value} ${count}`)]),
  )
  return { names: made.groups.flatMap(({ lines }) => lines.map(({ name }) => name)), total: made.total, choices }
}

test.each([
  [{ year: "2026" }, ["张三", "一车间甲班", "语文组"]],
  [{ year: "unknown" }, ["王五"]],
  [{ level: "provincial" }, ["一车间甲班", "语文组"]],
  [{ kind: "person", industry: "C" }, ["张三", "李四"]],
  [{ district: `${east.id}` }, ["张三", "一车间甲班", "李四"]],
  [{ district: `${west.id}`, kind: "person" }, ["张三"]],
  [{ unit: `${works.id}` }, ["张三", "一车间甲班", "李四"]],
  [{ unit: `${shop.id}` }, ["一车间甲班"]],
  [{ honour: "medal", year: "2025", q: "lisi" }, ["李四"]],
  [{ q: "张三" }, ["张三", "张三"]],
  [{ q: "zs 抢险" }, ["张三"]],
  [{ q: "抢险 李" }, []],
  [{ honour: "medal", year: "2026", district: `${west.id}` }, []],
  [{ district: "999999" }, []],
])("under %j stand %j", async (query, names) => {
  expect((await board(query)).names).toEqual(names)
})

test("every choice says what it would leave, all other choices standing", async () => {
  expect((await board({ year: "2026", industry: "C" })).choices).toEqual({
    level: ["provincial 1", "municipal 1"],
    honour: ["medal 1", "pioneer 1"],
    kind: ["person 1", "team 1"],
    year: ["2026 2", "2025 1"],
    district: [`${east.id} 2`],
    industry: ["C 2", "P 1"],
    unit: [`${works.id} 1`, `${shop.id} 1`],
  })
})

test.each([{ year: "2025" }, { q: "张三" }, { q: "san", industry: "P" }])(
  "beside %j every choice says what choosing it shows",
  async (query) => {
    for (const [name, list] of Object.entries((await board(query)).choices))
      for (const [value = "", count] of list.map((one) => one.split(" ")))
        if (name !== "unit")
          expect([name, value, (await board({ ...query, [name]: value })).total]).toEqual([name, value, Number(count)])
  },
)

test("the filter is a form of links and choices that needs no script, and an address without empty choices", async () => {
  const empty = await visitor.get("/honours?level=&year=2026&q=&kind=")
  expect([empty.status, empty.headers.get("Location")]).toEqual([302, "/honours?year=2026"])
  const one = await visitor.get("/honours?honour=medal&year=2026")
  expect([one.status, one.headers.get("Location")]).toEqual([302, "/honours/medal?year=2026"])
  const shown = await visitor.text("/honours?year=2026&level=municipal")
  expect(shown).toContain('<option value="2026" selected>2026（1）</option>')
  expect(shown).toContain('<option value="2025">2025（2）</option>')
  expect(await visitor.text("/honours?year=2025")).toContain(`<option value="${east.id}">东区总工会（1）</option>`)
  expect(shown).toMatch(/<a href="\/honours\?year=2026"[^>]*><span class="unseen">去掉条件：<\/span>市级/)
  expect(shown).toContain(`<a href="/people/${person.id}">张三</a>`)
  expect(await visitor.text("/honours?year=1999")).toContain("没有名单")
  expect(await visitor.text("/honours?year=2026&order=result")).toContain("按竞赛名次为序")
})

test("a person's page shows all public honours, and namesakes by their units alone", async () => {
  const shown = await visitor.text(`/people/${person.id}`)
  expect(shown).toContain("五一劳动奖章")
  expect(shown).toContain("追授")
  expect(shown).toContain("抢险救援")
  expect(shown).toContain(`<a href="/people/${twin.id}">张三</a><span>江城中学</span>`)
  expect(shown).not.toContain(person.birthDate)
  const nobody = await makePerson(db, works, "无奖者")
  for (const id of [nobody.id, 999_999, 0]) expect((await visitor.get(`/people/${id}`)).status).toBe(404)
})

test("a unit's page shows its people, its teams and what stands below it", async () => {
  const shown = await visitor.text(`/units/${works.id}`)
  for (const name of ["张三", "李四", "一车间甲班"]) expect(shown).toContain(name)
  expect(shown).not.toContain("语文组")
  expect(shown).toContain("3 项")
  const teams = await visitor.text(`/units/${works.id}?kind=team`)
  expect([teams.includes("一车间甲班"), teams.includes("李四")]).toEqual([true, false])
  const bare = await makeUnit(db, "无奖单位", city)
  expect((await visitor.get(`/units/${bare.id}`)).status).toBe(404)
})

test("a unit with four thousand honours pages like any other", async () => {
  const mill = await makeUnit(db, "江城纺织厂", west)
  await enter(
    scope,
    "person",
    Array.from({ length: 4000 }, (_, at) => entry(medal, mill, `纺织工${at}`, 1960 + (at % 60))),
  )
  const first = await visitor.text(`/units/${mill.id}`)
  expect(first).toContain("4,000")
  expect(first).toMatch(/第 1 页，共 40 页/)
  expect([...first.matchAll(/<li><strong>纺织工/g)]).toHaveLength(100)
  expect(await visitor.text(`/units/${mill.id}?page=40`)).toContain("纺织工")
  expect(await db.select().from(placings)).toEqual([])
})
