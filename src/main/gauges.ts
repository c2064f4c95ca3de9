import { monitorEventLoopDelay } from "node:perf_hooks"
import { sql } from "drizzle-orm"
import type { Opened } from "#db/open.ts"
import { countJobs } from "#jobs/commands.ts"
import type { Family } from "#lib/exposition.ts"

const gauge = (name: string, help: string, samples: Family["samples"]): Family => ({
  name,
  help,
  type: "gauge",
  samples,
})

/** Numbers of this process and its database, read anew whenever they are asked for. */
export function createGauges({
  db,
  pool,
  embedded,
}: Pick<Opened, "db" | "pool" | "embedded">): () => Promise<Family[]> {
  const delay = monitorEventLoopDelay({ resolution: 20 })
  delay.enable()
  return async () => {
    const lag = [50, 99, 100].map((percentile) => ({
      labels: { quantile: `${percentile / 100}` },
      value: delay.percentile(percentile) / 1e9,
    }))
    delay.reset()
    const { rss, heapUsed } = process.memoryUsage()
    const connections = await connectionsOf(db)
    return [
      gauge("laurel_event_loop_delay_seconds", "Delay of the event loop since it was last asked for.", lag),
      gauge("laurel_memory_bytes", "Memory of the process.", [
        { labels: { kind: "resident" }, value: rss },
        { labels: { kind: "heap" }, value: heapUsed },
      ]),
      gauge("laurel_uptime_seconds", "Seconds since the process started.", [{ value: process.uptime() }]),
      gauge("laurel_database_embedded", "1 on the embedded database, 0 on a PostgreSQL.", [
        { value: Number(embedded) },
      ]),
      gauge("laurel_database_up", "Whether the database answered just now.", [
        { value: Number(connections !== undefined) },
      ]),
      gauge("laurel_jobs", "Jobs that wait, and those that were given up.", await jobsOf(db)),
      gauge("laurel_pool_size", "Connections that this process may open.", [{ value: pool }]),
      gauge("laurel_connections", "Connections of all Laurel processes, by what they do.", connections ?? []),
    ]
  }
}

async function jobsOf(db: Opened["db"]): Promise<Family["samples"]> {
  return countJobs(db).then(
    (counts) => Object.entries(counts).map(([state, value]) => ({ labels: { state }, value })),
    () => [],
  )
}

async function connectionsOf(db: Opened["db"]): Promise<Family["samples"] | undefined> {
  const rows = db.execute<{ state: string; count: string }>(
    sql`select coalesce(state, 'unknown') as state, count(*) as count from pg_stat_activity
      where datname = current_database() and application_name = current_setting('application_name') group by 1 order by 1`,
  )
  return rows.then(
    (found) => [...found].map(({ state, count }) => ({ labels: { state }, value: Number(count) })),
    () => undefined,
  )
}
