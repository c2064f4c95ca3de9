import { eq } from "drizzle-orm"
import { record } from "#audit/record.ts"
import { type Scope, transact } from "#db/db.ts"
import { events } from "#db/schema/index.ts"
import { ok, type Result, refuse } from "#lib/result.ts"
import { openNotice } from "#notices/issuing/commands.ts"
import { withdrawNotice } from "#notices/issuing/running/commands.ts"
import { mayAnnounce } from "../stages.ts"
import { findNoticing, type Noticing, outdated, upToDate } from "./queries.ts"
import { type Audience, noticeName, noticeRows, subjectOf } from "./rows.ts"

export type Announced = {
  readonly eventId: number
  readonly whom: Audience
  readonly title: string
  readonly basis: string
  readonly workingDays: number
  readonly address: string
  readonly phone: string
  readonly mail: string
  readonly firstDay: string
  readonly confirmed: boolean
  /** Why the notice of an earlier version comes down; everybody reads it there. */
  readonly reason: string
}

/**
 * Shows the published result to the public for objections. The notice of an earlier version comes down in the same step:
 * its list is no longer the result. Two officers take turns by the event, and both end with one notice.
 */
export const announceResult = (scope: Scope, { eventId, whom, firstDay, confirmed, reason, ...texts }: Announced) =>
  transact(scope, async (inner): Promise<Result<{ id: number }>> => {
    await inner.db.select({ id: events.id }).from(events).where(eq(events.id, eventId)).for("no key update")
    const found = await findNoticing(inner, eventId)
    if (!found) return refuse({ code: "not_found" })
    if (!found.version || !mayAnnounce(found.event.state, found.version, inner.now))
      return refuse({ code: "wrong_state" })
    const there = upToDate(found)
    if (there) return ok({ id: there.notice.id })
    const rows = noticeRows(found.placings, whom, found.prizes)
    if (rows.length === 0) return refuse({ code: "nobody_listed", field: "whom" })
    const down = await takeDown(inner, found, reason)
    if (!down.ok) return down
    const { number } = found.version
    const step = noticeName(number, found.notices.filter(({ version }) => version === number).length + 1)
    const about = `/contests/${found.contest.slug}/${found.event.code}`
    const fixed = { closingTime: "24:00", afterNoticeId: null, order: "given", onUpheld: "restart" } as const
    const opened = await openNotice(
      inner,
      { ...subjectOf(eventId), step, about },
      { ...texts, ...fixed, rows, unitId: found.contest.hostUnitId },
      { firstDay, confirmed },
    )
    const facts = { version: number, rows: rows.length }
    if (opened.ok) await record(inner, "result.announce", { kind: "event", id: eventId }, facts)
    return opened
  })

async function takeDown(scope: Scope, found: Noticing, ending: string): Promise<Result<void>> {
  const old = outdated(found)
  if (old.length > 0 && !ending) return refuse({ code: "earlier_notice_up", field: "reason" })
  for (const { notice } of old) {
    const done = await withdrawNotice(scope, notice.id, { version: notice.version, ending })
    if (!done.ok) return done.refusal.field === "ending" ? refuse({ ...done.refusal, field: "reason" }) : done
  }
  return ok(undefined)
}
