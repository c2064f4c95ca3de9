import { sql } from "drizzle-orm"
import type { Db } from "#db/db.ts"

/** Whether nobody has set anything up here yet. */
export async function isEmpty(db: Db): Promise<boolean> {
  const [row] = await db.execute<{ used: boolean }>(
    sql`select exists (select from units) or exists (select from accounts) or exists (select from register_entries) as used`,
  )
  return row?.used === false
}
