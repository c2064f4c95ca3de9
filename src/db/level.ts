import { sql } from "drizzle-orm"
import journal from "../../drizzle/meta/_journal.json" with { type: "json" }
import type { Db } from "./db.ts"

const latest = Math.max(...journal.entries.map(({ when }) => when))

/** Whether the database answers, and has every migration that this code was written for. */
export async function isLevel(db: Db): Promise<boolean> {
  const [row] = await db.execute<{ level: string | null }>(
    sql`select max(created_at) as level from drizzle.__drizzle_migrations`,
  )
  return Number(row?.level) >= latest
}
