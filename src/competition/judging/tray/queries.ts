import { and, asc, eq, inArray, sql } from "drizzle-orm"
import { alias } from "drizzle-orm/pg-core"
import type { Db, Scope } from "#db/db.ts"
import { entries, markOperations, marks, operationSettlements, seatDevices, seats } from "#db/schema/index.ts"
import { tabletOf } from "../marks/queries.ts"
import { slotsOfEvent } from "../panel/queries.ts"
import { seatByAlias } from "../sheets/queries.ts"
import { trayOutcomes } from "../tray-outcomes.ts"

const settler = alias(seats, "settler")

/** What waits for a decision and what was decided, oldest first, each beside the mark that stands. */
export async function trayOf(db: Db, eventId: number, id?: string) {
  return db
    .select({
      id: markOperations.id,
      kind: markOperations.kind,
      outcome: markOperations.outcome,
      by: sql<string>`coalesce(${markOperations.facts}->>'seat', ${seats.alias})`,
      device: seatDevices.label,
      entry: entries.code,
      slot: markOperations.slot,
      value: markOperations.value,
      reason: markOperations.reason,
      at: markOperations.at,
      intendedAt: markOperations.intendedAt,
      current: { version: marks.version, value: marks.value },
      settled: {
        at: operationSettlements.at,
        decision: operationSettlements.decision,
        reason: operationSettlements.reason,
        by: settler.alias,
      },
    })
    .from(markOperations)
    .leftJoin(seats, eq(seats.id, markOperations.bySeatId))
    .leftJoin(seatDevices, eq(seatDevices.id, markOperations.deviceId))
    .leftJoin(entries, eq(entries.id, markOperations.entryId))
    .leftJoin(
      marks,
      and(
        eq(marks.entryId, markOperations.entryId),
        eq(marks.slot, markOperations.slot),
        sql`${marks.seatId} is not distinct from ${markOperations.seatId}`,
      ),
    )
    .leftJoin(operationSettlements, eq(operationSettlements.operationId, markOperations.id))
    .leftJoin(settler, eq(settler.id, operationSettlements.bySeatId))
    .where(
      and(
        eq(markOperations.eventId, eventId),
        inArray(markOperations.outcome, trayOutcomes),
        id === undefined ? undefined : eq(markOperations.id, id),
      ),
    )
    .orderBy(asc(markOperations.at), asc(markOperations.id))
}

export type TrayItem = Awaited<ReturnType<typeof trayOf>>[number]

/** One item with the seat whose operation it is. */
export async function itemOf(db: Db, eventId: number, id: string) {
  const [item] = await trayOf(db, eventId, id)
  const seat = item && (await seatByAlias(db, eventId, item.by))
  return item && seat ? { ...item, seat } : undefined
}

/** The tray of the head judge's own event. */
export async function headTrayOf(scope: Scope) {
  const { event } = await tabletOf(scope)
  const eventId = scope.actor.kind === "seat" ? scope.actor.eventId : 0
  return { title: event.title, ...(await officeTrayOf(scope, eventId)) }
}

export const officeTrayOf = async ({ db }: Scope, eventId: number) => ({
  items: await trayOf(db, eventId),
  slots: await slotsOfEvent(db, eventId),
})
