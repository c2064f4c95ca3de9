import { and, desc, eq, gt, ne, sql } from "drizzle-orm"
import type { Scope } from "#db/db.ts"
import { publicContest, publicDecisionCount, publicEvent, publicResult } from "#db/gate.ts"
import { contests, decisionCounts, events, honours, resultVersions } from "#db/schema/index.ts"

/** The newest decisions with what they conferred; one that conferred several honours is several lines. */
export const recentDecisions = (scope: Scope) => {
  const { decidedOn, decisionId, documentNumber, year } = decisionCounts
  const total = sql<number>`sum(${decisionCounts.count})::int`
  return scope.db
    .select({
      decidedOn,
      decisionId,
      documentNumber,
      year,
      slug: honours.slug,
      title: { zh: honours.titleZh, en: honours.titleEn },
      recipientKind: honours.recipientKind,
      count: total,
    })
    .from(decisionCounts)
    .innerJoin(honours, eq(honours.id, decisionCounts.honourId))
    .where(and(publicDecisionCount(scope.now), ne(decidedOn, "")))
    .groupBy(decidedOn, decisionId, documentNumber, year, honours.id)
    .having(gt(total, 0))
    .orderBy(desc(decidedOn), honours.rank, documentNumber)
    .limit(6)
}

/** The results that were published last, each version a line of its own: a correction is news too. */
export const recentResults = (scope: Scope) =>
  scope.db
    .select({
      publishedAt: resultVersions.visibleFrom,
      number: resultVersions.number,
      contestSlug: contests.slug,
      eventCode: events.code,
      contest: { zh: contests.titleZh, en: contests.titleEn },
      event: { zh: events.titleZh, en: events.titleEn },
    })
    .from(resultVersions)
    .innerJoin(events, and(eq(events.id, resultVersions.eventId), publicEvent))
    .innerJoin(contests, and(eq(contests.id, events.contestId), publicContest))
    .where(publicResult(scope.now))
    .orderBy(desc(resultVersions.visibleFrom), desc(resultVersions.id))
    .limit(6)
