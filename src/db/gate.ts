import { and, eq, isNotNull, isNull, lte, ne, type Placeholder, type SQL, sql } from "drizzle-orm"
import {
  boardCounts,
  contests,
  decisionCounts,
  decisions,
  events,
  noticeLists,
  notices,
  registerEntries,
  resultVersions,
} from "./schema/index.ts"

/** When somebody looks: an instant, or a placeholder for it. */
type When = Date | Placeholder

/**
 * The one gate between what is stored and what the public sees. Whatever answers the public reads these tables through
 * it: pages, suggestions, files for download and what is kept in memory; tests/architecture holds it.
 */
export const publicEntry = (now: When): SQL | undefined =>
  and(lte(registerEntries.visibleFrom, now), isNull(registerEntries.revokedAt))

/** The same of the counts that are kept of such entries: what was revoked is taken off them when it is. */
export const publicCount = (now: When): SQL => lte(boardCounts.visibleFrom, now)
export const publicDecisionCount = (now: When): SQL => lte(decisionCounts.visibleFrom, now)

/** What was revoked by a decision that was made public. */
export const publicEnding = (now: When): SQL | undefined =>
  and(
    lte(registerEntries.visibleFrom, now),
    isNotNull(registerEntries.revokedAt),
    eq(registerEntries.endingShown, true),
  )

export const publicDecision = (now: When): SQL => lte(decisions.visibleFrom, now)

/** A draft of a contest or an event does not exist. */
export const publicResult = (now: When): SQL => lte(resultVersions.visibleFrom, now)
export const publicContest: SQL = ne(contests.state, "draft")
export const publicEvent: SQL = ne(events.state, "draft")
export const publicNotice: SQL = ne(notices.state, "draft")

/**
 * When the gate lets something more through, or a notice ends, though nobody writes anything: what was read before that
 * instant is not current after it. Nothing where nothing waits.
 */
export function nextTurn(now: Date): SQL<string | null> {
  const at = now.toISOString()
  const entry = sql`(select min(visible_from) from ${registerEntries} where visible_from > ${at})`
  const decision = sql`(select min(visible_from) from ${decisions} where visible_from > ${at})`
  const result = sql`(select min(visible_from) from ${resultVersions} where visible_from > ${at})`
  const notice = sql`(select min(ends_at) from ${noticeLists} where ends_at > ${at})`
  return sql`extract(epoch from least(${entry}, ${decision}, ${result}, ${notice})) * 1000`
}
