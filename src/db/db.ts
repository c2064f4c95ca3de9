import type { PgDatabase } from "drizzle-orm/pg-core"
import type { PostgresJsQueryResultHKT } from "drizzle-orm/postgres-js"
import type { Actor } from "#lib/actor.ts"
import type { Keyring } from "#lib/keyring.ts"
import type { Refusal, Result } from "#lib/result.ts"
import { insideTransaction } from "./guard.ts"

export type Db = PgDatabase<PostgresJsQueryResultHKT, Record<string, never>>

/** All that a query or command may know of the world: a database, the keys, who asks, and what time it is. */
export type Scope = {
  readonly db: Db
  readonly keys: Keyring
  readonly actor: Actor
  readonly now: Date
  readonly requestId?: string
  /** The state of the database that a reading request began with, where it is known (db/revision.ts). */
  readonly revision?: string | undefined
  /** Present inside a transaction: what it still has to write at its end. */
  readonly closing?: { readonly notes: Closing[]; readonly last: Last[] }
}

/** Something to write when a transaction is otherwise done; `write` gets every note that was left for it at once. */
export type Closing = {
  readonly write: (scope: Scope, notes: readonly unknown[]) => Promise<void>
  readonly note: unknown
}

/** Sends a statement whose answer decides nothing: `commit` follows it at once, and undoes all where it fails. */
export type Last = () => Promise<unknown>

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
  const closing = scope.closing ?? { notes: [], last: [] }
  const before = closing.notes.length
  try {
    const { result, answers } = await scope.db.transaction((tx) =>
      insideTransaction(async () => {
        const inner = { ...scope, db: tx, closing, revision: undefined }
        const result = await work(inner)
        if (!result.ok) throw new RolledBack(result)
        if (!scope.closing) await close(inner)
        return { result, answers: scope.closing ? undefined : sendAll(closing.last) }
      }),
    )
    await answers
    return result
  } catch (error) {
    closing.notes.length = before
    if (error instanceof RolledBack) return error.result as Result<T, R>
    throw error
  }
}

function sendAll(last: readonly Last[]): Promise<unknown> {
  const answers = Promise.all(last.map((send) => send()))
  // Where the commit itself throws, nobody asks for these answers any more.
  answers.catch(() => {})
  return answers
}

/**
 * Writes what is left for the end of a transaction. A command that sends nothing after its last statements may call it
 * together with them, which saves the wait for their answers.
 */
export async function close(scope: Scope): Promise<void> {
  const closing = scope.closing?.notes.splice(0) ?? []
  for (const write of new Set(closing.map((one) => one.write)))
    await write(
      scope,
      closing.flatMap((one) => (one.write === write ? [one.note] : [])),
    )
}
