import { drizzle } from "drizzle-orm/postgres-js"
import postgres from "postgres"
import type { Db } from "./db.ts"
import { guardOuter } from "./guard.ts"

export type Connection = { readonly db: Db; readonly pool: number; readonly close: () => Promise<void> }

/** Opens a pool on a PostgreSQL; an answer that does not come is given up by the server after 15 s. */
export function connect(url: string, pool = 10): Connection {
  return open(url, pool, { statement_timeout: 15_000, idle_in_transaction_session_timeout: 15_000 })
}

/**
 * Opens the one connection that the embedded database can serve. With more, its multiplexer mixes up unnamed
 * statements and hands out rows of other queries without an error, so the pool size belongs to this adapter.
 */
export function connectEmbedded(url: string): Connection {
  return open(url, 1, {})
}

function open(url: string, pool: number, settings: Record<string, number>): Connection {
  const client = postgres(url, {
    max: pool,
    onnotice: () => {},
    backoff: () => 0.25,
    connect_timeout: 10,
    connection: { application_name: "laurel", ...settings },
  })
  return { db: guardOuter(drizzle(client) as unknown as Db), pool, close: () => client.end({ timeout: 5 }) }
}
