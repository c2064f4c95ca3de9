import { inArray } from "drizzle-orm"
import type { Scope } from "#db/db.ts"
import { noticeStrikes, objections } from "#db/schema/index.ts"
import { currentLists, type ListRow, type NoticeRow, waitingBelow } from "../queries.ts"
import { type AgainstClosing, outcomeOfRow, type RowOutcome, reasonAgainstClosing, type Standing } from "../workflow.ts"

/** What has become of a notice: of its list, of every line by the key that its subject gave it, and why it is not over. */
export type Outcome = {
  readonly list: ListRow | undefined
  readonly rows: ReadonlyMap<string, RowOutcome>
  readonly against: AgainstClosing | undefined
  readonly objections: number
}

/** What has become of some notices, in the same few queries for one and for many. */
export async function outcomesOf(scope: Scope, rows: readonly NoticeRow[]): Promise<ReadonlyMap<number, Outcome>> {
  if (rows.length === 0) return new Map()
  const { db, now } = scope
  const ids = rows.map(({ id }) => id)
  const lists = await currentLists(scope, ids)
  const strikes = await db.select().from(noticeStrikes).where(inArray(noticeStrikes.noticeId, ids))
  const held = await db
    .select({
      noticeId: objections.noticeId,
      key: objections.key,
      listNumber: objections.listNumber,
      state: objections.state,
      isTimely: objections.isTimely,
    })
    .from(objections)
    .where(inArray(objections.noticeId, ids))
  const waiting = await waitingBelow(scope, rows)
  return new Map(
    rows.map(({ id, state, onUpheld }) => {
      const list = lists.get(id)
      const standing: Standing = {
        ...{ state, onUpheld, listNumber: list?.number ?? 0 },
        isBelowOpen: waiting.has(id),
        ended: list !== undefined && list.endsAt <= now,
        strikes: new Map(strikes.filter(({ noticeId }) => noticeId === id).map(({ key, cause }) => [key, cause])),
        objections: held.filter(({ noticeId }) => noticeId === id),
      }
      const outcomes = (list?.rows ?? []).map(({ key }) => [key, outcomeOfRow(standing, key)] as const)
      const against = reasonAgainstClosing(standing)
      return [id, { list, rows: new Map(outcomes), against, objections: standing.objections.length }]
    }),
  )
}
