import { and, asc, eq, inArray, isNotNull, isNull, lte, sql } from "drizzle-orm"
import type { Db, Scope } from "#db/db.ts"
import { jobs } from "#db/schema/index.ts"
import type { Keyring } from "#lib/keyring.ts"
import { maxTries, waitAfter } from "./backoff.ts"

/** Puts down what is to be done once the caller's transaction stands; if it is rolled back, so is this. */
export async function enqueue({ db, keys, now }: Scope, kind: string, payload: object): Promise<void> {
  const sealed = keys.seal("job", JSON.stringify(payload))
  await db.insert(jobs).values({ kind, payload: sealed, dueAt: now, createdAt: now })
}

type World = { readonly db: Db; readonly keys: Keyring; readonly clock: () => Date }

/** Does one job of a kind; what it throws is a failure, and the job is tried again later. It may be done twice. */
export type Handler = (payload: unknown) => Promise<void>
export type Handlers = Readonly<Record<string, Handler>>

/** What became of one job; never what was in it. */
export type Outcome = {
  readonly id: number
  readonly kind: string
  readonly tries: number
  readonly outcome: "done" | "failed" | "dead"
  readonly error?: string
}

/** No try takes longer than this: afterwards somebody else takes the job over. */
const lease = 2 * 60_000

/** Does what is due, one job after the other, and tells of each. Several servers may run at once. */
export async function runDue(world: World, handlers: Handlers, tell: (outcome: Outcome) => void): Promise<number> {
  let count = 0
  for (let job = await claim(world, handlers); job; job = await claim(world, handlers)) {
    tell(await attempt(world, handlers, job))
    count++
  }
  return count
}

type Job = typeof jobs.$inferSelect

/** Takes the next due job, for as long as the lease; no transaction stays open while it is done. */
async function claim({ db, clock }: World, handlers: Handlers): Promise<Job | undefined> {
  const now = clock()
  const kinds = Object.keys(handlers)
  if (kinds.length === 0) return undefined
  const due = db
    .select({ id: jobs.id })
    .from(jobs)
    .where(and(isNull(jobs.deadAt), lte(jobs.dueAt, now), inArray(jobs.kind, kinds)))
    .orderBy(asc(jobs.dueAt), asc(jobs.id))
    .limit(1)
    .for("update", { skipLocked: true })
  const [job] = await db
    .update(jobs)
    .set({ tries: sql`${jobs.tries} + 1`, dueAt: new Date(now.getTime() + lease) })
    .where(sql`${jobs.id} = (${due})`)
    .returning()
  return job
}

async function attempt(world: World, handlers: Handlers, job: Job): Promise<Outcome> {
  const { db, keys } = world
  const { id, kind, tries } = job
  try {
    await handlers[kind]?.(JSON.parse(keys.open("job", job.payload)))
    await db.delete(jobs).where(eq(jobs.id, id))
    return { id, kind, tries, outcome: "done" }
  } catch (error) {
    const outcome = await fail(world, job)
    return { id, kind, tries, outcome, error: nameOf(error) }
  }
}

/** Puts a job off, or gives it up and forgets what it held. */
async function fail({ db, clock }: World, { id, tries }: Job): Promise<"failed" | "dead"> {
  const now = clock()
  const dead = tries >= maxTries
  const later = { dueAt: new Date(now.getTime() + waitAfter(tries) * 1000) }
  await db
    .update(jobs)
    .set(dead ? { deadAt: now, payload: "" } : later)
    .where(eq(jobs.id, id))
  return dead ? "dead" : "failed"
}

/** The kind of a failure only: its message may hold an address. */
function nameOf(error: unknown): string {
  const { code, name } = error as { code?: unknown; name?: unknown }
  return typeof code === "string" ? code : String(name ?? "error")
}

/** How many jobs wait, and how many were given up. */
export async function countJobs(db: Db): Promise<{ waiting: number; dead: number }> {
  const waiting = await db.$count(jobs, isNull(jobs.deadAt))
  return { waiting, dead: await db.$count(jobs, isNotNull(jobs.deadAt)) }
}
