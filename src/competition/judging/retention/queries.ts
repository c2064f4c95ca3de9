import { and, eq, exists, inArray, lte, or } from "drizzle-orm"
import type { Db } from "#db/db.ts"
import { contests, events, markOperations, packets } from "#db/schema/index.ts"

/** What only the running contest needed to know again: an operation on a mark is that mark's history, and stays. */
export const passing = inArray(markOperations.kind, ["sign", "call"])

export const eventsOfContest = (db: Db, contestId: number) =>
  db.select({ id: events.id }).from(events).where(eq(events.contestId, contestId))

/** Contests that were closed by then and still have something to forget. */
export async function contestsToForget(db: Db, closedBy: Date): Promise<number[]> {
  const own = eq(events.contestId, contests.id)
  const operations = db
    .select({ id: markOperations.id })
    .from(markOperations)
    .innerJoin(events, eq(events.id, markOperations.eventId))
    .where(and(own, passing))
  const files = db.select({ id: packets.id }).from(packets).innerJoin(events, eq(events.id, packets.eventId)).where(own)
  const rows = await db
    .select({ id: contests.id })
    .from(contests)
    .where(and(lte(contests.closedAt, closedBy), or(exists(operations), exists(files))))
    .orderBy(contests.id)
  return rows.map(({ id }) => id)
}
