import { and, asc, eq, gt, inArray, isNull, ne, sql } from "drizzle-orm"
import type { Db, Scope } from "#db/db.ts"
import { auditCheckpointHeads, auditCheckpoints, auditCuts, auditEntries } from "#db/schema/index.ts"
import { microseconds } from "../canonical.ts"
import { type Checkpoint, type CheckpointHead, inNameOrder, rootText } from "../checkpoints.ts"
import type { Finding } from "./findings.ts"
import { holds } from "./walk.ts"

/** A checkpoint may name 10,000 chains, and the heads of a batch stand in memory at once. */
const BATCH = 20

type Seen = { readonly number: number; readonly root: string }
type Keyed = Pick<Scope, "db" | "keys">

/** Walks the checkpoints from the first: none missing, each following the last, each as it was made. */
export async function* checkpointFindings(
  { db, keys }: Keyed,
  unchecked: (keyId: string) => void,
): AsyncGenerator<Finding, Seen & { count: number }> {
  let last: Seen = { number: 0, root: "" }
  let count = 0
  for (;;) {
    const batch = await db
      .select()
      .from(auditCheckpoints)
      .where(gt(auditCheckpoints.number, last.number))
      .orderBy(asc(auditCheckpoints.number))
      .limit(BATCH)
    const heads = await headsOf(db, batch)
    for (const one of batch) {
      for (let missing = last.number + 1; missing < one.number; missing++)
        yield { code: "checkpoint_missing", checkpoint: missing }
      if (one.number === last.number + 1 && one.previous !== last.root)
        yield { code: "checkpoint_link", checkpoint: one.number }
      const text = rootText({ ...one, at: microseconds(one.at) }, heads.get(one.number) ?? [])
      const right = holds(keys, text, one.keyId, one.root)
      if (right === undefined) unchecked(one.keyId)
      if (right === false) yield { code: "checkpoint_altered", checkpoint: one.number }
      last = one
      count++
    }
    if (batch.length < BATCH) return { number: last.number, root: last.root, count }
  }
}

async function headsOf(db: Db, batch: readonly Checkpoint[]): Promise<Map<number, CheckpointHead[]>> {
  if (batch.length === 0) return new Map()
  const numbers = batch.map(({ number }) => number)
  const rows = await db.select().from(auditCheckpointHeads).where(inArray(auditCheckpointHeads.number, numbers))
  const heads = Map.groupBy(rows.sort(inNameOrder), ({ number }) => number)
  return heads
}

/** What checkpoints cover and is not there, the newest such of each chain; behind a cut of retention it need not be. */
export async function* coveredFindings(db: Db): AsyncGenerator<Finding> {
  const here = and(
    eq(auditEntries.chain, auditCheckpointHeads.chain),
    eq(auditEntries.sequence, auditCheckpointHeads.count),
  )
  const rows = await db
    .select({
      chain: auditCheckpointHeads.chain,
      sequence: sql<number>`max(${auditCheckpointHeads.count})::int`,
      checkpoint: sql<number>`max(${auditCheckpointHeads.number})::int`,
    })
    .from(auditCheckpointHeads)
    .leftJoin(auditEntries, here)
    .leftJoin(auditCuts, eq(auditCuts.chain, auditCheckpointHeads.chain))
    .where(and(isNull(auditEntries.id), sql`${auditCheckpointHeads.count} > coalesce(${auditCuts.sequence}, 0)`))
    .groupBy(auditCheckpointHeads.chain)
    .orderBy(asc(auditCheckpointHeads.chain))
  for (const row of rows) yield { code: "covered_missing", ...row }
}

/** A cut stands under a MAC of its own, where a checkpoint had covered the chain; anything else was made by hand. */
export async function* cutFindings({ db, keys }: Keyed, unchecked: (keyId: string) => void): AsyncGenerator<Finding> {
  for (const cut of await db.select().from(auditCuts).orderBy(asc(auditCuts.chain))) {
    const right = holds(keys, cutText({ ...cut, at: microseconds(cut.at) }), cut.keyId, cut.proof)
    if (right === undefined) unchecked(cut.keyId)
    if (right === false) yield { code: "cut_wrong", chain: cut.chain, sequence: cut.sequence }
  }
  const same = and(eq(auditCheckpointHeads.chain, auditCuts.chain), eq(auditCheckpointHeads.count, auditCuts.sequence))
  const other = await db
    .select({ chain: auditCuts.chain, sequence: auditCuts.sequence })
    .from(auditCuts)
    .innerJoin(auditCheckpointHeads, same)
    .where(ne(auditCheckpointHeads.mac, auditCuts.mac))
  for (const one of other) yield { code: "cut_wrong", ...one }
}

/** What the MAC of a cut is made of. */
export const cutText = (cut: { chain: string; sequence: number; mac: string; at: string }): string =>
  JSON.stringify(["laurel audit cut 1", cut.chain, cut.sequence, cut.mac, cut.at])
