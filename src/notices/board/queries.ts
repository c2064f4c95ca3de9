import { and, asc, count, desc, eq, inArray, sql } from "drizzle-orm"
import type { Scope } from "#db/db.ts"
import { publicNotice } from "#db/gate.ts"
import { notices, units } from "#db/schema/index.ts"
import type { Page } from "#http/paging.ts"
import { dayOf } from "#lib/dates.ts"
import { calendarOf } from "../calendar/queries.ts"
import { workingDaysFrom } from "../calendar/working-days.ts"
import { currentLists, type ListRow } from "../issuing/queries.ts"

const shown = { id: notices.id, title: notices.title, state: notices.state, endedAt: notices.endedAt, unit: units.name }

export type BoardLine = {
  readonly id: number
  readonly title: string
  readonly unit: string
  readonly list: ListRow
  /** Working days that are left, today included; nothing once the period is over. */
  readonly daysLeft: number
  /** Whether objections are received now. */
  readonly takes: boolean
}

/** Notices that are up now, those that end first on top. */
export async function openNotices(scope: Scope): Promise<BoardLine[]> {
  const rows = await scope.db
    .select(shown)
    .from(notices)
    .innerJoin(units, eq(units.id, notices.unitId))
    .where(and(publicNotice, eq(notices.state, "open")))
    .orderBy(asc(notices.id))
  if (rows.length === 0) return []
  const lists = await currentLists(
    scope,
    rows.map(({ id }) => id),
  )
  const calendar = await calendarOf(scope)
  const today = dayOf(scope.now)
  const lines = rows.flatMap(({ id, title, unit }) => {
    const list = lists.get(id)
    if (!list) return []
    const from = list.firstDay > today ? list.firstDay : today
    const over = list.endsAt <= scope.now
    const daysLeft = over ? 0 : workingDaysFrom(from, list.lastDay, calendar)
    return [{ id, title, unit, list, daysLeft, takes: !over && list.firstDay <= today }]
  })
  return lines.sort((a, b) => a.list.endsAt.getTime() - b.list.endsAt.getTime())
}

const ended = and(publicNotice, inArray(notices.state, ["closed", "withdrawn"]))
const endYear = sql<number>`extract(year from ${notices.endedAt} at time zone 'Asia/Shanghai')::int`

/** How many notices ended in each year. */
export const endedYears = ({ db }: Scope) =>
  db.select({ year: endYear, count: count() }).from(notices).where(ended).groupBy(endYear).orderBy(desc(endYear))

/** Notices that ended in a year, the latest first. */
export async function endedNotices(scope: Scope, year: number, page: Page) {
  const rows = await scope.db
    .select(shown)
    .from(notices)
    .innerJoin(units, eq(units.id, notices.unitId))
    .where(and(ended, eq(endYear, year)))
    .orderBy(desc(notices.endedAt), desc(notices.id))
    .limit(page.size)
    .offset(page.offset)
  const lists = await currentLists(
    scope,
    rows.map(({ id }) => id),
  )
  return rows.map((row) => ({ ...row, list: lists.get(row.id) }))
}
