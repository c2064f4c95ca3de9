import { beforeEach, expect, test } from "vitest"
import { type Scope, transact } from "#db/db.ts"
import { jobs } from "#db/schema/index.ts"
import { maxTries, waitAfter } from "#jobs/backoff.ts"
import { countJobs, enqueue, type Handlers, type Outcome, runDue } from "#jobs/commands.ts"
import { ok, refuse } from "#lib/result.ts"
import { keys, scopeOf } from "../support/app.ts"
import { freshDatabase, onPostgres } from "../support/database.ts"

const { db } = await freshDatabase()
let now = new Date("2026-04-01T00:00:00Z")
const world = { db, keys, clock: () => now }
const scope = (): Scope => scopeOf(db, { kind: "system", name: "test" }, now)
const later = (seconds: number) => {
  now = new Date(now.getTime() + seconds * 1000)
}

beforeEach(async () => {
  await db.delete(jobs)
})

const broken: Handlers = {
  letter: async () => {
    throw Object.assign(new Error("550 wang@example.cn"), { code: "EENVELOPE" })
  },
}

/** Runs what is due and gives what was done, and what was told of it. */
async function run(handlers: Handlers = {}) {
  const [done, told]: [unknown[], Outcome[]] = [[], []]
  await runDue(world, { letter: async (payload) => void done.push(payload), ...handlers }, (one) => void told.push(one))
  return { done, told: told.map(({ outcome, tries, error }) => [outcome, tries, error]) }
}

test("what a transaction puts down is done once it stands, and never when it is rolled back", async () => {
  await transact(scope(), async (inner) => {
    await enqueue(inner, "letter", { to: "a" })
    return refuse({ code: "no" })
  })
  await transact(scope(), async (inner) => {
    await enqueue(inner, "letter", { to: "b" })
    return ok(undefined)
  })
  const [row] = await db.select().from(jobs)
  expect(row?.payload).not.toContain('"to"')
  expect(await run()).toEqual({ done: [{ to: "b" }], told: [["done", 1, undefined]] })
  expect(await run()).toEqual({ done: [], told: [] })
})

test("a failure is tried again later and later, then given up, and what was in it is forgotten", async () => {
  await enqueue(scope(), "letter", { to: "wang@example.cn" })
  for (let tries = 1; tries < maxTries; tries++) {
    expect((await run(broken)).told).toEqual([["failed", tries, "EENVELOPE"]])
    later(waitAfter(tries) - 1)
    expect((await run(broken)).told).toEqual([])
    later(1)
  }
  expect(await countJobs(db)).toEqual({ waiting: 1, dead: 0 })
  expect((await run(broken)).told).toEqual([["dead", maxTries, "EENVELOPE"]])
  later(100 * 86_400)
  expect((await run()).told).toEqual([])
  expect(await countJobs(db)).toEqual({ waiting: 0, dead: 1 })
  expect((await db.select().from(jobs))[0]?.payload).toBe("")
})

test("waits grow from half a minute to six hours, about a day in all", () => {
  const waits = Array.from({ length: maxTries - 1 }, (_, at) => waitAfter(at + 1))
  expect(waits).toEqual([30, 60, 120, 240, 480, 960, 1920, 3840, 7680])
  expect(waitAfter(20)).toBe(21_600)
})

test("a job whose worker was killed is taken over when its lease ends", async () => {
  await enqueue(scope(), "letter", { to: "c" })
  let killed: (() => void) | undefined
  const hangs = new Promise<void>((resolve) => {
    killed = resolve
  })
  const dying = run({ letter: () => hangs })
  while ((await db.select().from(jobs))[0]?.tries !== 1) await Promise.resolve()
  expect((await run()).done).toEqual([])
  later(121)
  expect(await run()).toEqual({ done: [{ to: "c" }], told: [["done", 2, undefined]] })
  killed?.()
  await dying
})

test("a kind that nobody here does waits for somebody who does", async () => {
  await enqueue(scope(), "parcel", {})
  expect((await run()).told).toEqual([])
  expect(await countJobs(db)).toEqual({ waiting: 1, dead: 0 })
})

test.skipIf(!onPostgres())("several servers do each job once (several connections: PostgreSQL only)", async () => {
  for (let at = 0; at < 40; at++) await enqueue(scope(), "letter", { at })
  const runs = await Promise.all(Array.from({ length: 4 }, () => run()))
  const done = runs.flatMap((one) => one.done as { at: number }[]).map(({ at }) => at)
  expect(done.sort((a, b) => a - b)).toEqual(Array.from({ length: 40 }, (_, at) => at))
})
