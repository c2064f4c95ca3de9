import { count, eq } from "drizzle-orm"
import { expect, test } from "vitest"
import { filterIn, unfiltered } from "#boards/board/filter.ts"
import { countsByHonour } from "#boards/board/queries.ts"
import { boardOf } from "#boards/board/whole/queries.ts"
import { search } from "#boards/search/queries.ts"
import { registerEntries } from "#db/schema/index.ts"
import { isEmpty } from "../../src/scripts/seed/empty.ts"
import { seedAll } from "../../src/scripts/seed/seed.ts"
import { keys, scopeOf } from "../support/app.ts"
import { freshDatabase } from "../support/database.ts"

const now = new Date("2026-05-01T00:00:00Z")

async function seeded(honours: number) {
  const { db } = await freshDatabase()
  const before = await isEmpty(db)
  await seedAll({ db, keys }, honours, now, () => {})
  return { db, before, scope: scopeOf(db, { kind: "public" }, now) }
}

const first = { number: 1, size: 20, offset: 0 }

test("a made-up register has as many honours as were asked for, found and counted as any other", async () => {
  const { db, before, scope } = await seeded(400)
  expect([before, await isEmpty(db)]).toEqual([true, false])
  const [all] = await db.select({ count: count() }).from(registerEntries)
  expect(all?.count).toBe(400)
  const [one] = await db.select().from(registerEntries).where(eq(registerEntries.id, 5))
  expect(one?.revokedAt).toBe(null)
  const found = await search(scope, [one?.recipientName ?? ""], { ...first, size: 400 })
  expect(found.lines.map(({ id }) => id)).toContain(5)
  const counted = (await countsByHonour(scope, unfiltered)).reduce((sum, one) => sum + one.count, 0)
  const filter = filterIn({ year: `${one?.year}` })
  const board = await boardOf(scope, { filter, fixed: [], order: "stroke", page: { ...first, size: 100 } })
  expect(board.total).toBe(board.groups.flatMap(({ lines }) => lines).length)
  const revoked = (await db.select().from(registerEntries)).filter(({ revokedAt }) => revokedAt).length
  expect(counted).toBe(400 - revoked)
})

test("it is the same every time", async () => {
  const names = async () => {
    const { db } = await seeded(60)
    return db
      .select({ name: registerEntries.recipientName, unit: registerEntries.unitName })
      .from(registerEntries)
      .orderBy(registerEntries.id)
  }
  expect(await names()).toEqual(await names())
})
