import { asc, eq, sql } from "drizzle-orm"
import { alias } from "drizzle-orm/pg-core"
import { expect, test } from "vitest"
import { units } from "#db/schema/index.ts"
import { statement } from "#db/statement.ts"
import { freshDatabase } from "../support/database.ts"
import { makeUnit } from "../support/people.ts"

test("what a kept statement gives is what drizzle makes of its rows, with what nothing was joined to", async () => {
  const { db } = await freshDatabase()
  const above = alias(units, "above")
  const read = (on: typeof db) =>
    on
      .select({
        id: units.id,
        made: units.createdAt,
        above: { id: above.id, name: above.name },
        both: { own: units.name, other: above.name },
        length: sql<number>`length(${units.name})::bigint`.mapWith(Number),
        named: sql<string>`upper(${units.name})`.as("named"),
      })
      .from(units)
      .leftJoin(above, eq(above.id, units.parentId))
      .orderBy(asc(units.id))
  await makeUnit(db, "Works", await makeUnit(db, "City"))
  const plain = await read(db)
  expect(plain.map(({ above, length }) => [above?.name, length])).toEqual([
    [undefined, 4],
    ["City", 5],
  ])
  expect(await statement(read)(db)).toEqual(plain)
})
