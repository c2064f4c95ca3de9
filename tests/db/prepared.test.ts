import { sql } from "drizzle-orm"
import { expect, test } from "vitest"
import { connect } from "#db/connect.ts"
import { freshDatabase, onPostgres } from "../support/database.ts"

const { url } = await freshDatabase()

test.skipIf(!onPostgres())("what drizzle sends is parsed once a connection, in a transaction, too", async () => {
  const { db, close } = connect(url, 1)
  await db.execute(sql`select 1 + ${1}::int`)
  await db.transaction((tx) => tx.transaction((inner) => inner.execute(sql`select 2 + ${1}::int`)))
  const named = await db.execute<{ statement: string }>(
    sql`select statement from pg_prepared_statements where statement like 'select _ +%' order by 1`,
  )
  expect([...named]).toEqual([{ statement: "select 1 + $1::int" }, { statement: "select 2 + $1::int" }])
  await close()
})

test.skipIf(!onPostgres())("a statement of very many values is not kept", async () => {
  const { db, close } = connect(url, 1)
  const values = Array.from({ length: 41 }, (_, at) => sql`(${at}::int)`)
  await db.execute(sql`select count(*) as many from (values ${sql.join(values, sql`, `)}) as v`)
  const named = await db.execute(sql`select 1 from pg_prepared_statements where statement like '%as many%'`)
  expect(named.length).toBe(0)
  await close()
})
