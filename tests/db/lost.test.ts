import { sql } from "drizzle-orm"
import postgres from "postgres"
import { afterAll, expect, test } from "vitest"
import { connect } from "#db/connect.ts"
import type { Db } from "#db/db.ts"
import { freshDatabase, onPostgres } from "../support/database.ts"

const { db: other, url } = await freshDatabase()
const { db, close } = onPostgres() ? connect(url, 1) : { db: other, close: async () => {} }
afterAll(close)

/** PostgreSQL ends a connection as it does when it dies itself: whoever holds it learns so from a broken socket. */
async function end(tx: Db): Promise<void> {
  const [row] = await tx.execute<{ pid: number }>(sql`select pg_backend_pid() as pid`)
  await other.execute(sql`select pg_terminate_backend(${row?.pid}, 5000)`)
}

const outcome = (work: PromiseLike<unknown>) =>
  work.then(
    () => "done",
    (error: { code?: string; cause?: { code?: string } }) => error.code ?? error.cause?.code,
  )
const lost = expect.toBeOneOf(["CONNECTION_CLOSED", "ECONNRESET", "57P01"])

test.skipIf(!onPostgres())("a transaction whose connection is lost fails, and the pool goes on", async () => {
  for (let time = 0; time < 3; time++) {
    const work = db.transaction(async (tx) => {
      await end(tx)
      await tx.execute(sql`select 1`)
    })
    expect(await outcome(work)).toEqual(lost)
    expect(await outcome(db.execute(sql`select 1`))).toBe("done")
  }
})

test.skipIf(!onPostgres())(
  "what a lost transaction still sends never reaches the connection that follows",
  async () => {
    await other.execute(sql`create table strays (id int)`)
    const seen: unknown[] = []
    const work = db.transaction(async (tx) => {
      await end(tx)
      seen.push(await outcome(tx.execute(sql`insert into strays values (1)`)))
      seen.push(await outcome(db.execute(sql`select 1`)))
      seen.push(await outcome(tx.execute(sql`insert into strays values (2)`)))
    })
    expect(await outcome(work)).toEqual(lost)
    await expect.poll(() => seen).toEqual([lost, "done", lost])
    expect([...(await other.execute(sql`select id from strays`))]).toEqual([])
  },
)

test.skipIf(!onPostgres())("where a transaction cannot begin, what it would write is not sent", async () => {
  await other.execute(sql`create table unbegun (id int)`)
  const client = postgres(url, { max: 1 })
  const seen: unknown[] = []
  const work = client.begin("nonsense", async (tx) => {
    seen.push(await outcome(Promise.all([tx`select 1`, tx`insert into unbegun values (1)`])))
    seen.push(await outcome(tx`select 1`))
    seen.push(await outcome(tx`insert into unbegun values (2)`))
  })
  expect(await outcome(work)).toBe("42601")
  expect(seen).toEqual(["42601", "42601", "42601"])
  expect(await outcome(client`select 1`)).toBe("done")
  expect([...(await other.execute(sql`select id from unbegun`))]).toEqual([])
  await client.end()
})
