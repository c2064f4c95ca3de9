import { eq } from "drizzle-orm"
import { beforeAll, expect, test } from "vitest"
import { actorOfAccount } from "#accounts/actors.ts"
import { revisionOf } from "#db/revision.ts"
import { decisions, registerEntries, resultVersions } from "#db/schema/index.ts"
import { enter } from "#honours/register/commands.ts"
import { keepingOf } from "#http/keeping.ts"
import { scopeOf, testApp } from "../support/app.ts"
import { freshDatabase } from "../support/database.ts"
import { makeEntry, makeEvent, makePanel, publishAtOnce } from "../support/events.ts"
import { makeHonour } from "../support/honours.ts"
import { makeOfficer, makePerson, makeUnit } from "../support/people.ts"
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
const started = () => testApp(db, clock, { keeping: keepingOf(revisionOf(db, clock)) }).browser
const browser = started()
/** A visitor of a server that has kept nothing yet. */
const anew = () => started()()

const city = await makeUnit(db, "江城市总工会")
const works = await makeUnit(db, "江城机床厂", city)
const mill = await makeUnit(db, "江城纺织厂", city)
const known = await makePerson(db, works, "已公布者")
const hidden = await makePerson(db, mill, "待公布者")
const medal = await makeHonour(db, city, "medal", { titleZh: "五一劳动奖章" })
const number = "江工发〔2026〕99号"
let decisionId = 0
const officerId = await makeOfficer(db, city, "contest_officer", "林知远")
await makeOfficer(db, city, "auditor", "何清")
const made = await makeEvent(db, city, { slug: "ceremony", promotions: [{ level: "special_technician", last: 1 }] })
const panel = await makePanel(db, made)
const best = { code: "A01", name: "待揭晓者", theory: "91.25", practice: ["90", "90", "90"], minutes: "77" }
const winner = await makeEntry(db, made, mill, panel, best)

beforeAll(async () => {
  const actor = await actorOfAccount(scopeOf(db, { kind: "system", name: "test" }, clock()), officerId)
  if (!actor) throw new Error("no officer")
  await publishAtOnce(scopeOf(db, actor, clock()), made, hour)
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
  "/hall",
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
  "/contests/ceremony",
  "/statistics",
  ...resultPaths(),
  ...forMachines(),
]

/** What programs, other sites and spreadsheets are given. */
const forMachines = () => [
  "/feed.atom",
  "/sitemaps/people-0.xml",
  "/sitemaps/units-0.xml",
  "/sitemaps/pages.xml",
  "/api/v1/entries",
  `/api/v1/entries?unit=${mill.id}`,
  "/api/v1/honours",
  "/api/v1/people",
  `/api/v1/people/${hidden.id}`,
  "/api/v1/units",
  `/api/v1/units/${mill.id}`,
  "/api/v1/decisions",
  `/api/v1/decisions/${decisionId}`,
  `/api/v1/contests/ceremony/events/${made.event.code}/result`,
  "/data/honours/csv?kind=person",
  "/data/honours/json?kind=person",
  `/data/people/${hidden.id}/csv`,
  `/data/decisions/${decisionId}/csv`,
  `/data/contests/ceremony/${made.event.code}/csv`,
  "/statistics/promotions/data.csv",
]
const isForMachines = (path: string) => /^\/(?:feed|sitemap|api\/v1|data|statistics\/)/.test(path)

const resultPaths = () => {
  const event = `/contests/ceremony/${made.event.code}`
  return [event, `${event}?version=1`, `${event}/entries/A01`, `${event}/entries/A01?version=1`, `${event}/bundle.json`]
}

/** Everything that a visitor comes to from the front page and by addresses that somebody might guess: address → page. */
async function crawl(visitor = browser()): Promise<Map<string, string>> {
  const pages = new Map<string, string>()
  const waiting = asked()
  for (let path = waiting.shift(); path !== undefined; path = waiting.shift()) {
    if (pages.has(path) || pages.size > 90) continue
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
    .filter(([path, body]) =>
      [
        ...(isForMachines(path) ? [hidden.name, mill.name, `/people/${hidden.id}<`, `/units/${mill.id}<`] : []),
        ...(path === "/sitemaps/pages.xml" ? [`/decisions/${decisionId}<`] : []),
        `/people/${hidden.id}"`,
        `<td class="wide" data-label="单位">${mill.name}`,
        number,
        `${hidden.name}<span`,
        `${hidden.name}</strong>`,
        `/units/${mill.id}"`,
        winner.name,
        "91.25",
        "特级技师",
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
    ...resultPaths().slice(1),
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
    "/hall",
    "/honours?kind=person",
    "/search?q=待公布者",
    "/search?q=dgbz",
    "/statistics",
    `/decisions/${decisionId}`,
    `/decisions/${decisionId}/paper`,
    ...forMachines().filter((path) => path !== "/api/v1/honours"),
  ])
    expect([path, telling.includes(path)]).toEqual([path, true])
  for (const path of [`/people/${hidden.id}`, `/units/${mill.id}`]) expect(after.get(path)).toContain(hidden.name)
  at(second)
  expect(tellingOf(await crawl())).toEqual(telling)
}, 120_000)

test("a line let through an hour early is found in every channel that shows lines", async () => {
  const waits = eq(registerEntries.recipientName, hidden.name)
  await db
    .update(registerEntries)
    .set({ visibleFrom: new Date(0) })
    .where(waits)
  at(-second)
  const telling = tellingOf(await crawl(anew()))
  await db.update(registerEntries).set({ visibleFrom: hour }).where(waits)
  const channels = ["/", "/honours?kind=person", "/search?q=dgbz", "/sitemaps/people-0.xml", "/sitemaps/units-0.xml"]
  const machines = ["/api/v1/entries", "/api/v1/people", "/api/v1/units", "/data/honours/csv?kind=person"]
  for (const path of [...channels, ...machines]) expect([path, telling.includes(path)]).toEqual([path, true])
}, 120_000)

test("a result let through an hour early is found, too", async () => {
  const waits = eq(resultVersions.eventId, made.event.id)
  await db
    .update(resultVersions)
    .set({ visibleFrom: new Date(0) })
    .where(waits)
  at(-second)
  const telling = tellingOf(await crawl(anew()))
  await db.update(resultVersions).set({ visibleFrom: hour }).where(waits)
  const machine = forMachines().filter((path) => /ceremony|promotions/.test(path))
  for (const path of [...resultPaths().slice(0, 4), ...machine, "/statistics"])
    expect([path, telling.includes(path)]).toEqual([path, true])
}, 120_000)

test("no statement for the public reads the register without asking from when it is visible", async () => {
  at(2 * second)
  const sent = await queriesOf(db, () => crawl())
  const reading = sent.filter((sql) => /"register_entries"/.test(sql) && !sql.includes("pg_current_snapshot"))
  expect(reading.length).toBeGreaterThan(10)
  expect(reading.filter((sql) => !/"visible_from" <= \$/.test(sql))).toEqual([])
}, 120_000)
