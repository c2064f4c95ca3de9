import { getTableName, sql } from "drizzle-orm"
import { PgTable } from "drizzle-orm/pg-core"
import type { Db } from "#db/db.ts"
import * as schema from "#db/schema/index.ts"

const names = Object.values(schema)
  .filter((one) => one instanceof PgTable)
  .map((table) => getTableName(table))
  .sort()

/** What every table holds: how many rows, and a sum over them all that any change changes. */
export async function contentsOf(db: Db): Promise<Record<string, string>> {
  const contents: Record<string, string> = {}
  for (const name of names) {
    const rows = sql`select t::text as line from ${sql.identifier(name)} t`
    const [row] = await db.execute<{ content: string }>(
      sql`select count(*) || ' ' || md5(coalesce(string_agg(line, '|' order by line), '')) as content from (${rows}) as rows`,
    )
    contents[name] = row?.content ?? "nothing"
  }
  return contents
}

/** All that the tables hold, as one text. */
export async function textOf(db: Db): Promise<string> {
  const texts: string[] = []
  for (const name of names)
    for (const { line } of await db.execute<{ line: string }>(
      sql`select t::text as line from ${sql.identifier(name)} t`,
    ))
      texts.push(line)
  return texts.join("\n")
}
