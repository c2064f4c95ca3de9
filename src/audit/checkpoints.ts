import { count, desc, eq, ne, or, sql } from "drizzle-orm"
import { type Db, type Scope, transact } from "#db/db.ts"
import { auditCheckpointHeads, auditCheckpoints, auditEntries, auditHeads } from "#db/schema/index.ts"
import { sha256 } from "#lib/hash.ts"
import { ok, type Result } from "#lib/result.ts"
import { microseconds } from "./canonical.ts"
import { unchained } from "./chains.ts"
import { canonicalAfter, entriesInOrder } from "./entries.ts"

export type Checkpoint = typeof auditCheckpoints.$inferSelect
export type CheckpointHead = Pick<typeof auditCheckpointHeads.$inferSelect, "chain" | "count" | "mac">

/** What a checkpoint's root is made of; the root before it stands in for everything older. */
export const rootText = (made: Omit<Checkpoint, "root" | "at"> & { at: string }, heads: readonly CheckpointHead[]) =>
  JSON.stringify(["laurel audit checkpoint 1", made.number, made.at, made.entries, made.previous, digestOf(heads)])

const digestOf = (heads: readonly CheckpointHead[]) =>
  sha256(heads.map(({ chain, count, mac }) => JSON.stringify([chain, count, mac])).join("\n"))

export const inNameOrder = (a: CheckpointHead, b: CheckpointHead): number => (a.chain < b.chain ? -1 : 1)

export async function latestCheckpoint(db: Db): Promise<Checkpoint | undefined> {
  const [latest] = await db.select().from(auditCheckpoints).orderBy(desc(auditCheckpoints.number)).limit(1)
  return latest
}

/** How many entries there are that no checkpoint covers. */
export async function entriesSince(db: Db, latest: Checkpoint | undefined): Promise<number> {
  const more = (await grown(db)).reduce((sum, head) => sum + head.count - head.before, 0)
  const old = eq(auditEntries.chain, unchained)
  const [before] = latest ? [] : await db.select({ count: count() }).from(auditEntries).where(old)
  return more + (before?.count ?? 0)
}

/** Writes down what the chains have come to since the last checkpoint; nothing where nothing has. */
export async function makeCheckpoint(scope: Scope): Promise<Checkpoint | undefined> {
  const made = await transact(scope, async (inner): Promise<Result<Checkpoint | undefined>> => {
    // One at a time: each names the one before it.
    await inner.db.execute(sql`select pg_advisory_xact_lock(727203)`)
    const latest = await latestCheckpoint(inner.db)
    const heads = [...(latest ? [] : await adopted(inner)), ...(await grown(inner.db))].sort(inNameOrder)
    return ok(heads.length === 0 ? undefined : await write(inner, latest, heads))
  })
  if (!made.ok) throw new Error(made.refusal.code)
  return made.value
}

async function write(scope: Scope, latest: Checkpoint | undefined, heads: readonly Grown[]): Promise<Checkpoint> {
  const { db, keys, now } = scope
  const facts = {
    number: (latest?.number ?? 0) + 1,
    at: now,
    entries: heads.reduce((sum, { count, before }) => sum + count - before, latest?.entries ?? 0),
    previous: latest?.root ?? "",
    keyId: keys.current,
  }
  const root = keys.mac(rootText({ ...facts, at: microseconds(now) }, heads))
  const [made] = await db
    .insert(auditCheckpoints)
    .values({ ...facts, root })
    .returning()
  const rows = heads.map(({ chain, count, mac }) => ({ number: facts.number, chain, count, mac }))
  for (let start = 0; start < rows.length; start += 10_000)
    await db.insert(auditCheckpointHeads).values(rows.slice(start, start + 10_000))
  return made as Checkpoint
}

type Grown = CheckpointHead & { readonly before: number }

/** Every chain that has come further than any checkpoint says. */
async function grown(db: Db): Promise<Grown[]> {
  const before = db
    .select({
      chain: auditCheckpointHeads.chain,
      count: sql<number>`max(${auditCheckpointHeads.count})::int`.as("most"),
    })
    .from(auditCheckpointHeads)
    .groupBy(auditCheckpointHeads.chain)
    .as("before")
  return db
    .select({
      chain: auditHeads.chain,
      count: auditHeads.count,
      mac: auditHeads.mac,
      before: sql<number>`coalesce(${before.count}, 0)`,
    })
    .from(auditHeads)
    .leftJoin(before, eq(before.chain, auditHeads.chain))
    .where(or(sql`${before.count} is null`, ne(before.count, auditHeads.count)))
}

/** The entries from before the chains, as if they were one: a running MAC over them all. */
async function adopted({ db, keys }: Scope): Promise<Grown[]> {
  let [count, mac] = [0, ""]
  for await (const batch of entriesInOrder(db, unchained))
    for (const entry of batch) {
      mac = keys.mac(canonicalAfter(entry, mac, keys.current))
      count++
    }
  return count === 0 ? [] : [{ chain: unchained, count, mac, before: 0 }]
}
