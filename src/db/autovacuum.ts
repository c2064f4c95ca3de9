import { sql } from "drizzle-orm"
import type { Db } from "./db.ts"

/**
 * What PostgreSQL does of itself once a minute and the embedded database does not: forgets rows that were replaced, and
 * learns how many a table has, without which it plans reading a long board as if it had ten names. Looks after the tables
 * of which a tenth has changed, as PostgreSQL does, and gives their names.
 */
export async function vacuum(db: Db): Promise<string[]> {
  const rows = await db.execute<{ name: string }>(sql`
    select relid::regclass::text as name from pg_stat_user_tables
    where n_mod_since_analyze > 50 + n_live_tup / 10 or n_dead_tup > 50 + n_live_tup / 5 order by 1`)
  const names = rows.map(({ name }) => name)
  if (names.length > 0) await db.execute(sql.raw(`vacuum analyze ${names.join(", ")}`))
  return names
}
