import type { PgDatabase } from "drizzle-orm/pg-core"
import type { PostgresJsQueryResultHKT } from "drizzle-orm/postgres-js"
import type { Actor } from "#lib/actor.ts"
import type { Refusal, Result } from "#lib/result.ts"
import { insideTransaction } from "./guard.ts"

export type Db = PgDatabase<PostgresJsQueryResultHKT, Record<string, never>>

/** All that a query or command may know of the world: a database, who asks, and what time it is. */
export type Scope = {
  readonly db: Db
  readonly actor: Actor
  readonly now: Date
  readonly requestId?: string
}

class RolledBack extends Error {
  readonly result: { readonly ok: false; readonly refusal: Refusal }
  constructor(result: { readonly ok: false; readonly refusal: Refusal }) {
    super("rolled back")
    this.result = result
  }
}

/** Runs `work` in one transaction and rolls back if it refuses or throws. */
export async function transact<T, R extends Refusal>(
  scope: Scope,
  work: (scope: Scope) => Promise<Result<T, R>>,
): Promise<Result<T, R>> {
  try {
    return await scope.db.transaction((tx) =>
      insideTransaction(async () => {
        const result = await work({ ...scope, db: tx })
        if (!result.ok) throw new RolledBack(result)
        return result
      }),
    )
  } catch (error) {
    if (error instanceof RolledBack) return error.result as Result<T, R>
    throw error
  }
}
