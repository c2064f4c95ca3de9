import { sql } from "drizzle-orm"
import type { Db } from "#db/db.ts"
import { foldCounts } from "#honours/register/counting/commands.ts"
import { fillTerms } from "#honours/register/finding/commands.ts"
import type { Keyring } from "#lib/keyring.ts"
import { seedCity } from "./city.ts"
import { seedRegister } from "./register.ts"
import { unindexed } from "./unindexed.ts"

/** A city with an employer for every fifty honours, and its register; tells from time to time how many names stand there. */
export async function seedAll(
  world: { readonly db: Db; readonly keys: Keyring },
  count: number,
  now: Date,
  say: (done: number) => void,
): Promise<void> {
  const scope = { ...world, now, actor: { kind: "system", name: "seed" } } as const
  // Its one connection may take as long over a statement as it needs.
  await world.db.execute(sql`set statement_timeout = 0`)
  await world.db.execute(sql`set maintenance_work_mem = '256MB'`)
  const { root, units } = await seedCity(scope, Math.ceil(count / 50))
  const tables = ["register_entries", "search_terms", "people"]
  await unindexed(world.db, tables, () => seedRegister({ scope, units, conferring: root }, count, say))
  await fillTerms(scope)
  await foldCounts(scope)
  // Right after so many rows PostgreSQL knows nothing of them yet.
  await world.db.execute(sql`vacuum analyze`)
}
