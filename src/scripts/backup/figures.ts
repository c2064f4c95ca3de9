import { asc, sql } from "drizzle-orm"
import { pgSchema, text } from "drizzle-orm/pg-core"
import type { Db } from "#db/db.ts"

const catalogue = pgSchema("information_schema").table("tables", {
  schema: text("table_schema"),
  name: text("table_name"),
})

/** What a database holds, in figures that any lost, added or altered row changes: a line a table, and the sum of marks. */
export async function figuresOf(db: Db): Promise<ReadonlyMap<string, string>> {
  const tables = await db
    .select({ name: catalogue.name })
    .from(catalogue)
    .where(sql`${catalogue.schema} = 'public'`)
    .orderBy(asc(catalogue.name))
  const figures = new Map<string, string>()
  for (const { name } of tables) {
    const [row] = await db.execute<{ figure: string }>(
      sql`select count(*) || ' rows, ' || coalesce(sum(hashtextextended(t::text, 0)), 0) as figure from ${sql.identifier(name ?? "")} t`,
    )
    figures.set(name ?? "", row?.figure ?? "")
  }
  const [marks] = await db.execute<{ figure: string }>(
    sql`select count(value) || ' marks, sum ' || coalesce(sum(value::numeric), 0) as figure from marks where value ~ '^-?[0-9]+([.][0-9]+)?$'`,
  )
  return figures.set("sum of marks", marks?.figure ?? "")
}
