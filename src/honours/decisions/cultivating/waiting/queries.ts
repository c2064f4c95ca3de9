import { and, asc, eq, lte, sql } from "drizzle-orm"
import type { Scope } from "#db/db.ts"
import { cultivations, nominations, programmes, units } from "#db/schema/index.ts"
import { withinReach } from "#directory/organisations/queries.ts"
import { dayOf } from "#lib/dates.ts"

/** Selections of the actor's with candidates whose time of cultivation is over, so that they wait for an assessment. */
export const cultivationsOver = ({ db, actor, now }: Scope) =>
  db
    .select({
      slug: programmes.slug,
      titleZh: programmes.titleZh,
      titleEn: programmes.titleEn,
      count: sql<number>`count(*)::int`,
      endedOn: sql<string>`min(${cultivations.endsOn})`,
    })
    .from(cultivations)
    .innerJoin(nominations, eq(nominations.id, cultivations.nominationId))
    .innerJoin(programmes, eq(programmes.id, nominations.programmeId))
    .innerJoin(units, eq(units.id, programmes.unitId))
    .where(
      and(
        eq(cultivations.state, "cultivating"),
        lte(cultivations.endsOn, dayOf(now)),
        eq(nominations.state, "underway"),
        withinReach(actor, "programmes.keep"),
      ),
    )
    .groupBy(programmes.id)
    .orderBy(asc(sql`min(${cultivations.endsOn})`), asc(programmes.id))
