import { eq } from "drizzle-orm"
import { expect, test } from "vitest"
import type { Db } from "#db/db.ts"
import { revisionOf } from "#db/revision.ts"
import { honours } from "#db/schema/index.ts"
import { keepingOf } from "#http/keeping.ts"
import { cacheShelf } from "#http/shelf.ts"
import { testApp } from "../support/app.ts"
import { freshDatabase } from "../support/database.ts"
import { makeHonour } from "../support/honours.ts"
import { makeUnit } from "../support/people.ts"
import { queriesOf } from "../support/queries.ts"

const { db } = await freshDatabase()
const honour = await makeHonour(db, await makeUnit(db, "江城市总工会"), "model-worker")
const board = "/honours/model-worker"
const rename = (titleZh: string) => db.update(honours).set({ titleZh }).where(eq(honours.id, honour.id))

/** A Cache API for several isolates, which keeps what it is given. */
function sharedCache(takes: () => void) {
  const kept = new Map<string, Response>()
  const match = async (address: RequestInfo | URL) => {
    takes()
    return kept.get(String(address))?.clone()
  }
  const put = async (address: RequestInfo | URL, answer: Response) => void kept.set(String(address), answer)
  return { kept, shelf: cacheShelf(() => ({ match, put })) }
}

/** Isolates of one place: each with a memory of its own, all with one cache and one clock. */
function isolates(lookedUpIn = 0, named: Db = db) {
  let passed = 0
  let isAway = false
  const { kept, shelf } = sharedCache(() => pass(lookedUpIn))
  const clock = () => new Date(Date.parse("2026-05-01T08:00:00Z") + passed)
  const isolate = () => {
    const inner = revisionOf(named, clock)
    const ask = () => (isAway ? Promise.reject(new Error("away")) : inner.ask())
    const { app } = testApp(db, clock, { keeping: keepingOf({ ...inner, ask }, false, undefined, shelf) })
    const later: Promise<unknown>[] = []
    const context = { waitUntil: (work: Promise<unknown>) => void later.push(work), passThroughOnException: () => {} }
    return async (path = board) => {
      const answer = await app.fetch(new Request(`http://localhost${path}`), {}, { ...context, props: {} })
      await Promise.all(later)
      return answer
    }
  }
  const pass = (ms: number) => {
    passed += ms
  }
  const cut = () => {
    isAway = true
  }
  return { isolate, kept, pass, cut }
}

const statements = async (work: () => Promise<unknown>) =>
  (await queriesOf(db, work)).filter((sql) => !sql.includes("pg_current_snapshot"))

/** Names one state for ever: on a PostgreSQL whatever is written to any other of its databases names another. */
const still = { execute: async () => [{ snapshot: "7:7:", turn: null }] } as unknown as Db

test("what one isolate made another answers, byte for byte, without a question to the database", async () => {
  const { isolate, kept } = isolates(0, still)
  const first = await isolate()()
  expect([...kept.keys()]).toEqual([expect.stringContaining(encodeURIComponent(board))])
  let second = new Response()
  expect(
    await statements(async () => {
      second = await isolate()()
    }),
  ).toEqual([])
  const headers = ({ headers: all }: Response) => [...all].filter(([name]) => name !== "x-request-id")
  expect([await second.text(), headers(second)]).toEqual([await first.text(), headers(first)])
})

test("what was made before a change, or too long ago, is made anew", async () => {
  const { isolate, pass } = isolates()
  const [one, other] = [isolate(), isolate()]
  await one()
  await rename("另一处改的名")
  pass(1_000)
  expect(await (await other()).text()).toContain("另一处改的名")
  pass(10_000)
  expect((await statements(one)).length).toBeGreaterThan(0)
})

test("a page is kept also where the look at the shelf outlasts the second for which the state is known", async () => {
  const { isolate, pass } = isolates(20)
  const one = isolate()
  await one()
  pass(970)
  const answer = await one("/honours")
  expect([answer.headers.get("Cache-Control"), answer.headers.has("ETag")]).toEqual([
    "public, max-age=0, s-maxage=1, stale-if-error=600",
    true,
  ])
})

test("while the database is away an isolate answers from it what it knows to be the last state, and nothing else", async () => {
  const { isolate, pass, cut } = isolates()
  const [one, other, unknowing] = [isolate(), isolate(), isolate()]
  const text = await (await one()).text()
  expect(await (await other()).text()).toBe(text)
  await rename("最后的名")
  pass(2_000)
  const renamed = await (await one()).text()
  cut()
  pass(20_000)
  expect(await (await one()).text()).toBe(renamed)
  // It heard of no state after the change, and the shelf has no page of the one before.
  expect(await (await other()).text()).not.toBe(renamed)
  expect((await statements(unknowing)).length).toBeGreaterThan(0)
})
