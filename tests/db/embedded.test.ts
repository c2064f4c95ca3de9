import { mkdtempSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { asc, eq, sql } from "drizzle-orm"
import { expect, inject, test } from "vitest"
import { record } from "#audit/record.ts"
import { type Scope, transact } from "#db/db.ts"
import { startEmbedded } from "#db/embedded.ts"
import { migrate } from "#db/migrate.ts"
import { openDatabase } from "#db/open.ts"
import { auditEntries } from "#db/schema/index.ts"
import { ok } from "#lib/result.ts"
import { scopeOf } from "../support/app.ts"
import { onPostgres } from "../support/database.ts"

async function embedded() {
  const connection = await startEmbedded(onPostgres() ? {} : { dump: inject("dump") })
  if (onPostgres()) await migrate(connection)
  return connection
}

const write = (scope: Scope, id: number) =>
  transact(scope, async (inner) => {
    await record(inner, "row.write", { kind: "row", id }, { twice: id * 2 })
    return ok(id)
  })

test("a thousand reads and transactions at once over the one connection each get their own answer", async () => {
  const { db, pool, close } = await embedded()
  const scope = scopeOf(db, { kind: "system", name: "test" })
  expect(pool).toBe(1)
  const answers = await Promise.all(
    Array.from({ length: 1000 }, async (_, n) => {
      if (n % 4 === 0) return (await write(scope, n)).ok && n
      if (n % 4 === 1) return (await db.execute<{ n: number }>(sql`select ${n}::int as n`))[0]?.n
      if (n % 4 === 2)
        return db.transaction(async (tx) => (await tx.execute<{ n: number }>(sql`select ${n}::int as n`))[0]?.n)
      const rows = await db.select({ n: sql<number>`${n}::int` }).from(sql`generate_series(1, ${(n % 5) + 1})`)
      return rows.length === (n % 5) + 1 && new Set(rows.map((row) => row.n)).size === 1 ? rows[0]?.n : "mixed up"
    }),
  )
  expect(answers).toEqual(Array.from({ length: 1000 }, (_, n) => n))
  const rows = await db.select().from(auditEntries).where(eq(auditEntries.action, "row.write"))
  const wanted = Array.from({ length: 250 }, (_, n) => [n * 4, n * 8])
  expect(
    rows.map(({ subjectId, facts }) => [subjectId, facts.twice]).sort((a, b) => Number(a[0]) - Number(b[0])),
  ).toEqual(wanted)
  await close()
})

test("a failed statement leaves the connection usable for the next", async () => {
  const { db, close } = await embedded()
  await expect(db.execute(sql`select 1 / 0`)).rejects.toThrow()
  await expect(db.transaction((tx) => tx.execute(sql`select nothing from nowhere`))).rejects.toThrow()
  expect([...(await db.execute(sql`select 1 as n`))]).toEqual([{ n: 1 }])
  await close()
})

test("a restart on the same folder keeps the data, and applies no migration twice", async () => {
  const dataDir = mkdtempSync(join(tmpdir(), "laurel-data-"))
  const applied = sql`select id, hash, created_at from drizzle.__drizzle_migrations order by id`
  const first = await openDatabase({ databaseUrl: undefined, dataDir })
  await write(scopeOf(first.db, { kind: "system", name: "test" }), 7)
  const before = [...(await first.db.execute(applied))]
  await migrate(first)
  expect([...(await first.db.execute(applied))]).toEqual(before)
  await first.close()
  const second = await openDatabase({ databaseUrl: undefined, dataDir })
  expect([...(await second.db.execute(applied))]).toEqual(before)
  const rows = await second.db.select().from(auditEntries).orderBy(asc(auditEntries.id))
  expect(rows.map(({ subjectId }) => subjectId)).toEqual([7])
  expect([second.embedded, second.pool]).toEqual([true, 1])
  await second.close()
})
