import { and, asc, eq, inArray, isNull, lte, sql } from "drizzle-orm"
import type { Scope } from "#db/db.ts"
import { noticeLists, noticeSightings, notices } from "#db/schema/index.ts"
import { dayOf } from "#lib/dates.ts"
import { listsOf } from "../queries.ts"

/** Whether a visit in this hour was noted. */
export async function seenThisHour({ db }: Scope, listId: number, hour: string): Promise<boolean> {
  const [row] = await db
    .select({ id: noticeSightings.id })
    .from(noticeSightings)
    .where(and(eq(noticeSightings.listId, listId), eq(noticeSightings.hour, hour), eq(noticeSightings.byVisitor, true)))
  return row !== undefined
}

/** Lists that are up now and were not yet asked for in this hour. */
export async function openNow({ db, now }: Scope, hour: string) {
  const newest = sql`${noticeLists.number} = (select max(l.number) from notice_lists l where l.notice_id = ${notices.id})`
  const checked = and(
    eq(noticeSightings.listId, noticeLists.id),
    eq(noticeSightings.hour, hour),
    eq(noticeSightings.byVisitor, false),
  )
  return db
    .select({ noticeId: notices.id, listId: noticeLists.id, hash: noticeLists.hash })
    .from(notices)
    .innerJoin(noticeLists, eq(noticeLists.noticeId, notices.id))
    .leftJoin(noticeSightings, checked)
    .where(and(eq(notices.state, "open"), newest, lte(noticeLists.firstDay, dayOf(now)), isNull(noticeSightings.id)))
    .orderBy(asc(notices.id))
}

export type ListProof = {
  readonly number: number
  readonly hash: string
  readonly firstDay: string
  readonly lastDay: string
  readonly reason: string
  /** Days on which the page was asked for, hours in which it was, and hours in which it did not answer. */
  readonly days: number
  readonly checks: number
  readonly failures: number
  /** Hours in which visitors opened it. */
  readonly visits: number
}

/** What shows that each list of a notice was up. */
export async function proofOf(scope: Scope, noticeId: number): Promise<ListProof[]> {
  const lists = await listsOf(scope, noticeId)
  if (lists.length === 0) return []
  const sightings = await scope.db
    .select()
    .from(noticeSightings)
    .where(
      inArray(
        noticeSightings.listId,
        lists.map(({ id }) => id),
      ),
    )
  return lists.toReversed().map(({ id, number, hash, firstDay, lastDay, reason }) => {
    const own = sightings.filter(({ listId }) => listId === id)
    const checks = own.filter(({ byVisitor }) => !byVisitor)
    const days = new Set(checks.map(({ hour }) => hour.slice(0, 10))).size
    const failures = checks.filter(({ answered }) => !answered).length
    const visits = own.length - checks.length
    return { number, hash, firstDay, lastDay, reason, days, checks: checks.length, failures, visits }
  })
}
