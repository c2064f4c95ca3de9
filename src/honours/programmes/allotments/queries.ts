import { and, asc, count, eq, inArray, isNull, like, or, sql } from "drizzle-orm"
import { alias } from "drizzle-orm/pg-core"
import type { Db } from "#db/db.ts"
import { honours, nominations, people, units } from "#db/schema/index.ts"
import { profileSchema } from "../filter.ts"
import type { Nominee } from "../meter.ts"

const standing = inArray(nominations.state, ["draft", "underway", "honoured"])

/** How many nominations are on their way, and the steps on which any stands. */
export async function nominationsUnder(db: Db, programmeId: number) {
  const rows = await db
    .select({ step: nominations.stepKey, count: count() })
    .from(nominations)
    .where(and(eq(nominations.programmeId, programmeId), eq(nominations.state, "underway")))
    .groupBy(nominations.stepKey)
  return { underway: rows.reduce((sum, row) => sum + row.count, 0), steps: rows.map(({ step }) => step) }
}

/** How many each unit has nominated for each honour within its seats, drafts among them. */
export const nominatedUnder = (db: Db, programmeId: number) =>
  db
    .select({ unitId: nominations.recommendingUnitId, unitName: units.name, honour: honours.slug, count: count() })
    .from(nominations)
    .innerJoin(units, eq(units.id, nominations.recommendingUnitId))
    .innerJoin(honours, eq(honours.id, nominations.honourId))
    .where(and(eq(nominations.programmeId, programmeId), eq(nominations.seat, "regular"), standing))
    .groupBy(nominations.recommendingUnitId, units.name, honours.slug)

const inside = alias(units, "inside")

/**
 * The units under an office that recommend, in the order of the tree: federations, unions, whatever stands directly
 * below it, and those that have seats already; with how many people they and all below them are known to have.
 */
export function recommenders(
  { db }: { readonly db: Db },
  office: { readonly id: number; readonly path: string },
  seated: readonly number[],
) {
  const recommends = or(
    inArray(units.kind, ["federation", "industry_union"]),
    eq(units.parentId, office.id),
    inArray(units.id, [...seated]),
  )
  return db
    .select({ id: units.id, name: units.name, shortName: units.shortName, people: count(people.id) })
    .from(units)
    .leftJoin(inside, like(inside.path, sql`${units.path} || '%'`))
    .leftJoin(people, and(eq(people.unitId, inside.id), isNull(people.mergedIntoId)))
    .where(and(like(units.path, `${office.path}%`), recommends))
    .groupBy(units.id)
    .orderBy(sql`string_to_array(rtrim(${units.path}, '.'), '.')::int[]`)
}

/** Who stands in a programme now, as the meter counts them: of one recommending unit, or of all. */
export async function nomineesOf(db: Db, programmeId: number, unitId?: number): Promise<Nominee[]> {
  const rows = await db
    .select({
      ...{ id: nominations.id, seat: nominations.seat, profile: nominations.profile },
      from: nominations.recommendingUnitId,
    })
    .from(nominations)
    .where(
      and(
        eq(nominations.programmeId, programmeId),
        unitId === undefined ? undefined : eq(nominations.recommendingUnitId, unitId),
        standing,
      ),
    )
    .orderBy(asc(nominations.id))
  return rows.flatMap(({ id, seat, profile, from }) => {
    // A draft whose recipient is not chosen yet counts as nobody.
    const read = profileSchema.safeParse(profile)
    return read.success ? [{ id, seat, profile: read.data, from }] : []
  })
}

/** Those of the units that lie under a path. */
export async function unitsBelow(db: Db, path: string, ids: readonly number[]): Promise<Set<number>> {
  const rows = await db
    .select({ id: units.id })
    .from(units)
    .where(and(inArray(units.id, [...ids]), like(units.path, `${path}%`)))
  return new Set(rows.map(({ id }) => id))
}
