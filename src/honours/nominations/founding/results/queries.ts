import { and, count, desc, eq, inArray, isNotNull, like, or, sql } from "drizzle-orm"
import type { Scope } from "#db/db.ts"
import { contests, events, placings, resultVersions, units } from "#db/schema/index.ts"
import { pathsAbove, type SeenProgramme } from "../../../programmes/queries.ts"

/** The newest published version of every result of a contest whose host stands over the programme's unit, or under it. */
export async function resultsNear({ db }: Scope, { office }: SeenProgramme) {
  const rows = await db
    .selectDistinctOn([resultVersions.eventId], {
      versionId: resultVersions.id,
      eventId: resultVersions.eventId,
      number: resultVersions.number,
      publishedAt: resultVersions.publishedAt,
      // The year in which it was published first: a correction makes no older result younger.
      year: sql<number>`(select extract(year from min(f.published_at at time zone 'Asia/Shanghai'))::int
        from result_versions f where f.event_id = ${resultVersions.eventId})`,
      eventState: events.state,
      event: { titleZh: events.titleZh, titleEn: events.titleEn, code: events.code },
      contest: { titleZh: contests.titleZh, titleEn: contests.titleEn, slug: contests.slug },
      tier: contests.tier,
    })
    .from(resultVersions)
    .innerJoin(events, eq(events.id, resultVersions.eventId))
    .innerJoin(contests, eq(contests.id, events.contestId))
    .innerJoin(units, eq(units.id, contests.hostUnitId))
    .where(or(like(units.path, `${office.path}%`), inArray(units.path, pathsAbove(office.path))))
    .orderBy(resultVersions.eventId, desc(resultVersions.number))
  if (rows.length === 0) return []
  const ids = rows.map(({ versionId }) => versionId)
  const counts = await db
    .select({ versionId: placings.resultVersionId, entrants: count() })
    .from(placings)
    .where(and(inArray(placings.resultVersionId, ids), isNotNull(placings.place)))
    .groupBy(placings.resultVersionId)
  const entrants = new Map(counts.map((one) => [one.versionId, one.entrants]))
  return rows
    .map(({ eventState, ...row }) => ({
      ...row,
      entrants: entrants.get(row.versionId) ?? 0,
      isInCorrection: eventState !== "published",
    }))
    .toSorted((a, b) => b.publishedAt.getTime() - a.publishedAt.getTime() || a.eventId - b.eventId)
}
export type PublishedResult = Awaited<ReturnType<typeof resultsNear>>[number]
