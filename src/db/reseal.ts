import { and, asc, gt, isNotNull, notLike } from "drizzle-orm"
import type { PgColumn } from "drizzle-orm/pg-core"
import type { Keyring } from "#lib/keyring.ts"
import { ok } from "#lib/result.ts"
import { type Scope, transact } from "./db.ts"

const size = 200

export type SealedRow = { readonly id: number; readonly sealed: string }

export type Resealing = {
  readonly id: PgColumn
  readonly column: PgColumn
  /** What was sealed under another key, under the current one. */
  readonly fresh: (keys: Keyring, sealed: string) => string
  /** Saves it where the row still holds what was read, and gives the rows that it saved. */
  readonly save: (scope: Scope, row: SealedRow, fresh: string) => PromiseLike<readonly unknown[]>
  /** Tells the trail how many. */
  readonly note: (scope: Scope, count: number) => Promise<void>
}

const read = ({ db, keys }: Scope, { id, column }: Resealing, after: number): Promise<SealedRow[]> =>
  db
    .select({ id, sealed: column })
    .from(column.table)
    .where(and(isNotNull(column), notLike(column, `v1.${keys.current}.%`), gt(id, after)))
    .orderBy(asc(id))
    .limit(size) as unknown as Promise<SealedRow[]>

async function saveAll(scope: Scope, { fresh, save, note }: Resealing, rows: readonly SealedRow[]): Promise<number> {
  let saved = 0
  for (const row of rows) saved += (await save(scope, row, fresh(scope.keys, row.sealed))).length
  if (saved > 0) await note(scope, saved)
  return saved
}

/**
 * Seals a column anew where it is not under the current key, some rows a transaction, so that nobody waits; what somebody
 * changes meanwhile is under the current key already. Gives how many rows were sealed anew.
 */
export async function reseal(scope: Scope, what: Resealing): Promise<number> {
  let done = 0
  for (let after = 0; ; ) {
    const rows = await read(scope, what, after)
    const last = rows.at(-1)
    if (!last) return done
    const saved = await transact(scope, async (inner) => ok(await saveAll(inner, what, rows)))
    done += saved.ok ? saved.value : 0
    after = last.id
  }
}
