import { and, count, countDistinct, eq, inArray, isNotNull, max, sql } from "drizzle-orm"
import { listDistricts } from "#boards/board/queries.ts"
import type { Scope } from "#db/db.ts"
import { publicContest, publicEntry, publicEvent, publicResult } from "#db/gate.ts"
import {
  contests,
  events,
  honours,
  people,
  placings,
  registerEntries,
  resultVersions,
  units,
} from "#db/schema/index.ts"
import type { SkillLevel } from "#db/words.ts"
import type { Figures } from "./charts.ts"

const frontLine = sql`${people.identityClass} in ('industrial_worker', 'other_front_line')`
const isWoman = sql<boolean>`${people.sex} = 'female'`
const isFrontLine = sql<boolean>`${frontLine}`

const entriesOf = ({ db, now }: Scope) =>
  db
    .select({ year: registerEntries.year, kind: honours.recipientKind, count: count() })
    .from(registerEntries)
    .innerJoin(honours, eq(honours.id, registerEntries.honourId))
    .where(publicEntry(now))
    .groupBy(registerEntries.year, honours.recipientKind)

const placesOf = ({ db, now }: Scope) =>
  db
    .select({ path: units.path, industry: units.industryCode, ownership: units.ownership, count: count() })
    .from(registerEntries)
    .innerJoin(units, eq(units.id, registerEntries.unitId))
    .where(publicEntry(now))
    .groupBy(units.id)

/** Honours of people whose file is known, by what of it is counted and nothing else. */
const peopleOf = ({ db, now }: Scope) =>
  db
    .select({ year: registerEntries.year, isWoman, isFrontLine, count: count() })
    .from(registerEntries)
    .innerJoin(honours, and(eq(honours.id, registerEntries.honourId), eq(honours.recipientKind, "person")))
    .innerJoin(people, eq(people.id, registerEntries.personId))
    .where(and(publicEntry(now), isNotNull(registerEntries.year)))
    .groupBy(registerEntries.year, isWoman, isFrontLine)

const contestYear = sql<number>`extract(year from ${contests.startsOn})::int`

/** The number of the newest version of each event's result that is public. */
const newestOf = ({ db, now }: Scope) =>
  db
    .select({ eventId: resultVersions.eventId, number: max(resultVersions.number).as("newest_number") })
    .from(resultVersions)
    .where(publicResult(now))
    .groupBy(resultVersions.eventId)
    .as("newest")

/** Who took part in the events whose results are public, each by its newest version. */
function contestsOf(scope: Scope) {
  const newest = newestOf(scope)
  return scope.db
    .select({
      year: contestYear,
      contestants: count(),
      units: countDistinct(placings.unitId),
      events: countDistinct(events.id),
      contests: countDistinct(contests.id),
    })
    .from(placings)
    .innerJoin(resultVersions, and(eq(resultVersions.id, placings.resultVersionId), publicResult(scope.now)))
    .innerJoin(newest, and(eq(newest.eventId, resultVersions.eventId), eq(newest.number, resultVersions.number)))
    .innerJoin(events, and(eq(events.id, resultVersions.eventId), publicEvent))
    .innerJoin(contests, and(eq(contests.id, events.contestId), publicContest))
    .where(inArray(placings.status, ["competed", "guest"]))
    .groupBy(contestYear)
}

/** Who was promoted to which skill level, once a year, by the newest versions that are public. */
function promotionsOf(scope: Scope) {
  const newest = newestOf(scope)
  const level = sql<SkillLevel>`${placings.promotedTo}`
  return scope.db
    .select({ year: contestYear, level, count: countDistinct(placings.personId) })
    .from(placings)
    .innerJoin(resultVersions, and(eq(resultVersions.id, placings.resultVersionId), publicResult(scope.now)))
    .innerJoin(newest, and(eq(newest.eventId, resultVersions.eventId), eq(newest.number, resultVersions.number)))
    .innerJoin(events, and(eq(events.id, resultVersions.eventId), publicEvent))
    .innerJoin(contests, and(eq(contests.id, events.contestId), publicContest))
    .where(isNotNull(placings.promotedTo))
    .groupBy(contestYear, placings.promotedTo)
}

/** All that the statistics count, as far as it is public. */
export const figuresOf = async (scope: Scope): Promise<Figures> => ({
  entries: await entriesOf(scope),
  places: await placesOf(scope),
  districts: await listDistricts(scope),
  people: await peopleOf(scope),
  contests: await contestsOf(scope),
  promotions: await promotionsOf(scope),
})
