import { expect, test } from "vitest"
import { revisionApart } from "#db/revision.ts"
import { units } from "#db/schema/index.ts"
import { freshDatabase } from "../support/database.ts"
import { makeUnit } from "../support/people.ts"

const { db, pool } = await freshDatabase()

/** A revision of requests that share nothing, with a clock set by hand and a count of connections. */
function apart() {
  let passed = 0
  const count = { opened: 0, closed: 0 }
  const connect = () => {
    count.opened++
    return { db, pool, close: async () => void count.closed++ }
  }
  const revision = revisionApart(connect, () => new Date(passed))
  const pass = (ms: number) => {
    passed += ms
  }
  return { revision, count, pass }
}

test("each request asks over a connection of its own, which is closed, and what it learnt counts for a second", async () => {
  const { revision, count, pass } = apart()
  expect(revision.known()).toBeUndefined()
  await Promise.all([revision.ask(), revision.ask()])
  expect(count).toEqual({ opened: 2, closed: 2 })
  // Other databases of the same PostgreSQL move its snapshot, too: what counts is the answer that came last.
  const last = await revision.ask()
  pass(999)
  expect(revision.known()).toBe(last)
  pass(1)
  expect(revision.known()).toBeUndefined()
})

test("a change has another name, whether this process made it or another", async () => {
  const { revision } = apart()
  const before = await revision.ask()
  revision.changed()
  const own = revision.known()
  expect(own).not.toBe(before)
  await makeUnit(db, "江城市总工会")
  expect((await db.select().from(units)).length).toBe(1)
  expect(await revision.ask()).not.toBe(own)
})

test("a database that does not answer leaves no connection open", async () => {
  const count = { closed: 0 }
  const away = { execute: () => Promise.reject(new Error("connection attempt failed")) } as unknown as typeof db
  const close = async () => void count.closed++
  const revision = revisionApart(
    () => ({ db: away, pool, close }),
    () => new Date(0),
  )
  await expect(revision.ask()).rejects.toThrow("connection attempt failed")
  expect([count.closed, revision.known()]).toEqual([1, undefined])
})
