import { beforeAll, expect, test } from "vitest"
import { revisionOf } from "#db/revision.ts"
import { decisions } from "#db/schema/index.ts"
import { enter } from "#honours/register/commands.ts"
import { keepingOf } from "#http/keeping.ts"
import { scopeOf, testApp } from "../support/app.ts"
import { freshDatabase } from "../support/database.ts"
import { makeHonour } from "../support/honours.ts"
import { makePerson, makeUnit } from "../support/people.ts"
import { queriesOf } from "../support/queries.ts"

const { db } = await freshDatabase()
const hour = new Date("2026-05-01T02:00:00Z")
const second = 1000

/** A server that keeps pages, and its clock. */
let passed = -60 * second
const clock = () => new Date(hour.getTime() + passed)
const at = (ms: number) => {
  passed = ms
}
const { browser } = testApp(db, clock, { keeping: keepingOf(revisionOf(db, clock)) })

const city = await makeUnit(db, "江城市总工会")
const works = await makeUnit(db, "江城机床厂", city)
const mill = await makeUnit(db, "江城纺织厂", city)
const known = await makePerson(db, works, "已公布者")
const hidden = await makePerson(db, mill, "待公布者")
const medal = await makeHonour(db, city, "medal", { titleZh: "五一劳动奖章" })
const number = "江工发〔2026〕99号"
let decisionId = 0

beforeAll(async () => {
  const scope = scopeOf(db, { kind: "system", name: "test" }, clock())
  const paper = { unitId: city.id, number, issuers: [city.name], decidedOn: "2026-04-30", visibleFrom: hour }
  const [decision] = await db
    .insert(decisions)
    .values({ ...paper, createdAt: hour })
    .returning()
  decisionId = decision?.id ?? 0
  const line = { honourId: medal.id, year: 2026, decidedOn: "2026-04-30", source: "decision" as const }
  await enter(scope, "person", [
    {
      ...line,
      personId: known.id,
      unitId: works.id,
      recipientName: known.name,
      unitName: works.name,
      documentNumber: "江工发〔2026〕1号",
      visibleFrom: new Date(0),
    },
    {
      ...line,
      personId: hidden.id,
      unitId: mill.id,
      recipientName: hidden.name,
      unitName: mill.name,
      documentNumber: number,
      decisionId,
      visibleFrom: hour,
    },
  ])
})

const asked = () => [
  "/",
  "/honours?kind=person",
  `/honours?unit=${mill.id}`,
  "/honours?q=daigongbu",
  "/search?q=待公布者",
  "/search?q=daigongbuzhe",
  "/search?q=dgbz",
  "/search/suggestions?q=dgb",
  "/search?q=江城纺织厂",
  `/people/${hidden.id}`,
  `/people/${hidden.id}/photo`,
  `/units/${mill.id}`,
  `/decisions/${decisionId}`,
  `/decisions/${decisionId}/paper`,
]

/** Everything that a visitor comes to from the front page and by addresses that somebody might guess: address → page. */
async function crawl(): Promise<Map<string, string>> {
  const visitor = browser()
  const pages = new Map<string, string>()
  const waiting = asked()
  for (let path = waiting.shift(); path !== undefined; path = waiting.shift()) {
    if (pages.has(path) || pages.size > 40) continue
    const answer = await visitor.get(path)
    const body = answer.ok ? await answer.text() : ""
    pages.set(path, body)
    for (const [, found = ""] of body.matchAll(/(?:href|action)="(\/[^"#]*)"/g))
      if (!/^\/(?:static|sign-in|manage)|[?&](?:lang|text|order)=|^\/notices\/receipt/.test(found))
        waiting.push(found.replaceAll("&amp;", "&"))
  }
  return pages
}

/** Where any of it is told; an address or a search box says what its visitor typed. */
const tellingOf = (pages: ReadonlyMap<string, string>) =>
  [...pages]
    .filter(([, body]) =>
      [
        `/people/${hidden.id}"`,
        `<td class="wide" data-label="单位">${mill.name}`,
        number,
        `${hidden.name}<span`,
        `/units/${mill.id}"`,
      ].some((secret) => body.includes(secret)),
    )
    .map(([path]) => path)

test("a second before its hour nobody finds what waits, at its hour everybody does, kept pages or not", async () => {
  at(-second)
  const before = await crawl()
  expect(before.size).toBeGreaterThan(15)
  expect(tellingOf(before)).toEqual([])
  for (const path of [
    `/people/${hidden.id}`,
    `/units/${mill.id}`,
    `/decisions/${decisionId}`,
    `/decisions/${decisionId}/paper`,
  ])
    expect([path, before.get(path)]).toEqual([path, ""])
  at(-1)
  expect(tellingOf(await crawl())).toEqual([])
  // Not asked for anew since: what was kept a millisecond ago turns by itself.
  at(0)
  const after = await crawl()
  const telling = tellingOf(after)
  for (const path of [
    "/",
    "/honours?kind=person",
    "/search?q=待公布者",
    "/search?q=dgbz",
    `/decisions/${decisionId}`,
    `/decisions/${decisionId}/paper`,
  ])
    expect([path, telling.includes(path)]).toEqual([path, true])
  for (const path of [`/people/${hidden.id}`, `/units/${mill.id}`]) expect(after.get(path)).toContain(hidden.name)
  at(second)
  expect(tellingOf(await crawl())).toEqual(telling)
}, 120_000)

test("no statement for the public reads the register without asking from when it is visible", async () => {
  at(2 * second)
  const sent = await queriesOf(db, () => crawl())
  const reading = sent.filter((sql) => /"register_entries"/.test(sql) && !sql.includes("pg_current_snapshot"))
  expect(reading.length).toBeGreaterThan(10)
  expect(reading.filter((sql) => !/"visible_from" <= \$/.test(sql))).toEqual([])
}, 120_000)
