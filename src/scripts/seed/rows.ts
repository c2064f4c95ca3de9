import { getTableColumns, sql } from "drizzle-orm"
import type { PgTable } from "drizzle-orm/pg-core"
import type { Scope } from "#db/db.ts"
import { inParts, listed } from "#db/listed.ts"

type Rows = readonly Readonly<Record<string, unknown>>[]

/** Puts rows into a table as they are, a few thousand a statement; what no row says has its default. Gives their ids. */
export async function put({ db }: Scope, table: PgTable, rows: Rows): Promise<number[]> {
  const ids: number[] = []
  for (const part of inParts(rows, 5_000)) {
    const names = Object.entries(getTableColumns(table)).flatMap(([field, { name }]) =>
      part.some((row) => field in row) ? [sql.identifier(name)] : [],
    )
    const columns = sql.join(names, sql`, `)
    const made = await db.execute<{ id: number }>(
      sql`insert into ${table} (${columns}) select ${columns} from ${listed(table, part)} returning id`,
    )
    for (const { id } of made) ids.push(id)
  }
  return ids
}
