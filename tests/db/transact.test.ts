import { asc, eq, gt, max } from "drizzle-orm"
import { beforeEach, expect, test } from "vitest"
import { record } from "#audit/record.ts"
import { type Scope, transact } from "#db/db.ts"
import { auditEntries, auditHeads } from "#db/schema/index.ts"
import { ok, refuse } from "#lib/result.ts"
import { scopeOf } from "../support/app.ts"
import { freshDatabase, onPostgres } from "../support/database.ts"

const { db } = await freshDatabase()
const scope = scopeOf(db, { kind: "system", name: "test" })

const write = (inner: Scope, id: number) => record(inner, "row.write", { kind: "row", id })
let since = 0
const written = async () => {
  const rows = await db
    .select()
    .from(auditEntries)
    .where(gt(auditEntries.id, since))
    .orderBy(asc(auditEntries.subjectId))
  return rows.map(({ subjectId }) => subjectId)
}

beforeEach(async () => {
  const [row] = await db.select({ id: max(auditEntries.id) }).from(auditEntries)
  since = row?.id ?? 0
})

test("what succeeds is kept", async () => {
  const result = await transact(scope, async (inner) => {
    await write(inner, 1)
    return ok("done")
  })
  expect(result).toEqual({ ok: true, value: "done" })
  expect(await written()).toEqual([1])
})

test("what refuses leaves nothing, and the refusal comes back with its facts", async () => {
  const result = await transact(scope, async (inner) => {
    await write(inner, 1)
    return refuse({ code: "stale", version: 3 })
  })
  expect(result).toEqual({ ok: false, refusal: { code: "stale", version: 3 } })
  expect(await written()).toEqual([])
})

test("what throws leaves nothing and is thrown on", async () => {
  const work = transact(scope, async (inner) => {
    await write(inner, 1)
    throw new Error("broken on the way")
  })
  await expect(work).rejects.toThrow("broken on the way")
  expect(await written()).toEqual([])
})

test("a transaction inside another belongs to it", async () => {
  await transact(scope, async (outer) => {
    await write(outer, 1)
    await transact(outer, async (inner) => {
      await write(inner, 2)
      return ok(undefined)
    })
    const refused = await transact(outer, async (inner) => {
      await write(inner, 3)
      return refuse({ code: "invalid" })
    })
    expect(refused.ok).toBe(false)
    return ok(undefined)
  })
  expect(await written()).toEqual([1, 2])
  await transact(scope, async (outer) => {
    await transact(outer, async (inner) => {
      await write(inner, 4)
      return ok(undefined)
    })
    return refuse({ code: "invalid" })
  })
  expect(await written()).toEqual([1, 2])
})

test("what is sent last is undone with all the rest where it fails, and its error is thrown on", async () => {
  const first = (inner: Scope) => inner.db.insert(auditHeads).values({ chain: "first", count: 1, mac: "" })
  const work = (again: number) =>
    transact(scope, async (inner) => {
      await first(inner)
      for (let time = 0; time < again; time++) inner.closing?.last.push(() => first(inner))
      return ok(undefined)
    })
  const heads = () => db.$count(auditHeads, eq(auditHeads.chain, "first"))
  await expect(work(1)).rejects.toMatchObject({ cause: { code: "23505" } })
  expect(await heads()).toBe(0)
  await work(0)
  expect(await heads()).toBe(1)
})

test("nothing is recorded beside a transaction", async () => {
  await expect(write(scope, 1)).rejects.toThrow("row.write was recorded outside of a transaction")
  expect(await written()).toEqual([])
})

test("the outer database cannot be used inside a transaction, in whatever way", async () => {
  const ways: ((inner: Scope) => unknown)[] = [
    () => db.select().from(auditEntries),
    () => db.delete(auditEntries),
    () => db.$count(auditEntries),
    () => db.execute("select 1"),
    () => transact(scope, async () => ok(undefined)),
  ]
  for (const way of ways) {
    const work = transact(scope, async (inner) => ok(await way(inner)))
    await expect(work).rejects.toThrow("the outer database was used inside a transaction")
  }
  expect(await written()).toEqual([])
})

test.skipIf(!onPostgres())(
  "on PostgreSQL (several connections) a reader beside a transaction does not wait for it",
  async () => {
    await transact(scope, async (inner) => {
      await write(inner, 1)
      return ok(undefined)
    })
    const release = Promise.withResolvers<void>()
    const begun = Promise.withResolvers<void>()
    const inside = transact(scope, async (inner) => {
      await write(inner, 2)
      begun.resolve()
      await release.promise
      return ok(undefined)
    })
    await begun.promise
    expect(await written()).toEqual([1])
    release.resolve()
    await inside
    expect(await written()).toEqual([1, 2])
  },
)
