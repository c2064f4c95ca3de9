import { eq } from "drizzle-orm"
import { pino } from "pino"
import { expect, test } from "vitest"
import { type Revision, revisionOf } from "#db/revision.ts"
import { honours } from "#db/schema/index.ts"
import { keepingOf } from "#http/keeping.ts"
import { publicRoutes } from "#main/slices.ts"
import { origin, testApp } from "../support/app.ts"
import { freshDatabase } from "../support/database.ts"
import { makeHonour } from "../support/honours.ts"
import { makeOfficer, makeUnit } from "../support/people.ts"
import { queriesOf } from "../support/queries.ts"
import { routesOf } from "../support/routes.ts"

const { db } = await freshDatabase()
const city = await makeUnit(db, "江城市总工会")
const officer = await makeOfficer(db, city, "honours_officer")
const honour = await makeHonour(db, city, "model-worker")

const began = new Date("2026-05-01T08:00:00Z").getTime()

/** A server that keeps pages, with a clock that is set by hand and the routes that it noted. */
function server(revision?: Revision) {
  let passed = 0
  const clock = () => new Date(began + passed)
  const noted: Record<string, unknown>[] = []
  const log = pino({ level: "info" }, { write: (line) => void noted.push(JSON.parse(line)) })
  const made = testApp(db, clock, { keeping: keepingOf(revision ?? revisionOf(db, clock)), log })
  const pass = (ms: number) => {
    passed += ms
  }
  return { ...made, noted, pass }
}

/** The statements that asking for a page takes, besides asking for the revision. */
const statements = async (work: () => Promise<unknown>) =>
  (await queriesOf(db, work)).filter((sql) => !sql.includes("pg_current_snapshot"))

const rename = (titleZh: string) => db.update(honours).set({ titleZh }).where(eq(honours.id, honour.id))
const board = "/honours/model-worker"

test("every board is kept, and nothing else is", () => {
  expect([...publicRoutes].sort()).toEqual([
    "/",
    "/accessibility",
    "/api",
    "/api/v1/*",
    "/api/v1/contests",
    "/api/v1/contests/:contest",
    "/api/v1/contests/:contest/events/:event/bundle",
    "/api/v1/contests/:contest/events/:event/result",
    "/api/v1/decisions",
    "/api/v1/decisions/:id",
    "/api/v1/entries",
    "/api/v1/honours",
    "/api/v1/notices",
    "/api/v1/openapi.json",
    "/api/v1/people",
    "/api/v1/people/:id",
    "/api/v1/units",
    "/api/v1/units/:id",
    "/contests",
    "/contests/:slug",
    "/contests/:slug/:event",
    "/contests/:slug/:event/bundle.json",
    "/contests/:slug/:event/entries/:code",
    "/data/*",
    "/data/contests/:slug/:event/:kind{csv|xlsx|json}",
    "/data/decisions/:id{[0-9]+}/:kind{csv|xlsx|json}",
    "/data/honours/:kind{csv|xlsx|json}",
    "/data/people/:id{[0-9]+}/:kind{csv|xlsx|json}",
    "/decisions/:id{[0-9]+}",
    "/decisions/:id{[0-9]+}/paper",
    "/feed.atom",
    "/hall",
    "/hall/setup",
    "/honours",
    "/honours/:slug",
    "/notices",
    "/notices/:id{[0-9]+}",
    "/notices/:id{[0-9]+}/list.json",
    "/people/:id{[0-9]+}",
    "/robots.txt",
    "/sitemap.xml",
    "/sitemaps/:part{[a-z0-9-]+\\.xml}",
    "/statistics",
    "/statistics/:chart/data.csv",
    "/statistics/:chart/data.xlsx",
    "/units/:id{[0-9]+}",
  ])
  const patterns = routesOf(server().app).map(({ pattern }) => pattern)
  expect([...publicRoutes].filter((route) => !route.endsWith("*") && !patterns.includes(route))).toEqual([])
})

test("the second who asks for a board gets the same bytes and headers without a question to the database", async () => {
  const { browser, noted } = server()
  const first = await browser().get(board)
  let second = new Response()
  expect(
    await statements(async () => {
      second = await browser().get(board)
    }),
  ).toEqual([])
  expect(await second.text()).toBe(await first.text())
  const headers = (answer: Response) => [...answer.headers].filter(([name]) => name !== "x-request-id")
  expect(headers(second)).toEqual(headers(first))
  expect(second.headers.get("Cache-Control")).toBe("public, max-age=0, s-maxage=1, stale-if-error=600")
  expect(second.headers.get("Vary")).toContain("Cookie")
  expect(noted.map(({ route, status, requestId }) => [route, status, requestId])).toEqual([
    ["/honours/:slug", 200, first.headers.get("X-Request-Id")],
    ["/honours/:slug", 200, second.headers.get("X-Request-Id")],
  ])
})

test("who has the page already is told so, with every header but those of the content", async () => {
  const { app, browser } = server()
  const { headers } = await browser().get(board)
  const tag = headers.get("ETag") ?? ""
  expect(tag).toMatch(/^"[\w-]{22}"$/)
  for (const seen of [tag, `W/${tag}`, `"other", ${tag}`, "*"]) {
    const answer = await app.request(board, { headers: { "If-None-Match": seen } })
    expect([answer.status, await answer.text(), answer.headers.get("ETag")]).toEqual([304, "", tag])
    expect(answer.headers.get("Content-Security-Policy")).toBe(headers.get("Content-Security-Policy"))
  }
  expect((await app.request(board, { headers: { "If-None-Match": '"other"' } })).status).toBe(200)
})

test("a change of this process is seen at the next request", async () => {
  const { browser, as } = server()
  expect(await browser().text(board)).not.toContain("劳动奖章")
  const seen = await as(officer)
  const { titleEn, conferredBy, version } = honour
  const fields = {
    titleZh: "劳动奖章",
    titleEn,
    conferredBy,
    level: "municipal",
    recipientKind: "person",
    rank: "1",
    slug: honour.slug,
    conferringUnitId: `${city.id}`,
    version: `${version}`,
    changeReason: "更名",
    repeats: "never",
  }
  const saved = await seen.post(`/manage/register/honours/${honour.id}`, fields)
  expect([saved.status, await browser().text(board)]).toEqual([303, expect.stringContaining("劳动奖章")])
})

test("what a tablet sends ends nothing that is kept, as a form of an office does", async () => {
  const { browser } = server()
  const [visitor, tablet] = [browser(), browser()]
  await visitor.get(board)
  await tablet.postJson("/judge/operations", { operations: [] })
  expect(await statements(() => visitor.get(board))).toEqual([])
  await tablet.post("/sign-in", { username: "nobody", password: "wrong" })
  expect((await statements(() => visitor.get(board))).length).toBeGreaterThan(0)
})

test("a change of another process is seen within two seconds", async () => {
  const { browser, pass } = server()
  await browser().get(board)
  await rename("另一处改的名")
  pass(1_000)
  expect(await browser().text(board)).toContain("另一处改的名")
})

test("what begins with time alone is seen ten seconds late at most, though nobody writes", async () => {
  const { browser, pass } = server({
    known: () => "1",
    last: () => "1",
    common: () => "1",
    ask: async () => "1",
    changed: () => {},
  })
  await browser().get(board)
  pass(9_000)
  expect(await statements(() => browser().get(board))).toEqual([])
  pass(1_000)
  expect((await statements(() => browser().get(board))).length).toBeGreaterThan(0)
})

/** A database that can be taken away: whoever asks for its state hears nothing, and no page can be made. */
function cuttable() {
  let passed = 0
  let isAway = false
  const clock = () => new Date(began + passed)
  const inner = revisionOf(db, clock)
  const ask = () => (isAway ? Promise.reject(new Error("away")) : inner.ask())
  const warned: unknown[] = []
  const log = pino({ level: "warn" }, { write: (line) => void warned.push(JSON.parse(line).msg) })
  const made = testApp(db, clock, { keeping: keepingOf({ ...inner, ask }), log })
  const pass = (ms: number) => {
    passed += ms
  }
  const cut = (ms: number) => {
    isAway = true
    pass(ms)
  }
  const mend = () => {
    isAway = false
  }
  return { ...made, warned, pass, cut, mend }
}

test("while the database is away a page is answered as it last was, and the log says so", async () => {
  const { app, browser, warned, cut, mend } = cuttable()
  const page = await browser().get(board)
  const text = await page.text()
  cut(3_600_000)
  const old = await browser().get(board)
  expect([old.status, await old.text(), old.headers.get("ETag")]).toEqual([200, text, page.headers.get("ETag")])
  const known = await app.request(origin + board, { headers: { "If-None-Match": page.headers.get("ETag") ?? "" } })
  expect(known.status).toBe(304)
  expect(warned).toHaveLength(2)
  mend()
  await rename("恢复之后")
  expect(await browser().text(board)).toContain("恢复之后")
})

test("a page from before the last known change is not answered while the database is away", async () => {
  const { browser, pass, cut, warned } = cuttable()
  await browser().get(board)
  await rename("已知的新名")
  pass(2_000)
  await browser().get("/honours")
  cut(2_000)
  expect([await browser().text(board), warned]).toEqual([expect.stringContaining("已知的新名"), []])
})

test("languages and letters are kept apart, and whoever is signed in gets a page of their own", async () => {
  const { browser, as } = server()
  const visitors = [
    browser(),
    browser({ lang: "en" }),
    browser({ text: "large" }),
    browser({ theme: "dark" }),
    await as(officer),
  ]
  const pages: string[] = []
  for (const visitor of visitors) pages.push(await visitor.text(board))
  expect(new Set(pages.slice(0, 3)).size).toBe(3)
  expect(pages[4]).toContain("/manage")
  for (const [at, visitor] of visitors.entries()) expect(await visitor.text(board)).toBe(pages[at])
  const own = await (await as(officer)).get(board)
  expect([own.headers.get("ETag"), own.headers.get("Cache-Control")]).toEqual([null, "no-store"])
  const choosing = await browser().get(`${board}?lang=en`)
  expect([choosing.headers.has("Set-Cookie"), choosing.headers.get("ETag")]).toEqual([true, null])
})

test("many who ask at once for a page that is not kept have it made once", async () => {
  const { browser } = server()
  const made = await statements(() => browser().get("/honours"))
  const { browser: others } = server()
  const together = await statements(() => Promise.all(Array.from({ length: 20 }, () => others().get("/honours"))))
  expect(together).toEqual(made)
})

test("a page that takes long to make is made once for all who wait, though what was known is old by then", async () => {
  const made = await statements(() => server().browser().get("/honours"))
  let name: string | undefined = "1"
  const revision = { known: () => name, last: () => name, common: () => name, changed: () => {} }
  const { browser } = server({ ...revision, ask: async () => "1" })
  const together = await statements(async () => {
    const all = Promise.all(Array.from({ length: 20 }, () => browser().get("/honours")))
    setImmediate(() => {
      name = undefined
    })
    expect((await all).map(({ status }) => status)).toEqual(Array.from({ length: 20 }, () => 200))
  })
  expect([together, name]).toEqual([made, undefined])
})

test("what is not there, a search and a form are never kept", async () => {
  const { browser } = server()
  for (const path of ["/honours/unknown", "/search?q=王", "/sign-in"]) {
    await browser().get(path)
    const answer = await browser().get(path)
    expect([path, answer.headers.get("ETag"), answer.headers.get("Cache-Control")]).toEqual([path, null, "no-store"])
  }
})
