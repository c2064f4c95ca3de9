import { and, asc, count, countDistinct, desc, eq, type SQL, sql } from "drizzle-orm"
import type { Scope } from "#db/db.ts"
import { publicContest, publicEntry, publicEvent, publicResult } from "#db/gate.ts"
import { contests, events, honours, placings, registerEntries, resultVersions, units } from "#db/schema/index.ts"
import type { ContestState } from "#db/words.ts"
import type { Page } from "#http/paging.ts"

export type ContestFilter = { readonly year: number | undefined; readonly state: ContestState | undefined }

const filtered = ({ year, state }: ContestFilter): SQL | undefined =>
  and(
    publicContest,
    year ? sql`extract(year from ${contests.startsOn}) = ${year}` : undefined,
    state ? eq(contests.state, state) : undefined,
  )

export const listContests = (scope: Scope, filter: ContestFilter, page: Page) =>
  scope.db
    .select({
      contest: contests,
      events: countDistinct(events.id),
      results: countDistinct(resultVersions.eventId),
    })
    .from(contests)
    .leftJoin(events, and(eq(events.contestId, contests.id), publicEvent))
    .leftJoin(resultVersions, and(eq(resultVersions.eventId, events.id), publicResult(scope.now)))
    .where(filtered(filter))
    .groupBy(contests.id)
    .orderBy(desc(contests.startsOn), desc(contests.id))
    .limit(page.size)
    .offset(page.offset)

/** How many announced contests there are in each year and state: the filter's choices and, added up, the pager's total. */
export const countContests = (scope: Scope) => {
  const year = sql<number>`extract(year from ${contests.startsOn})::int`
  return scope.db
    .select({ year, state: contests.state, count: count() })
    .from(contests)
    .where(publicContest)
    .groupBy(year, contests.state)
    .orderBy(desc(year))
}

export async function findAnnounced(scope: Scope, slug: string) {
  const [row] = await scope.db
    .select({ contest: contests, host: units.name })
    .from(contests)
    .innerJoin(units, eq(units.id, contests.hostUnitId))
    .where(and(eq(contests.slug, slug), publicContest))
  return row
}

/** The events of a contest, each with its newest published version. */
export const eventsOf = (scope: Scope, contestId: number) =>
  scope.db
    .select({
      event: events,
      version: sql<number | null>`max(${resultVersions.number})`,
      publishedAt: sql`max(${resultVersions.visibleFrom})`.mapWith(resultVersions.visibleFrom),
    })
    .from(events)
    .leftJoin(resultVersions, and(eq(resultVersions.eventId, events.id), publicResult(scope.now)))
    .where(and(eq(events.contestId, contestId), publicEvent))
    .groupBy(events.id)
    .orderBy(asc(events.code))

/** Honours that were conferred on the grounds of a contest's results. */
export const conferredBy = (scope: Scope, contestId: number) =>
  scope.db
    .select({
      slug: honours.slug,
      title: { zh: honours.titleZh, en: honours.titleEn },
      year: registerEntries.year,
      count: count(),
    })
    .from(registerEntries)
    .innerJoin(honours, eq(honours.id, registerEntries.honourId))
    .innerJoin(placings, eq(placings.id, registerEntries.placingId))
    .innerJoin(resultVersions, and(eq(resultVersions.id, placings.resultVersionId), publicResult(scope.now)))
    .innerJoin(events, and(eq(events.id, resultVersions.eventId), publicEvent))
    .where(and(eq(events.contestId, contestId), publicEntry(scope.now)))
    .groupBy(honours.id, registerEntries.year)
    .orderBy(asc(honours.rank), sql`${registerEntries.year} desc nulls last`)
