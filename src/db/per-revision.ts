import type { Db, Scope } from "./db.ts"

/**
 * Reads a small table once for every state of the database that a request names, as kept pages are; a request that
 * names none reads it each time.
 */
export function perRevision<T>(read: (db: Db) => Promise<T>): (scope: Scope) => Promise<T> {
  const kept = new WeakMap<Db, { readonly revision: string; readonly rows: T }>()
  return async ({ db, revision }) => {
    const known = kept.get(db)
    if (known && known.revision === revision) return known.rows
    const rows = await read(db)
    if (revision !== undefined) kept.set(db, { revision, rows })
    return rows
  }
}
