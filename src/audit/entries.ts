import { and, asc, eq, sql } from "drizzle-orm"
import type { Db } from "#db/db.ts"
import { auditCheckpointHeads, auditEntries } from "#db/schema/index.ts"
import { canonical, type Sealed } from "./canonical.ts"

/** An entry as it is read to be checked, with the MAC that a checkpoint says it had. */
export type Walked = Sealed & { readonly id: number; readonly mac: string; readonly claimed: string | null }

const BATCH = 5_000

const columns = {
  id: auditEntries.id,
  // As a text, since a Date would drop the microseconds, and what is dropped could be changed unseen.
  at: sql<string>`to_char(${auditEntries.at} at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`,
  actorKind: auditEntries.actorKind,
  actorId: auditEntries.actorId,
  action: auditEntries.action,
  subjectKind: auditEntries.subjectKind,
  subjectId: auditEntries.subjectId,
  facts: auditEntries.facts,
  requestId: auditEntries.requestId,
  chain: auditEntries.chain,
  sequence: auditEntries.sequence,
  previous: auditEntries.previous,
  mac: auditEntries.mac,
  keyId: auditEntries.keyId,
  claimed: auditCheckpointHeads.mac,
} as const

/** All entries (or those of one chain), chain by chain and in order, some at a time: a million take no more memory. */
export async function* entriesInOrder(db: Db, chain?: string): AsyncGenerator<Walked[]> {
  let last: Walked | undefined
  do {
    const after = last && sql`(${auditEntries.chain}, ${auditEntries.sequence}) > (${last.chain}, ${last.sequence})`
    const batch: Walked[] = await db
      .select(columns)
      .from(auditEntries)
      .leftJoin(
        auditCheckpointHeads,
        and(eq(auditCheckpointHeads.chain, auditEntries.chain), eq(auditCheckpointHeads.count, auditEntries.sequence)),
      )
      .where(and(chain === undefined ? undefined : eq(auditEntries.chain, chain), after))
      .orderBy(asc(auditEntries.chain), asc(auditEntries.sequence))
      .limit(BATCH)
    yield batch
    last = batch.length === BATCH ? batch.at(-1) : undefined
  } while (last)
}

/** The text of an entry of before the chains, as it would stand in one. */
export const canonicalAfter = (entry: Walked, previous: string, keyId: string): string =>
  canonical({ ...entry, previous, keyId })

/** One entry as it is read to be checked. */
export async function entryById(db: Db, id: number): Promise<Walked | undefined> {
  const { claimed: _, ...own } = columns
  const [entry] = await db.select(own).from(auditEntries).where(eq(auditEntries.id, id))
  return entry && { ...entry, claimed: null }
}
