import { and, asc, eq, inArray, like } from "drizzle-orm"
import type { Db } from "#db/db.ts"
import { formerPersonNames } from "#db/schema/index.ts"
import { plain } from "#lib/names.ts"

export type FormerName = typeof formerPersonNames.$inferSelect

export const formerNamesOf = (db: Db, personId: number): Promise<FormerName[]> =>
  db.select().from(formerPersonNames).where(eq(formerPersonNames.personId, personId)).orderBy(asc(formerPersonNames.id))

/** Of these people, the former names by which a search found them. */
export async function formerNamesLike(db: Db, ids: readonly number[], typed: string): Promise<Map<number, string>> {
  if (typed === "" || ids.length === 0) return new Map()
  const rows = await db
    .select()
    .from(formerPersonNames)
    .where(and(inArray(formerPersonNames.personId, [...ids]), like(formerPersonNames.searchKey, `%${plain(typed)}%`)))
  return new Map(rows.map(({ personId, name }) => [personId, name]))
}
