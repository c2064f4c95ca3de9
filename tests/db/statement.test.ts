import { asc, desc, eq, gt, sql } from "drizzle-orm"
import { expect, test } from "vitest"
import { type Scope, transact } from "#db/db.ts"
import { auditHeads } from "#db/schema/index.ts"
import { placeholders, statement, statements } from "#db/statement.ts"
import { ok, refuse } from "#lib/result.ts"
import { scopeOf } from "../support/app.ts"
import { freshDatabase } from "../support/database.ts"

const { db } = await freshDatabase()
const scope: Scope = scopeOf(db, { kind: "system", name: "test" })

const add = statement((built) => built.insert(auditHeads).values(placeholders(["chain", "count", "mac"])))
const find = statement((built) =>
  built
    .select()
    .from(auditHeads)
    .where(eq(auditHeads.chain, sql.placeholder("chain"))),
)

test("a statement that is built once takes other values every time", async () => {
  await add(db, { chain: "a", count: 1, mac: "m" })
  await add(db, { chain: "b", count: 2, mac: "n" })
  expect(await find(db, { chain: "a" })).toEqual([{ chain: "a", count: 1, mac: "m" }])
  expect(await find(db, { chain: "b" })).toEqual([{ chain: "b", count: 2, mac: "n" }])
})

test("it belongs to the transaction whose database it is given", async () => {
  await transact(scope, async (inner) => {
    await add(inner.db, { chain: "c", count: 3, mac: "o" })
    expect(await find(inner.db, { chain: "c" })).toHaveLength(1)
    return refuse({ code: "invalid" })
  })
  expect(await find(db, { chain: "c" })).toEqual([])
})

test("it cannot be used on the outer database inside a transaction", async () => {
  const work = transact(scope, async () => ok(await find(db, { chain: "a" })))
  await expect(work).rejects.toThrow("the outer database was used inside a transaction")
})

const ordered = statements((built, shape: "up" | "down") =>
  built
    .select({ chain: auditHeads.chain })
    .from(auditHeads)
    .where(gt(auditHeads.count, sql.placeholder("above")))
    .orderBy(shape === "up" ? asc(auditHeads.chain) : desc(auditHeads.chain)),
)

test("a statement of several shapes is built once for each", async () => {
  for (const shape of ["up", "down", "up"] as const) {
    const chains = (await ordered(db, shape, { above: 0 })).map(({ chain }) => chain)
    expect(chains).toEqual(shape === "up" ? ["a", "b"] : ["b", "a"])
  }
})
