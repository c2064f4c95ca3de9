import { AsyncLocalStorage } from "node:async_hooks"

const inside = new AsyncLocalStorage<true>()

export const insideTransaction = <T>(work: () => Promise<T>): Promise<T> => inside.run(true, work)

/**
 * Throws when the outer database is used inside a transaction. With the embedded database's single connection such a
 * query would wait for ever; with a pool it would read from outside the transaction, which is worse because it works.
 */
export function guardOuter<T extends object>(db: T): T {
  return new Proxy(db, {
    get(target, name, receiver) {
      if (inside.getStore() && typeof name === "string" && guarded.has(name))
        throw new Error(
          `the outer database was used inside a transaction (${name}): use the scope that transact hands in`,
        )
      return Reflect.get(target, name, receiver)
    },
  })
}

const guarded = new Set([
  "select",
  "selectDistinct",
  "insert",
  "update",
  "delete",
  "execute",
  "transaction",
  "with",
  "$count",
  // Through it a statement that was built before finds its connection.
  "_",
])
