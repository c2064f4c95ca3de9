import { timingSafeEqual } from "node:crypto"
import { type Context, Hono } from "hono"
import type { Db } from "#db/db.ts"
import { isLevel } from "#db/level.ts"
import { exposition, type Family } from "#lib/exposition.ts"
import { sha256 } from "#lib/hash.ts"
import type { C, Env } from "./env.ts"
import type { Metrics } from "./metrics.ts"

export type Watched = {
  readonly open: (c: C) => { readonly db: Db; readonly done: () => void }
  /** Whether this process is ending, and wants no new requests. */
  readonly draining?: (() => boolean) | undefined
  /** Who may read the numbers; without a token nobody, and the route is not there. */
  readonly metricsToken?: string | undefined
  /** Numbers of the process and its pool, which only the platform knows. */
  readonly gauges?: (() => Promise<Family[]>) | undefined
}

/** What a load balancer and a monitor ask, before anything that needs a session or a language. */
export function healthRoutes(watched: Watched, metrics: Metrics): Hono<Env> {
  const routes = new Hono<Env>()
    .get("/healthz", (c) => c.text("ok"))
    .get("/readyz", async (c) => {
      const problem = watched.draining?.() ? "draining" : await databaseProblem(watched.open(c))
      return c.text(problem ?? "ready", problem ? 503 : 200)
    })
  const { metricsToken: token, gauges } = watched
  if (!token) return routes
  return routes.get("/metrics", async (c) => {
    if (!bears(c, token)) return c.text("not found", 404)
    const text = exposition([...metrics.families(), ...((await gauges?.()) ?? [])])
    return c.body(text, 200, { "Content-Type": "text/plain; version=0.0.4; charset=utf-8" })
  })
}

/** Hashes are compared, since only what is equally long can be compared in constant time. */
const bears = (c: Context<Env>, token: string): boolean =>
  timingSafeEqual(Buffer.from(sha256(c.req.header("Authorization") ?? "")), Buffer.from(sha256(`Bearer ${token}`)))

/** A balancer asks again every few seconds, and must not wait for a database that is away. */
const PATIENCE = 2_000

async function databaseProblem({ db, done }: ReturnType<Watched["open"]>): Promise<string | undefined> {
  const late = Promise.withResolvers<string>()
  const timer = setTimeout(late.resolve, PATIENCE, "the database is slow")
  const asked = isLevel(db).then(
    (level) => (level ? undefined : "migrations are missing"),
    () => "the database does not answer",
  )
  const problem = await Promise.race([asked, late.promise])
  clearTimeout(timer)
  done()
  return problem
}
