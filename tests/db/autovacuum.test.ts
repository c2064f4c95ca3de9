import { sql } from "drizzle-orm"
import { expect, test } from "vitest"
import { vacuum } from "#db/autovacuum.ts"
import { honours } from "#db/schema/index.ts"
import { freshDatabase } from "../support/database.ts"
import { makeHonour } from "../support/honours.ts"
import { makeUnit } from "../support/people.ts"

const { db } = await freshDatabase()

test("a table that has grown is looked after once, and one that has hardly changed is not", async () => {
  await vacuum(db)
  const unit = await makeUnit(db, "江城市总工会")
  await makeHonour(db, unit, "medal")
  expect(await vacuum(db)).toEqual([])
  const [{ id, ...medal } = { id: 0 }] = await db.select().from(honours)
  const more = Array.from({ length: 80 }, (_, at) => ({
    ...(medal as typeof honours.$inferInsert),
    slug: `medal-${at}`,
  }))
  await db.insert(honours).values(more)
  // PostgreSQL's counts follow within a second of the session that wrote.
  await expect.poll(() => vacuum(db), { timeout: 10_000 }).toEqual(["honours"])
  const [known] = await db.execute<{ rows: number }>(
    sql`select reltuples::int as rows from pg_class where oid = 'honours'::regclass`,
  )
  expect(known?.rows).toBe(81)
  expect(await vacuum(db)).toEqual([])
})
