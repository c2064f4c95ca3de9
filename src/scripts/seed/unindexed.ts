import { sql } from "drizzle-orm"
import type { Db } from "#db/db.ts"

type Definition = { readonly drop: string; readonly make: string }

/**
 * Does its work on tables without the indexes that only reading needs, and makes these again from all rows at once: a
 * million times quicker than one by one. Interrupted, it leaves a database to throw away.
 */
export async function unindexed(db: Db, tables: readonly string[], work: () => Promise<void>): Promise<void> {
  const list = sql.join(
    tables.map((name) => sql`${name}::regclass`),
    sql`, `,
  )
  const definitions = await db.execute<Definition>(sql`
    select format('alter table %s drop constraint %I', conrelid::regclass, conname) as drop,
      format('alter table %s add constraint %I %s', conrelid::regclass, conname, pg_get_constraintdef(oid)) as make
    from pg_constraint where contype = 'p' and conname = 'search_terms_pk' and conrelid in (${list})
    union all select format('drop index %I', indexrelid::regclass::text), pg_get_indexdef(indexrelid)
    from pg_index where indrelid in (${list}) and not indisunique`)
  for (const { drop } of definitions) await db.execute(sql.raw(drop))
  await work()
  for (const { make } of definitions) await db.execute(sql.raw(make))
}
