import { sql } from "drizzle-orm"
import type { Db, Scope } from "#db/db.ts"
import { accounts } from "#db/schema/index.ts"

/** Whether anybody could sign in at all: while nobody can, the link of the first start is open. */
export async function anyAccount(db: Db): Promise<boolean> {
  const rows = await db.select({ id: accounts.id }).from(accounts).limit(1)
  return rows.length > 0
}

/** Makes everybody who sets up at the same moment take turns until the transaction ends. */
export const lockSetup = (db: Db) => db.execute(sql`select pg_advisory_xact_lock(727203)`)

export const isOpen = async (scope: Scope): Promise<boolean> => !(await anyAccount(scope.db))
