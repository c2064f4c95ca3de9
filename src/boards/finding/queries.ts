import { and, asc, desc, eq, exists, gte, isNotNull, lt, max, sql } from "drizzle-orm"
import type { Scope } from "#db/db.ts"
import { publicContest, publicDecision, publicEntry, publicEvent, publicNotice, publicResult } from "#db/gate.ts"
import { contests, decisions, events, notices, registerEntries, resultVersions, units } from "#db/schema/index.ts"
import { currentLists } from "#notices/issuing/queries.ts"

const NEWEST = 20

const named = ({ db, now }: Scope) =>
  exists(
    db
      .select({ id: registerEntries.id })
      .from(registerEntries)
      .where(and(eq(registerEntries.decisionId, decisions.id), publicEntry(now))),
  )

/** The decisions that became public last. */
export const newestDecisions = (scope: Scope, most = NEWEST) =>
  scope.db
    .select({ id: decisions.id, number: decisions.number, title: decisions.titleZh, at: decisions.visibleFrom })
    .from(decisions)
    .where(and(publicDecision(scope.now), named(scope)))
    .orderBy(desc(decisions.visibleFrom), desc(decisions.id))
    .limit(most)

/** The results that became public last, each version by itself. */
export const newestResults = (scope: Scope, most = NEWEST) =>
  scope.db
    .select({
      slug: contests.slug,
      code: events.code,
      number: resultVersions.number,
      reason: resultVersions.reason,
      contest: { zh: contests.titleZh, en: contests.titleEn },
      event: { zh: events.titleZh, en: events.titleEn },
      at: resultVersions.visibleFrom,
    })
    .from(resultVersions)
    .innerJoin(events, and(eq(events.id, resultVersions.eventId), publicEvent))
    .innerJoin(contests, and(eq(contests.id, events.contestId), publicContest))
    .where(publicResult(scope.now))
    .orderBy(desc(resultVersions.visibleFrom), desc(resultVersions.id))
    .limit(most)

/** The notices that were put up last; one that was taken down names itself, and nobody. */
export async function newestNotices(scope: Scope, most = NEWEST) {
  const rows = await scope.db
    .select({ id: notices.id, title: notices.title, unit: units.name })
    .from(notices)
    .innerJoin(units, eq(units.id, notices.unitId))
    .where(publicNotice)
    .orderBy(desc(notices.id))
    .limit(most)
  const lists = await currentLists(
    scope,
    rows.map(({ id }) => id),
  )
  return rows.flatMap((row) => {
    const list = lists.get(row.id)
    return list ? [{ ...row, firstDay: list.firstDay, lastDay: list.lastDay, at: list.frozenAt }] : []
  })
}

/** Numbers of people and units in one part of the map of the site. */
export const PART = 5_000

const holder = { people: registerEntries.personId, units: registerEntries.unitId } as const
export type Holders = keyof typeof holder

const changed = sql`max(greatest(${registerEntries.visibleFrom}, coalesce(${registerEntries.correctedAt}, ${registerEntries.visibleFrom})))`

/** Which parts hold anybody who is public. */
export async function partsOf(scope: Scope, kind: Holders): Promise<number[]> {
  const column = holder[kind]
  const part = sql<number>`${column} / ${sql.raw(String(PART))}`
  const rows = await scope.db
    .select({ part })
    .from(registerEntries)
    .where(and(publicEntry(scope.now), isNotNull(column)))
    .groupBy(part)
    .orderBy(part)
  return rows.map((row) => row.part)
}

/** Those of a part with when what stands about them changed last. */
export const holdersIn = (scope: Scope, kind: Holders, part: number) => {
  const column = holder[kind]
  return scope.db
    .select({ id: sql<number>`${column}`, at: changed.mapWith(registerEntries.visibleFrom) })
    .from(registerEntries)
    .where(and(publicEntry(scope.now), gte(column, part * PART), lt(column, (part + 1) * PART)))
    .groupBy(column)
    .orderBy(asc(column))
}

/** Every public contest and event, with when its newest result became public. */
export const contestPages = (scope: Scope) =>
  scope.db
    .select({ slug: contests.slug, code: events.code, at: max(resultVersions.visibleFrom) })
    .from(contests)
    .leftJoin(events, and(eq(events.contestId, contests.id), publicEvent))
    .leftJoin(resultVersions, and(eq(resultVersions.eventId, events.id), publicResult(scope.now)))
    .where(publicContest)
    .groupBy(contests.id, events.id)
    .orderBy(asc(contests.id), asc(events.id))
    .limit(40_000)
