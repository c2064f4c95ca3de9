import { and, asc, eq, lt, sql } from "drizzle-orm"
import { type Db, type Scope, transact } from "#db/db.ts"
import { auditCheckpointHeads, auditCuts, auditEntries } from "#db/schema/index.ts"
import { ok } from "#lib/result.ts"
import { microseconds } from "./canonical.ts"
import { unchained } from "./chains.ts"
import { record } from "./record.ts"
import { cutText } from "./verify/checkpoints.ts"

/** Six months: 网络安全法 asks for that at the least (see the trigger in the migration, which knows no less either). */
export const shortestRetention = 180

const day = 86_400_000

/**
 * Takes the entries that are older than so many days off the beginnings of their chains, as far as a checkpoint covers
 * them. What a chain had come to at the cut is kept, so that the rest can still be checked.
 */
export async function cutOld(scope: Scope, days: number): Promise<{ entries: number; chains: number }> {
  if (days < shortestRetention) throw new Error(`the trail is kept for ${shortestRetention} days at least`)
  const before = new Date(scope.now.getTime() - days * day)
  let [entries, chains] = [0, 0]
  for (const cut of await cutsBefore(scope, before)) {
    entries += await cutChain(scope, cut)
    chains++
  }
  if (entries > 0)
    await transact(scope, async (inner) => {
      const facts = { before: before.toISOString(), entries, chains }
      await record(inner, "audit.cut", { kind: "audit", id: 0 }, facts)
      return ok(undefined)
    })
  return { entries, chains }
}

/** How far each chain may be cut: before its first entry that is young enough, and where it was covered. */
async function cutsBefore({ db }: Scope, before: Date) {
  const covered = db
    .select({
      chain: auditCheckpointHeads.chain,
      most: sql<number>`max(${auditCheckpointHeads.count})::int`.as("most"),
    })
    .from(auditCheckpointHeads)
    .groupBy(auditCheckpointHeads.chain)
    .as("covered")
  const old = db
    .select({ chain: auditEntries.chain })
    .from(auditEntries)
    .where(lt(auditEntries.at, before))
    .groupBy(auditEntries.chain)
    .as("old")
  const kept = sql<number>`(select min(${auditEntries.sequence}) from ${auditEntries} where ${auditEntries.chain} = ${covered.chain} and ${auditEntries.at} >= ${before.toISOString()}::timestamptz)`
  const rows = await db
    .select({
      chain: covered.chain,
      through: sql<number>`least(${covered.most}, ${kept} - 1)::int`,
      most: covered.most,
    })
    .from(covered)
    .innerJoin(old, eq(old.chain, covered.chain))
    .orderBy(asc(covered.chain))
  // The entries from before the chains are covered as one: all of them go, or none.
  return rows.filter(({ chain, through, most }) => through > 0 && (chain !== unchained || through === most))
}

async function cutChain(scope: Scope, { chain, through }: { chain: string; through: number }): Promise<number> {
  const cut = await transact(scope, async ({ db, keys, now }) => {
    const mac = await macAt(db, chain, through)
    const facts = { chain, sequence: through, mac, at: now, keyId: keys.current }
    const [earlier] = await db.select().from(auditCuts).where(eq(auditCuts.chain, chain))
    const [row] = await db.execute<{ removed: number }>(sql`select audit_cut(${chain}, ${through}) as removed`)
    const removed = row?.removed ?? 0
    if (removed !== through - (earlier?.sequence ?? 0))
      throw new Error(`the chain ${chain} could not be cut at ${through}`)
    const proof = keys.mac(cutText({ ...facts, at: microseconds(now) }))
    const values = { ...facts, proof }
    await db.insert(auditCuts).values(values).onConflictDoUpdate({ target: auditCuts.chain, set: values })
    return ok(removed)
  })
  if (!cut.ok) throw new Error("a cut was refused")
  return cut.value
}

async function macAt(db: Db, chain: string, sequence: number): Promise<string> {
  const table = chain === unchained ? auditCheckpointHeads : auditEntries
  const place = chain === unchained ? auditCheckpointHeads.count : auditEntries.sequence
  const [row] = await db
    .select({ mac: table.mac })
    .from(table)
    .where(and(eq(table.chain, chain), eq(place, sequence)))
  if (!row) throw new Error(`the chain ${chain} has no entry ${sequence}`)
  return row.mac
}
