import { and, desc, eq, inArray, isNotNull, ne, or, type SQL, sql } from "drizzle-orm"
import { alias } from "drizzle-orm/pg-core"
import type { Scope } from "#db/db.ts"
import { contests, events, nominations, placings, programmes, resultVersions, units } from "#db/schema/index.ts"
import { withinReach } from "#directory/organisations/queries.ts"

const newer = alias(placings, "newer")

/** The source of founded nominations as it was, and as the newest version of the result has it. */
function foundationsWhere({ db }: Scope, where: SQL | undefined) {
  const newest = db
    .selectDistinctOn([resultVersions.eventId], {
      id: resultVersions.id,
      eventId: resultVersions.eventId,
      number: resultVersions.number,
      reason: resultVersions.reason,
    })
    .from(resultVersions)
    .orderBy(resultVersions.eventId, desc(resultVersions.number))
    .as("newest")
  return db
    .select({
      nominationId: nominations.id,
      name: nominations.name,
      programme: { slug: programmes.slug, titleZh: programmes.titleZh, titleEn: programmes.titleEn },
      contest: { titleZh: contests.titleZh, titleEn: contests.titleEn, slug: contests.slug },
      event: { titleZh: events.titleZh, titleEn: events.titleEn, code: events.code },
      version: resultVersions.number,
      place: placings.place,
      total: placings.total,
      eventId: resultVersions.eventId,
      newestVersion: newest.number,
      newestPlace: newer.place,
      newestTotal: newer.total,
      newestPlacingId: newer.id,
      isInCorrection: sql<boolean>`${events.state} <> 'published'`,
      reason: newest.reason,
    })
    .from(nominations)
    .innerJoin(programmes, eq(programmes.id, nominations.programmeId))
    .innerJoin(units, eq(units.id, programmes.unitId))
    .innerJoin(placings, eq(placings.id, nominations.placingId))
    .innerJoin(resultVersions, eq(resultVersions.id, placings.resultVersionId))
    .innerJoin(events, eq(events.id, resultVersions.eventId))
    .innerJoin(contests, eq(contests.id, events.contestId))
    .innerJoin(newest, eq(newest.eventId, resultVersions.eventId))
    .leftJoin(newer, and(eq(newer.resultVersionId, newest.id), eq(newer.entryId, placings.entryId)))
    .where(and(isNotNull(nominations.placingId), where))
    .orderBy(nominations.sortStroke, nominations.id)
}

/** The contest result on which a nomination is founded; nothing for one that is not. */
export async function foundationOf(scope: Scope, nominationId: number) {
  const [row] = await foundationsWhere(scope, eq(nominations.id, nominationId))
  return row
}
export type SourceOf = NonNullable<Awaited<ReturnType<typeof foundationOf>>>

const goesOn = inArray(nominations.state, ["draft", "underway", "passed", "honoured"])
const isCorrected = and(
  goesOn,
  or(
    ne(events.state, "published"),
    and(sql`${resultVersions.number} < "newest"."number"`, sql`${newer.place} is distinct from ${placings.place}`),
  ),
)

/** Founded nominations of the actor's programmes whose result is being corrected, or has got another place since. */
export const correctedFoundations = (scope: Scope, slug?: string) =>
  foundationsWhere(
    scope,
    and(withinReach(scope.actor, "programmes.keep"), isCorrected, slug ? eq(programmes.slug, slug) : undefined),
  )
export type Corrected = Awaited<ReturnType<typeof correctedFoundations>>[number]
