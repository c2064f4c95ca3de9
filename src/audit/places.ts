import { and, eq, sql } from "drizzle-orm"
import type { Db } from "#db/db.ts"
import { auditEntries } from "#db/schema/index.ts"
import type { Place } from "./record.ts"

/** Where a seat's operation stands in the trail: for the receipt of an answer that is given again. */
export async function placeOfOperation(db: Db, seatId: number, operation: string): Promise<Place> {
  const chain = `seat:${seatId}`
  const [entry] = await db
    .select({ sequence: auditEntries.sequence })
    .from(auditEntries)
    .where(and(eq(auditEntries.chain, chain), sql`${auditEntries.facts}->>'operation' = ${operation}`))
    .orderBy(auditEntries.sequence)
    .limit(1)
  return { chain, ...entry }
}
