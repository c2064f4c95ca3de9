import { fileURLToPath } from "node:url"
import { sql } from "drizzle-orm"
import type { drizzle } from "drizzle-orm/postgres-js"
import { migrate as applyMigrations } from "drizzle-orm/postgres-js/migrator"
import { type Connection, connect } from "./connect.ts"

const migrationsFolder = fileURLToPath(new URL("../../drizzle", import.meta.url))

/** Brings the tables of a PostgreSQL up to date; the lock makes two servers that start together take turns. */
export async function migrateUrl(url: string): Promise<void> {
  const connection = connect(url, 1)
  try {
    await connection.db.execute(
      sql`select set_config('statement_timeout', '0', false), set_config('lock_timeout', '0', false)`,
    )
    await connection.db.execute(sql`select pg_advisory_lock(727201)`)
    // A change of a table that waits for a long reader lets nobody else at the table while it waits.
    await connection.db.execute(sql`set lock_timeout = '10s'`)
    await migrate(connection)
  } finally {
    await connection.close()
  }
}

/** Brings the tables up to date over a connection that nobody else uses. */
export async function migrate(connection: Connection): Promise<void> {
  await applyMigrations(connection.db as unknown as ReturnType<typeof drizzle>, { migrationsFolder })
}
