import { drizzle } from "drizzle-orm/postgres-js"
import postgres from "postgres"
import type { Db } from "./db.ts"
import { guardOuter } from "./guard.ts"
import { prepared } from "./prepared.ts"

export type Connection = { readonly db: Db; readonly pool: number; readonly close: () => Promise<void> }

/** What PostgreSQL gives up by itself, in ms: a statement, a wait for a lock, a transaction that nobody goes on with. */
const limits = { statement_timeout: 15_000, lock_timeout: 10_000, idle_in_transaction_session_timeout: 15_000 }

/** Opens a pool on a PostgreSQL. Whoever finds it away is told so at once, and the next asks again after 0.25 s. */
export function connect(url: string, pool = 10): Connection {
  return open(url, pool, limits, prepared)
}

/**
 * Opens the one connection that the embedded database can serve. With more, its multiplexer mixes up unnamed
 * statements and hands out rows of other queries without an error, so the pool size belongs to this adapter.
 */
export function connectEmbedded(url: string): Connection {
  return open(url, 1, {})
}

/**
 * Opens one connection for one request, which sends all of its queries over it. Limits of time are Hyperdrive's there,
 * or the role's: settings of a session would be lost between its pooled connections.
 */
export function connectOnce(url: string): Connection {
  return open(url, 1, {})
}

function open(url: string, pool: number, settings: Record<string, number>, names = (client: postgres.Sql) => client) {
  const client = postgres(url, {
    max: pool,
    onnotice: () => {},
    backoff: () => 0.25,
    connect_timeout: 10,
    // Arrays are read by drizzle, so that no connection begins by asking for their types.
    fetch_types: false,
    connection: { application_name: "laurel", ...settings },
  })
  return { db: guardOuter(drizzle(names(client)) as unknown as Db), pool, close: () => client.end({ timeout: 5 }) }
}
