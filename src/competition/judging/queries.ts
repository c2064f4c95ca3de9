import { and, eq, isNotNull, sql } from "drizzle-orm"
import type { Db } from "#db/db.ts"
import { entries, marks, panelChanges, seats } from "#db/schema/index.ts"

/** Every mark of an event that stands, by code; `alias` is null on measured nodes and values. */
export async function marksOf(db: Db, eventId: number) {
  return db
    .select({
      entryCode: sql<string>`${entries.code}`,
      slot: marks.slot,
      alias: seats.alias,
      value: sql<string>`${marks.value}`,
    })
    .from(marks)
    .innerJoin(entries, eq(entries.id, marks.entryId))
    .leftJoin(seats, eq(seats.id, marks.seatId))
    .where(and(eq(marks.eventId, eventId), isNotNull(marks.value), isNotNull(entries.code)))
}

/** Every panel whose size the head judge changed. */
export async function panelChangesOf(db: Db, eventId: number) {
  return db
    .select({
      entryCode: sql<string>`${entries.code}`,
      node: panelChanges.nodeKey,
      size: panelChanges.size,
      reason: panelChanges.reason,
      approvedBy: seats.alias,
      at: panelChanges.createdAt,
    })
    .from(panelChanges)
    .innerJoin(entries, eq(entries.id, panelChanges.entryId))
    .leftJoin(seats, eq(seats.id, panelChanges.approvedBySeatId))
    .where(eq(panelChanges.eventId, eventId))
    .orderBy(entries.code, panelChanges.nodeKey)
}
