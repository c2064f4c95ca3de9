import { and, asc, eq, inArray, like } from "drizzle-orm"
import type { Db } from "#db/db.ts"
import { formerUnitNames } from "#db/schema/index.ts"
import { plain } from "#lib/names.ts"

export type FormerUnitName = typeof formerUnitNames.$inferSelect

export const formerUnitNamesOf = (db: Db, unitId: number): Promise<FormerUnitName[]> =>
  db.select().from(formerUnitNames).where(eq(formerUnitNames.unitId, unitId)).orderBy(asc(formerUnitNames.id))

/** Of these units, the former names by which a search found them. */
export async function formerUnitNamesLike(db: Db, ids: readonly number[], typed: string): Promise<Map<number, string>> {
  if (typed === "" || ids.length === 0) return new Map()
  const rows = await db
    .select()
    .from(formerUnitNames)
    .where(and(inArray(formerUnitNames.unitId, [...ids]), like(formerUnitNames.searchKey, `%${plain(typed)}%`)))
  return new Map(rows.map(({ unitId, name }) => [unitId, name]))
}
