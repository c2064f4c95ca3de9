import { and, inArray } from "drizzle-orm"
import { record } from "#audit/record.ts"
import { type Scope, transact } from "#db/db.ts"
import { markOperations, operationSettlements, packets } from "#db/schema/index.ts"
import { ok } from "#lib/result.ts"
import { contestsToForget, eventsOfContest, passing } from "./queries.ts"

/** A tablet may come back days later with what it holds; so long after a contest is closed none does, in days. */
export const kept = 30

const day = 86_400_000

/**
 * Removes the keys of signatures and calls, and the lists of packets, of every contest that was closed 30 days ago or
 * earlier. Marks keep their operations: those are their history. Says how many contests it was.
 */
export async function forgetOperations(scope: Scope): Promise<number> {
  const due = await contestsToForget(scope.db, new Date(scope.now.getTime() - kept * day))
  for (const id of due) await forget(scope, id)
  return due.length
}

async function forget(scope: Scope, contestId: number): Promise<void> {
  await transact(scope, async (inner) => {
    const { db } = inner
    const own = eventsOfContest(db, contestId)
    const which = and(inArray(markOperations.eventId, own), passing)
    const ids = db.select({ id: markOperations.id }).from(markOperations).where(which)
    await db.delete(operationSettlements).where(inArray(operationSettlements.operationId, ids))
    const operations = await db.delete(markOperations).where(which).returning({ id: markOperations.id })
    const files = await db.delete(packets).where(inArray(packets.eventId, own)).returning({ id: packets.id })
    const facts = { operations: operations.length, packets: files.length }
    await record(inner, "contest.forget_operations", { kind: "contest", id: contestId }, facts)
    return ok(undefined)
  })
}
