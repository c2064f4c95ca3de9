import { and, asc, desc, eq, inArray, isNotNull, ne, or } from "drizzle-orm"
import { alias } from "drizzle-orm/pg-core"
import { mayInUnit } from "#accounts/permissions.ts"
import { titleIn } from "#competition/results/columns.ts"
import type { Scope } from "#db/db.ts"
import {
  contests,
  cultivations,
  entryTerms,
  entryVersions,
  eventRules,
  events,
  honours,
  nominations,
  placings,
  programmes,
  registerEntries,
  resultVersions,
  revocations,
  termActs,
  units,
} from "#db/schema/index.ts"
import { findPerson } from "#directory/people/queries.ts"

/** A person whose honours the actor may read: under a unit whose register is open to them. */
export const findHolder = (scope: Scope, id: number) => findPerson(scope, id, "register.read")

/** The honours on a person's file, the newest first: of a register out of reach, only what the public sees. */
export async function honoursOf(scope: Scope, personId: number) {
  const rows = await scope.db
    .select({ entry: registerEntries, honour: honours, path: units.path, term: entryTerms })
    .from(registerEntries)
    .innerJoin(honours, eq(honours.id, registerEntries.honourId))
    .innerJoin(units, eq(units.id, honours.conferringUnitId))
    .leftJoin(entryTerms, eq(entryTerms.entryId, registerEntries.id))
    .where(eq(registerEntries.personId, personId))
    .orderBy(desc(registerEntries.year), desc(registerEntries.decidedOn), desc(registerEntries.id))
  return rows
    .map((row) => ({ ...row, isOpen: mayInUnit(scope.actor, "register.read", row) }))
    .filter(({ entry, isOpen }) => isOpen || (entry.visibleFrom <= scope.now && !entry.revokedAt))
}

/** What happened to entries after they were made: corrections, cases, decisions about their terms. */
export async function happeningsOf({ db }: Scope, entryIds: readonly number[]) {
  const ids = [...entryIds]
  if (ids.length === 0) return { corrections: [], cases: [], acts: [] }
  const corrections = db.select().from(entryVersions).where(inArray(entryVersions.entryId, ids))
  const cases = db.select().from(revocations).where(inArray(revocations.entryId, ids))
  const acts = db.select().from(termActs).where(inArray(termActs.entryId, ids))
  return {
    corrections: await corrections.orderBy(asc(entryVersions.id)),
    cases: await cases.orderBy(asc(revocations.id)),
    acts: await acts.orderBy(asc(termActs.id)),
  }
}

const office = alias(units, "office")

/** A person's nominations in reach that were handed in and have not become an honour, the newest first. */
export async function nominationsOf({ db, actor }: Scope, personId: number) {
  const rows = await db
    .select({
      nomination: nominations,
      honour: honours,
      programme: programmes,
      path: units.path,
      officePath: office.path,
      cultivation: cultivations,
    })
    .from(nominations)
    .innerJoin(honours, eq(honours.id, nominations.honourId))
    .innerJoin(programmes, eq(programmes.id, nominations.programmeId))
    .innerJoin(units, eq(units.id, nominations.recommendingUnitId))
    .innerJoin(office, eq(office.id, programmes.unitId))
    .leftJoin(cultivations, eq(cultivations.nominationId, nominations.id))
    .where(and(eq(nominations.personId, personId), ne(nominations.state, "draft"), ne(nominations.state, "honoured")))
    .orderBy(desc(nominations.id))
  return rows.filter(
    ({ path, officePath }) =>
      mayInUnit(actor, "nominations.read", { path }) || mayInUnit(actor, "nominations.read", { path: officePath }),
  )
}

/** The prizes and promotions of a person in the newest published results, the newest first. */
export async function prizesOf({ db }: Scope, personId: number) {
  const won = or(isNotNull(placings.prize), isNotNull(placings.promotedTo))
  const rows = await db
    .select({
      placing: placings,
      version: resultVersions.number,
      event: events,
      contest: contests,
      titles: eventRules.titles,
    })
    .from(placings)
    .innerJoin(resultVersions, eq(resultVersions.id, placings.resultVersionId))
    .innerJoin(events, eq(events.id, resultVersions.eventId))
    .innerJoin(contests, eq(contests.id, events.contestId))
    .innerJoin(eventRules, eq(eventRules.id, resultVersions.rulesId))
    .where(and(eq(placings.personId, personId), won, eq(events.state, "published")))
    .orderBy(desc(resultVersions.publishedAt), desc(placings.id))
  const newest = await db
    .select({ eventId: resultVersions.eventId, number: resultVersions.number })
    .from(resultVersions)
    .where(
      inArray(
        resultVersions.eventId,
        rows.map(({ event }) => event.id),
      ),
    )
  return rows
    .filter(({ event, version }) => newest.every((one) => one.eventId !== event.id || one.number <= version))
    .map(({ titles, ...row }) => ({ ...row, prize: row.placing.prize && titleIn(titles.prizes, row.placing.prize) }))
}
