import { and, asc, desc, eq, gt, inArray, isNull, or } from "drizzle-orm"
import { alias } from "drizzle-orm/pg-core"
import { mayRunContest } from "#accounts/permissions.ts"
import type { Db, Scope } from "#db/db.ts"
import { contests, duties, units } from "#db/schema/index.ts"
import type { DutyKind } from "#lib/actor.ts"

export type DutyLine = {
  readonly id: number
  readonly kind: DutyKind
  readonly endsAt: Date | null
  readonly unitId: number | null
  readonly contestId: number | null
  readonly placeZh: string
  readonly placeEn: string
  /** Path of the unit, or of the contest's host. */
  readonly path: string
}

const hosts = alias(units, "hosts")

/** The duties that a person holds now. */
export async function dutiesOf({ db, now }: Scope, personId: number): Promise<DutyLine[]> {
  const rows = await db
    .select({ duty: duties, unit: units, contest: contests, hostPath: hosts.path })
    .from(duties)
    .leftJoin(units, eq(units.id, duties.unitId))
    .leftJoin(contests, eq(contests.id, duties.contestId))
    .leftJoin(hosts, eq(hosts.id, contests.hostUnitId))
    .where(and(eq(duties.personId, personId), or(isNull(duties.endsAt), gt(duties.endsAt, now))))
    .orderBy(asc(duties.id))
  return rows.map(({ duty, unit, contest, hostPath }) => ({
    ...duty,
    placeZh: unit?.name ?? contest?.titleZh ?? "",
    placeEn: unit?.name ?? contest?.titleEn ?? "",
    path: unit?.path ?? hostPath ?? "",
  }))
}

/** Contests in which the actor may make somebody an officer, newest first. */
export async function contestChoices(scope: Scope) {
  const rows = await scope.db
    .select({ id: contests.id, zh: contests.titleZh, en: contests.titleEn, hostPath: units.path })
    .from(contests)
    .innerJoin(units, eq(units.id, contests.hostUnitId))
    .where(inArray(contests.state, ["draft", "announced"]))
    .orderBy(desc(contests.startsOn), desc(contests.id))
  return rows.filter((contest) => mayRunContest(scope.actor, contest))
}

/** Where a duty would be held, if there is such a place. */
export async function dutyPlace(db: Db, place: { unit: number | null; contest: number | null }) {
  if (place.unit !== null) {
    const [unit] = await db.select().from(units).where(eq(units.id, place.unit))
    return unit && { at: "unit" as const, path: unit.path }
  }
  const [contest] = await db
    .select({ id: contests.id, hostPath: units.path })
    .from(contests)
    .innerJoin(units, eq(units.id, contests.hostUnitId))
    .where(eq(contests.id, place.contest ?? 0))
  return contest && { at: "contest" as const, ...contest }
}
