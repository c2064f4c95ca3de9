import { and, asc, eq, gt } from "drizzle-orm"
import type { Scope } from "#db/db.ts"
import { publicContest } from "#db/gate.ts"
import { contests, units } from "#db/schema/index.ts"

/** Announced contests after a given one. */
export const contestsAfter = (scope: Scope, after: number, size: number) =>
  scope.db
    .select({ contest: contests, id: contests.id, host: units.name })
    .from(contests)
    .innerJoin(units, eq(units.id, contests.hostUnitId))
    .where(and(publicContest, gt(contests.id, after)))
    .orderBy(asc(contests.id))
    .limit(size)
