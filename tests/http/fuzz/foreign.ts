import { sql } from "drizzle-orm"
import type { Db } from "#db/db.ts"

/** Chains and counters that every change of the installation moves on, and the proof that a notice was up: whoever looks adds to it. */
const isShared = (table: string) => /^(audit|rate|notice_sightings$)/.test(table)

type Link = { readonly table: string; readonly column: string; readonly to: string }

async function tablesOf(db: Db): Promise<string[]> {
  const rows = await db.execute<{ name: string }>(
    sql`select tablename as name from pg_tables where schemaname = 'public' order by 1`,
  )
  return rows.map(({ name }) => name).filter((name) => !isShared(name))
}

const linesOf = async (db: Db, table: string): Promise<string[]> =>
  (await db.execute<{ line: string }>(sql`select t::text as line from ${sql.identifier(table)} t`)).map(
    ({ line }) => line,
  )

/** Foreign keys of one column that lead to an id. */
async function linksOf(db: Db): Promise<Link[]> {
  const rows = await db.execute<Link>(
    sql`select c.conrelid::regclass::text as "table", a.attname as "column", c.confrelid::regclass::text as "to"
        from pg_constraint c
        join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[1]
        join pg_attribute b on b.attrelid = c.confrelid and b.attnum = c.confkey[1]
        where c.contype = 'f' and array_length(c.conkey, 1) = 1 and b.attname = 'id' and a.atttypid = 'int4'::regtype`,
  )
  return rows.filter(({ table }) => !isShared(table))
}

/** Remembers every row that stands now; tells later which of them are not as they were, and what was hung onto them. */
export async function foreignRows(db: Db) {
  const kept = new Map<string, readonly string[]>()
  const ids = new Map<string, readonly number[]>()
  const tables = await tablesOf(db)
  for (const table of tables) kept.set(table, await linesOf(db, table))
  for (const table of new Set((await linksOf(db)).map(({ to }) => to)))
    ids.set(
      table,
      (await db.execute<{ id: number }>(sql`select id from ${sql.identifier(table)}`)).map(({ id }) => id),
    )
  const count = async ({ table, column, to }: Link) => {
    const list = sql.join(
      [0, ...(ids.get(to) ?? [])].map((id) => sql`${id}::int`),
      sql`, `,
    )
    const [row] = await db.execute<{ count: number }>(
      sql`select count(*)::int as count from ${sql.identifier(table)} where ${sql.identifier(column)} in (${list})`,
    )
    return row?.count ?? 0
  }
  const hung = async (): Promise<string[]> =>
    Promise.all((await linksOf(db)).map(async (link) => `${link.table}.${link.column} ${await count(link)}`))
  return {
    rows: [...kept.values()].flat().length,
    hung,
    changed: async (): Promise<string[]> => {
      const changes: string[] = []
      for (const [table, lines] of kept) {
        const now = new Set(await linesOf(db, table))
        changes.push(...lines.filter((line) => !now.has(line)).map((line) => `${table}: ${line.slice(0, 120)}`))
      }
      return changes
    },
  }
}
