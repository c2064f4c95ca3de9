import { and, asc, eq, inArray } from "drizzle-orm"
import type { Scope } from "#db/db.ts"
import { nominations, programmes, units } from "#db/schema/index.ts"
import { concerns, offices, recommenders } from "../../nominations/queries.ts"
import { definitionOf, seeProgramme } from "../../programmes/queries.ts"
import { factsOf } from "../facts/queries.ts"

/**
 * The nominees of a programme that concern the actor and were submitted and not given up, honour by honour; of one
 * recommending unit alone where that is asked for.
 */
export async function summaryOf(scope: Scope, slug: string, unitId?: number) {
  const seen = await seeProgramme(scope, slug)
  if (!seen) return undefined
  const standing = and(
    eq(nominations.programmeId, seen.programme.id),
    inArray(nominations.state, ["underway", "honoured"]),
  )
  const rows = await scope.db
    .select({ id: nominations.id, unit: { id: recommenders.id, name: recommenders.name } })
    .from(nominations)
    .innerJoin(programmes, eq(programmes.id, nominations.programmeId))
    .innerJoin(units, eq(units.id, nominations.unitId))
    .innerJoin(recommenders, eq(recommenders.id, nominations.recommendingUnitId))
    .innerJoin(offices, eq(offices.id, programmes.unitId))
    .where(and(standing, concerns(scope)))
    .orderBy(asc(recommenders.sortStroke), asc(recommenders.id))
  const recommending = [...new Map(rows.map(({ unit }) => [unit.id, unit])).values()]
  const only = recommending.find(({ id }) => id === unitId)
  if (unitId !== undefined && !only) return undefined
  const { definition } = await definitionOf(scope, seen.programme)
  const facts = await factsOf(
    scope,
    definition,
    rows.filter(({ unit }) => !only || unit.id === only.id).map(({ id }) => id),
  )
  return {
    ...seen,
    definition,
    recommending,
    only,
    groups: [...Map.groupBy(facts, ({ honour }) => honour.id).values()],
  }
}
export type Summary = NonNullable<Awaited<ReturnType<typeof summaryOf>>>
