import { randomBytes } from "node:crypto"
import { readdirSync } from "node:fs"
import { sql } from "drizzle-orm"
import { getTableConfig, PgTable } from "drizzle-orm/pg-core"
import postgres from "postgres"
import { expect, inject, test } from "vitest"
import { connect } from "#db/connect.ts"
import { migrateUrl } from "#db/migrate.ts"
import * as schema from "#db/schema/index.ts"
import { freshDatabase, onPostgres } from "../support/database.ts"

const tables = Object.values(schema).filter((one) => one instanceof PgTable)

test("the migrations make every table and column of the schema, and no other", async () => {
  const { db } = await freshDatabase()
  const rows = await db.execute<{ name: string; columns: string }>(sql`
    select table_name as name, string_agg(column_name || ':' || is_nullable, ' ' order by column_name) as columns
    from information_schema.columns where table_schema = 'public' group by table_name order by table_name`)
  const wanted = tables.map((table) => {
    const { name, columns } = getTableConfig(table)
    const described = columns.map((column) => `${column.name}:${column.notNull ? "NO" : "YES"}`).sort()
    return { name, columns: described.join(" ") }
  })
  const sorted = [...rows].map(({ name, columns }) => ({ name, columns: columns.split(" ").sort().join(" ") }))
  expect(sorted).toEqual(wanted.sort((a, b) => (a.name < b.name ? -1 : 1)))
})

test.skipIf(!onPostgres())(
  "on PostgreSQL (several connections) servers that start at once take turns to migrate",
  async () => {
    const name = `laurel_race_${process.ppid}_${randomBytes(6).toString("hex")}`
    const admin = postgres(inject("postgres"), { max: 1, onnotice: () => {} })
    await admin.unsafe(`create database ${name}`)
    const url = Object.assign(new URL(inject("postgres")), { pathname: `/${name}` }).href
    await Promise.all([migrateUrl(url), migrateUrl(url), migrateUrl(url)])
    await migrateUrl(url)
    const connection = connect(url, 1)
    const [count] = await connection.db.execute<{ n: number }>(
      sql`select count(*)::int as n from drizzle.__drizzle_migrations`,
    )
    await connection.close()
    await admin.unsafe(`drop database ${name} with (force)`)
    await admin.end()
    expect(count?.n).toBe(readdirSync("drizzle").filter((file) => file.endsWith(".sql")).length)
  },
)
