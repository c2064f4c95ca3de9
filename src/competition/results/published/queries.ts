import { and, asc, count, desc, eq, inArray, type SQL } from "drizzle-orm"
import type { Db } from "#db/db.ts"
import { placings, resultVersions } from "#db/schema/index.ts"

export type PlacingRow = typeof placings.$inferSelect

const versionColumns = {
  id: resultVersions.id,
  eventId: resultVersions.eventId,
  rulesId: resultVersions.rulesId,
  number: resultVersions.number,
  reason: resultVersions.reason,
  publishedAt: resultVersions.publishedAt,
  visibleFrom: resultVersions.visibleFrom,
}

/** The published versions of an event, newest first, without their documents; for the public through its gate alone. */
export const versionsOf = (db: Db, eventId: number, gate?: SQL) =>
  db
    .select(versionColumns)
    .from(resultVersions)
    .where(and(eq(resultVersions.eventId, eventId), gate))
    .orderBy(desc(resultVersions.number))

export type VersionLine = Awaited<ReturnType<typeof versionsOf>>[number]

/** The bundle and the result document of a version, byte for byte as published. */
export async function documentsOf(db: Db, versionId: number) {
  const { bundle, result } = resultVersions
  const [row] = await db.select({ bundle, result }).from(resultVersions).where(eq(resultVersions.id, versionId))
  return row
}

/** A stretch of a version's lines in the order of its result document. */
export const placingsOf = (db: Db, versionId: number, part = { size: 100_000, offset: 0 }): Promise<PlacingRow[]> =>
  db
    .select()
    .from(placings)
    .where(eq(placings.resultVersionId, versionId))
    .orderBy(asc(placings.position))
    .limit(part.size)
    .offset(part.offset)

export async function countPlacings(db: Db, versionId: number): Promise<number> {
  const [row] = await db.select({ count: count() }).from(placings).where(eq(placings.resultVersionId, versionId))
  return row?.count ?? 0
}

export async function placingByCode(db: Db, versionId: number, code: string): Promise<PlacingRow | undefined> {
  const [row] = await db
    .select()
    .from(placings)
    .where(and(eq(placings.resultVersionId, versionId), eq(placings.code, code)))
  return row
}

/** The names behind a few codes of a version. */
export async function namesByCode(db: Db, versionId: number, codes: string[]): Promise<Map<string, string>> {
  if (codes.length === 0) return new Map()
  const found = await db
    .select({ code: placings.code, name: placings.name })
    .from(placings)
    .where(and(eq(placings.resultVersionId, versionId), inArray(placings.code, codes)))
  return new Map(found.map(({ code, name }) => [code, name]))
}
