import { and, asc, count, countDistinct, desc, eq, type SQL, sql } from "drizzle-orm"
import type { Scope } from "#db/db.ts"
import { publicContest, publicEntry, publicEvent, publicResult } from "#db/gate.ts"
import { contests, events, honours, placings, registerEntries, resultVersions, units } from "#db/schema/index.ts"
import type { Page } from "#http/paging.ts"
import { dayOf } from "#lib/dates.ts"
import type { PublicState } from "./states.ts"

export type ContestFilter = { readonly year: number | undefined; readonly state: PublicState | undefined }

/** What is announced, under way, over or published by now; a contest without events awaits its results when it is over. */
function stateAt(now: Date): SQL<PublicState> {
  const today = dayOf(now)
  const own = sql`${events.contestId} = ${contests.id} and ${publicEvent}`
  const shown = sql`select 1 from ${resultVersions} where ${eq(resultVersions.eventId, events.id)} and ${publicResult(now)}`
  const isPublished = sql`exists (select 1 from ${events} where ${own})
    and not exists (select 1 from ${events} where ${own} and not exists (${shown}))`
  return sql`case when ${contests.state} = 'closed' then 'closed' when ${isPublished} then 'published'
    when ${contests.startsOn} > ${today} then 'announced' when ${contests.endsOn} >= ${today} then 'under_way' else 'awaiting' end`
}

const filtered = ({ now }: Scope, { year, state }: ContestFilter): SQL | undefined =>
  and(
    publicContest,
    year ? sql`extract(year from ${contests.startsOn}) = ${year}` : undefined,
    state ? sql`${stateAt(now)} = ${state}` : undefined,
  )

export const listContests = (scope: Scope, filter: ContestFilter, page: Page) =>
  scope.db
    .select({
      contest: contests,
      state: stateAt(scope.now),
      events: countDistinct(events.id),
      results: countDistinct(resultVersions.eventId),
    })
    .from(contests)
    .leftJoin(events, and(eq(events.contestId, contests.id), publicEvent))
    .leftJoin(resultVersions, and(eq(resultVersions.eventId, events.id), publicResult(scope.now)))
    .where(filtered(scope, filter))
    .groupBy(contests.id)
    .orderBy(desc(contests.startsOn), desc(contests.id))
    .limit(page.size)
    .offset(page.offset)

/** How many announced contests there are in each year and state: the filter's choices and, added up, the pager's total. */
export const countContests = (scope: Scope) => {
  const year = sql<number>`extract(year from ${contests.startsOn})::int`
  const announced = scope.db
    .select({ year: year.as("year"), state: stateAt(scope.now).as("state") })
    .from(contests)
    .where(publicContest)
    .as("announced")
  return scope.db
    .select({ year: announced.year, state: announced.state, count: count() })
    .from(announced)
    .groupBy(announced.year, announced.state)
    .orderBy(desc(announced.year))
}

export async function findAnnounced(scope: Scope, slug: string) {
  const [row] = await scope.db
    .select({ contest: contests, host: units.name, state: stateAt(scope.now) })
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
