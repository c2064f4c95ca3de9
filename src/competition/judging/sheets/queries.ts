import { and, desc, eq, inArray, isNotNull, isNull, ne, sql } from "drizzle-orm"
import { rulesOf } from "#competition/contests/queries.ts"
import type { Db, Scope } from "#db/db.ts"
import {
  entries,
  markOperations,
  marks,
  operationSettlements,
  panelChanges,
  seatDevices,
  seats,
} from "#db/schema/index.ts"
import { NOT_OBSERVED } from "#lib/mark-value.ts"
import { looksOf } from "../looks/queries.ts"
import { competes } from "../marks/path.ts"
import { tabletOf } from "../marks/queries.ts"
import { byAlias, slotsOfEvent } from "../panel/queries.ts"
import { panelChangesOf } from "../queries.ts"
import type { SeatRow } from "../seats/queries.ts"
import { trayOutcomes } from "../tray-outcomes.ts"
import { blanksOf, type Given, isComplete, mayStayBlank } from "./coverage.ts"
import type { SheetMark } from "./same-sheet.ts"
import { summaryOf } from "./summary.ts"

/** Entries with a code, which are those that take part. */
export async function entriesOf(db: Db, eventId: number) {
  return db
    .select({ id: entries.id, code: sql<string>`${entries.code}`, status: entries.status, version: entries.version })
    .from(entries)
    .where(and(eq(entries.eventId, eventId), isNotNull(entries.code)))
    .orderBy(entries.code)
}

/** How many marks each entry has on each slot, and the panels that were changed. */
export async function givenOf(db: Db, eventId: number): Promise<(entryId: number, slot: string) => Given> {
  const counts = await db
    .select({
      entryId: marks.entryId,
      slot: marks.slot,
      count: sql<number>`count(*)::int`,
      unobserved: sql<number>`(count(*) filter (where ${marks.value} = ${NOT_OBSERVED}))::int`,
    })
    .from(marks)
    .where(and(eq(marks.eventId, eventId), isNotNull(marks.value)))
    .groupBy(marks.entryId, marks.slot)
  const changes = await db.select().from(panelChanges).where(eq(panelChanges.eventId, eventId))
  const byCell = new Map(counts.map((one) => [`${one.entryId} ${one.slot}`, one]))
  const sizes = new Map(changes.map((one) => [`${one.entryId} ${one.nodeKey}`, one.size]))
  return (entryId, slot) => {
    const { count = 0, unobserved = 0 } = byCell.get(`${entryId} ${slot}`) ?? {}
    return { count, unobserved, changed: sizes.get(`${entryId} ${slot}`) }
  }
}

/** The sheet of the seat that asks, with what it still misses. */
export async function sheetOf(scope: Scope) {
  const tablet = await tabletOf(scope)
  const { actor } = scope
  const seat = actor.kind === "seat" ? await seatByAlias(scope.db, actor.eventId, actor.alias) : undefined
  const totals = (seat && (await rulesOf(scope.db, seat.eventId)))?.titles.totals === "shown"
  return {
    ...tablet,
    blanks: seat ? await blanksOfSeat(scope.db, seat) : [],
    ...summaryOf(tablet.lines, totals),
  }
}

export type Sheet = Awaited<ReturnType<typeof sheetOf>>

type Accepts = Parameters<typeof blanksOf>[3]

/** What a seat has left blank that it may not leave blank. */
export async function blanksOfSeat(db: Db, seat: SeatRow) {
  const slots = (await slotsOfEvent(db, seat.eventId)).filter(({ slot }) => seat.slots.includes(slot))
  const own = await db
    .select({ entryId: marks.entryId, slot: marks.slot })
    .from(marks)
    .where(
      and(
        eq(marks.eventId, seat.eventId),
        isNotNull(marks.value),
        seat.role === "judge" ? eq(marks.seatId, seat.id) : isNull(marks.seatId),
      ),
    )
  const filled = new Set(own.map(({ entryId, slot }) => `${entryId} ${slot}`))
  const accepts: Accepts = (slot, given, id) => filled.has(`${id} ${slot.slot}`) || mayStayBlank(slot, given)
  return blanksOf(await entriesOf(db, seat.eventId), slots, await givenOf(db, seat.eventId), accepts)
}

/** What keeps the whole set from being complete, whoever should have given it. */
export async function blanksOfEvent(db: Db, eventId: number) {
  return blanksOf(await entriesOf(db, eventId), await slotsOfEvent(db, eventId), await givenOf(db, eventId), isComplete)
}

export async function openSeatsOf(db: Db, eventId: number): Promise<SeatRow[]> {
  return db
    .select()
    .from(seats)
    .where(and(eq(seats.eventId, eventId), isNull(seats.endedAt)))
}

/** Counts of marks by seat, and of what scorekeepers share by slot, on competing entries only. */
async function doneOf(db: Db, eventId: number) {
  const competing = sql`${entries.status} in ('competed', 'guest')`
  return db
    .select({ seatId: marks.seatId, slot: marks.slot, count: sql<number>`count(*)::int` })
    .from(marks)
    .innerJoin(entries, eq(entries.id, marks.entryId))
    .where(and(eq(marks.eventId, eventId), isNotNull(marks.value), competing))
    .groupBy(marks.seatId, marks.slot)
}

/** The panels that differ most, exactly: highest less lowest mark of one entry on one node. */
async function deviationsOf(db: Db, eventId: number) {
  const spread = sql`max(${marks.value}::numeric) - min(${marks.value}::numeric)`
  return db
    .select({
      code: sql<string>`${entries.code}`,
      slot: marks.slot,
      low: sql<string>`trim_scale(min(${marks.value}::numeric))::text`,
      high: sql<string>`trim_scale(max(${marks.value}::numeric))::text`,
      spread: sql<string>`trim_scale(${spread})::text`,
      count: sql<number>`count(*)::int`,
    })
    .from(marks)
    .innerJoin(entries, eq(entries.id, marks.entryId))
    .where(and(eq(marks.eventId, eventId), ne(marks.value, NOT_OBSERVED), isNotNull(marks.seatId)))
    .groupBy(entries.code, marks.slot)
    .having(sql`count(*) > 1 and ${spread} > 0`)
    .orderBy(sql`${spread} desc`, entries.code, marks.slot)
    .limit(20)
}

/** What the head judge's tablet shows. */
export async function headOf(scope: Scope) {
  const tablet = await tabletOf(scope)
  const { actor } = scope
  const progress = await progressOf(scope, actor.kind === "seat" ? actor.eventId : 0)
  return { ...tablet, progress }
}

/** How far the judging of an event is: by seat, with the widest panels and the changed ones. */
export async function progressOf({ db }: Scope, eventId: number) {
  const slots = await slotsOfEvent(db, eventId)
  const entered = await entriesOf(db, eventId)
  const competing = entered.filter(({ status }) => competes(status)).length
  const needed = new Set(slots.flatMap(({ slot, optional }) => (optional ? [] : [slot])))
  const done = await doneOf(db, eventId)
  const open = await openSeatsOf(db, eventId)
  const lines = open
    .filter(({ role }) => role !== "head_judge")
    .map((seat) => {
      const own = done.filter(
        ({ seatId, slot }) =>
          needed.has(slot) &&
          (seat.role === "judge" ? seatId === seat.id : seatId === null && seat.slots.includes(slot)),
      )
      const count = own.reduce((sum, one) => sum + one.count, 0)
      return {
        alias: seat.alias,
        role: seat.role,
        done: count,
        total: competing * seat.slots.filter((slot) => needed.has(slot)).length,
        signedAt: seat.signedAt,
      }
    })
    .sort((a, b) => byAlias.compare(a.alias, b.alias))
  const others = entered.filter(({ status }) => status !== "competed")
  const deviations = await deviationsOf(db, eventId)
  const waiting = await waitingCount(db, eventId)
  const looks = await looksOf(db, eventId, slots)
  return { slots, lines, competing, others, deviations, looks, waiting, changes: await panelChangesOf(db, eventId) }
}

export type Progress = Awaited<ReturnType<typeof progressOf>>

/** Everything that was ever sent for one entry's slot, with who sent it and what became of it; newest first. */
export async function historyOf({ db }: Scope, eventId: number, code: string, slot: string) {
  return db
    .select({
      id: markOperations.id,
      at: markOperations.at,
      alias: seats.alias,
      device: seatDevices.label,
      value: markOperations.value,
      seenVersion: markOperations.seenVersion,
      version: markOperations.version,
      outcome: markOperations.outcome,
      reason: markOperations.reason,
    })
    .from(markOperations)
    .innerJoin(entries, eq(entries.id, markOperations.entryId))
    .leftJoin(seats, eq(seats.id, markOperations.bySeatId))
    .leftJoin(seatDevices, eq(seatDevices.id, markOperations.deviceId))
    .where(and(eq(entries.eventId, eventId), eq(entries.code, code), eq(markOperations.slot, slot)))
    .orderBy(desc(markOperations.at), desc(markOperations.id))
}

export async function marksGiven(db: Db, entryId: number, slot: string): Promise<number> {
  const [row] = await db
    .select({ count: sql<number>`count(*)::int` })
    .from(marks)
    .where(and(eq(marks.entryId, entryId), eq(marks.slot, slot), isNotNull(marks.value)))
  return row?.count ?? 0
}

export async function seatByAlias(db: Db, eventId: number, alias: string): Promise<SeatRow | undefined> {
  const [seat] = await db
    .select()
    .from(seats)
    .where(and(eq(seats.eventId, eventId), eq(seats.alias, alias)))
  return seat
}

/** The marks that stand on the sheet of a seat: a judge's own, and on shared slots those of the entries. */
export async function marksOfSheet(db: Db, { id, role, eventId, slots }: SeatRow): Promise<SheetMark[]> {
  const rows = await db
    .select({ entry: sql<string>`${entries.code}`, slot: marks.slot, value: sql<string>`${marks.value}` })
    .from(marks)
    .innerJoin(entries, eq(entries.id, marks.entryId))
    .where(
      and(
        eq(marks.eventId, eventId),
        isNotNull(marks.value),
        role === "judge" ? eq(marks.seatId, id) : isNull(marks.seatId),
      ),
    )
  return rows.filter(({ slot }) => slots.includes(slot))
}

/** How many operations wait for the head judge: what somebody meant, and nobody has decided about. */
export async function waitingCount(db: Db, eventId: number): Promise<number> {
  const [row] = await db
    .select({ count: sql<number>`count(*)::int` })
    .from(markOperations)
    .leftJoin(operationSettlements, eq(operationSettlements.operationId, markOperations.id))
    .where(
      and(
        eq(markOperations.eventId, eventId),
        inArray(markOperations.outcome, trayOutcomes),
        isNull(operationSettlements.operationId),
      ),
    )
  return row?.count ?? 0
}
