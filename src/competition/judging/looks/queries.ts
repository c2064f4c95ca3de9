import { and, asc, eq, inArray, isNotNull, sql } from "drizzle-orm"
import type { Db } from "#db/db.ts"
import { entries, marks, panelChanges, seats } from "#db/schema/index.ts"
import { NOT_OBSERVED } from "#lib/mark-value.ts"
import { slotsOfEvent } from "../panel/queries.ts"
import type { Slot } from "../slots.ts"
import { isSplit } from "../split.ts"

const look = sql`coalesce(${marks.firstValue}, ${marks.value})`
const isScore = sql`${look} <> ${NOT_OBSERVED}`
const edge = (which: "min" | "max", of: typeof look, where: typeof isScore) =>
  sql<string | null>`trim_scale(${sql.raw(which)}((${of})::numeric) filter (where ${where}))::text`
const isNumber = sql`${marks.value} <> ${NOT_OBSERVED}`

/** Panels on competing entries that have to look again: their first looks, their marks now, and whom they wait for. */
export async function looksOf(db: Db, eventId: number, slots: readonly Slot[]) {
  const ruled = slots.filter(({ spread }) => spread !== undefined)
  if (ruled.length === 0) return []
  const rows = await db
    .select({
      entryId: entries.id,
      code: sql<string>`${entries.code}`,
      slot: marks.slot,
      size: panelChanges.size,
      given: sql<number>`count(*)::int`,
      low: edge("min", look, isScore),
      high: edge("max", look, isScore),
      nowLow: edge("min", sql`${marks.value}`, isNumber),
      nowHigh: edge("max", sql`${marks.value}`, isNumber),
      waiting: sql<string[]>`coalesce(json_agg(${seats.alias} order by ${seats.alias})
        filter (where ${marks.firstValue} is null and ${isNumber} and ${seats.endedAt} is null), '[]')`,
    })
    .from(marks)
    .innerJoin(entries, eq(entries.id, marks.entryId))
    .innerJoin(seats, eq(seats.id, marks.seatId))
    .leftJoin(panelChanges, and(eq(panelChanges.entryId, marks.entryId), eq(panelChanges.nodeKey, marks.slot)))
    .where(
      and(
        eq(marks.eventId, eventId),
        isNotNull(marks.value),
        inArray(entries.status, ["competed", "guest"]),
        inArray(
          marks.slot,
          ruled.map(({ slot }) => slot),
        ),
      ),
    )
    .groupBy(entries.id, marks.slot, panelChanges.size)
    .orderBy(asc(entries.code), asc(marks.slot))
  return rows.flatMap(({ size, ...row }) => {
    const slot = ruled.find((one) => one.slot === row.slot)
    return slot && isSplit(slot, row, size ?? slot.judges) ? [{ ...row, limit: slot.spread ?? "" }] : []
  })
}

export type PanelLook = Awaited<ReturnType<typeof looksOf>>[number]

/** Those of them that somebody has not looked at again. */
export const waitingLooks = async (db: Db, eventId: number): Promise<PanelLook[]> =>
  (await looksOf(db, eventId, await slotsOfEvent(db, eventId))).filter(({ waiting }) => waiting.length > 0)
