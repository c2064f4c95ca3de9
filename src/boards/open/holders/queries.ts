import { and, asc, desc, eq, gt, isNotNull, max, sql } from "drizzle-orm"
import { listLines } from "#boards/board/lines/queries.ts"
import type { Scope } from "#db/db.ts"
import { publicEntry } from "#db/gate.ts"
import { registerEntries, units } from "#db/schema/index.ts"

/** People with an honour that is public, by their newest one, after a given person. */
export const listHolders = (scope: Scope, after: number, size: number) =>
  scope.db
    .selectDistinctOn([registerEntries.personId], {
      id: sql<number>`${registerEntries.personId}`,
      name: registerEntries.recipientName,
      unit: { id: registerEntries.unitId, name: registerEntries.unitName },
    })
    .from(registerEntries)
    .where(and(publicEntry(scope.now), isNotNull(registerEntries.personId), gt(registerEntries.personId, after)))
    .orderBy(asc(registerEntries.personId), sql`${registerEntries.year} desc nulls last`, desc(registerEntries.id))
    .limit(size)

/** Units in whose name or for whose people a public honour stands, after a given unit. */
export const listHonouredUnits = (scope: Scope, after: number, size: number) =>
  scope.db
    .select({ id: units.id, name: units.name, kind: units.kind, level: units.level, newest: max(registerEntries.year) })
    .from(units)
    .innerJoin(registerEntries, and(eq(registerEntries.unitId, units.id), publicEntry(scope.now)))
    .where(gt(units.id, after))
    .groupBy(units.id)
    .orderBy(asc(units.id))
    .limit(size)

/** Public lines of a unit itself, the newest first. */
export const linesOfUnit = (scope: Scope, unitId: number) =>
  listLines(scope.db, {
    now: scope.now,
    where: eq(registerEntries.unitId, unitId),
    order: [sql`${registerEntries.year} desc nulls last`, desc(registerEntries.id)],
    page: { size: 500, offset: 0 },
  })
