import { and, asc, eq, gt, inArray, lte, or, sql } from "drizzle-orm"
import { reachOf } from "#accounts/permissions.ts"
import type { Scope } from "#db/db.ts"
import { allotments, honours, programmes, units } from "#db/schema/index.ts"
import { withinReach } from "#directory/organisations/queries.ts"
import { pathsAbove } from "../../programmes/queries.ts"

/** Selections that take nominations of the actor's units now, and the honours of one of them with the seats there are. */
export async function offersFor(scope: Scope, programmeId: number | undefined) {
  const { db, now, actor } = scope
  const above = reachOf(actor, "nominations.write").flatMap(pathsAbove)
  const seats =
    or(above.length > 0 ? inArray(units.path, above) : undefined, withinReach(actor, "nominations.write")) ?? sql`false`
  const rows = await db
    .selectDistinct({
      programme: {
        id: programmes.id,
        titleZh: programmes.titleZh,
        titleEn: programmes.titleEn,
        closesAt: programmes.closesAt,
      },
      honour: {
        id: honours.id,
        slug: honours.slug,
        titleZh: honours.titleZh,
        titleEn: honours.titleEn,
        recipientKind: honours.recipientKind,
        rank: honours.rank,
      },
      seats: allotments.seats,
      unitId: allotments.unitId,
    })
    .from(allotments)
    .innerJoin(units, eq(units.id, allotments.unitId))
    .innerJoin(programmes, eq(programmes.id, allotments.programmeId))
    .innerJoin(honours, eq(honours.id, allotments.honourId))
    .where(and(seats, eq(programmes.state, "open"), lte(programmes.opensAt, now), gt(programmes.closesAt, now)))
    .orderBy(asc(programmes.closesAt), asc(programmes.id), asc(honours.rank), asc(honours.id))
  const first = <T extends { id: number }>(list: readonly T[]) =>
    list.filter(({ id }, at) => list.findIndex((one) => one.id === id) === at)
  const own = rows.filter(({ programme }) => programme.id === programmeId)
  const sum = (id: number) => own.reduce((all, row) => all + (row.honour.id === id ? row.seats : 0), 0)
  return {
    programmes: first(rows.map(({ programme }) => programme)),
    honours: first(own.map(({ honour }) => honour)).map((honour) => ({ ...honour, seats: sum(honour.id) })),
  }
}
