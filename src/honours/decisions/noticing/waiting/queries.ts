import { and, asc, eq, or, sql } from "drizzle-orm"
import { holds } from "#accounts/permissions.ts"
import type { Scope } from "#db/db.ts"
import { nominations, programmes, units } from "#db/schema/index.ts"
import { withinReach } from "#directory/organisations/queries.ts"
import { posterOf } from "../../../nominations/levels/names.ts"
import { isNearest, pathsFor } from "../../../nominations/waiting/nearest.ts"
import { staffed } from "../../../nominations/waiting/queries.ts"
import { definitionsRunning } from "../../../programmes/definitions/queries.ts"

/** A nominee's line in the list that a notice shows now; papers that came again have another key (`rowKey`). */
const key = sql`${nominations.id}::text || case when ${nominations.round} > 1 then '#' || ${nominations.round}::text else '' end`
const listed = sql`
  select l.ends_at, n.state from notices n
  join notice_lists l on l.notice_id = n.id
    and l.number = (select max(number) from notice_lists where notice_id = n.id)
  where n.subject_kind = 'programme' and n.subject_id = ${nominations.programmeId}::text and n.state <> 'withdrawn'
    and n.step like ${nominations.stepKey} || '@%'
    and l.rows @> jsonb_build_array(jsonb_build_object('key', ${key}))`

/** Steps at which nominees wait for a notice of the actor's units, or for its outcome now that its period is over. */
export async function noticesWaiting(scope: Scope) {
  if (!holds(scope.actor, "nominations.review")) return []
  const open = [...(await definitionsRunning(scope))].flatMap(([id, { route }]) =>
    route.filter(({ kind }) => kind === "public_notice").map((step) => ({ id, step, poster: posterOf(step) })),
  )
  if (open.length === 0) return []
  const own = open.map(({ id, step, poster }) =>
    and(
      eq(nominations.programmeId, id),
      eq(nominations.stepKey, step.key),
      eq(units.id, poster === "office" ? programmes.unitId : nominations.recommendingUnitId),
    ),
  )
  const rows = await scope.db
    .select({
      programmeId: programmes.id,
      slug: programmes.slug,
      titleZh: programmes.titleZh,
      titleEn: programmes.titleEn,
      stepKey: nominations.stepKey,
      unitId: units.id,
      unitName: units.name,
      path: units.path,
      fresh: sql<number>`count(*) filter (where not exists (${listed}))::int`,
      over: sql<number>`count(*) filter (where exists (select 1 from (${listed}) up where up.ends_at <= ${scope.now.toISOString()}::timestamptz))::int`,
    })
    .from(nominations)
    .innerJoin(programmes, eq(programmes.id, nominations.programmeId))
    .innerJoin(units, or(eq(units.id, programmes.unitId), eq(units.id, nominations.recommendingUnitId)))
    .where(and(eq(nominations.state, "underway"), or(...own), withinReach(scope.actor, "nominations.review")))
    .groupBy(programmes.id, nominations.stepKey, units.id)
    .orderBy(asc(programmes.id), asc(units.sortStroke), asc(units.id))
  const staff = await staffed(
    scope,
    rows.map(({ path }) => path),
    "nominations.review",
  )
  const mine = pathsFor(scope.actor, "nominations.review")
  return rows.flatMap((row) => {
    const step = open.find(({ id, step: { key: one } }) => id === row.programmeId && one === row.stepKey)?.step
    return step && row.fresh + row.over > 0 && isNearest(row.path, staff, mine) ? [{ ...row, step }] : []
  })
}
