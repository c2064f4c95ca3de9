import { and, asc, count, desc, eq, getTableColumns, ilike, inArray, ne, or, sql } from "drizzle-orm"
import { alias } from "drizzle-orm/pg-core"
import { holds } from "#accounts/permissions.ts"
import { type ContestRow, type EventRow, rulesOf } from "#competition/contests/queries.ts"
import type { Db, Scope } from "#db/db.ts"
import { contests, entries, events, people, teams, units } from "#db/schema/index.ts"
import { type RegistrationState, registrationStates } from "#db/words.ts"
import { withinReach } from "#directory/organisations/queries.ts"
import { delegationOf, type Standing, type Terms } from "./eligibility.ts"

export type EntryRow = typeof entries.$inferSelect
export type TeamRow = typeof teams.$inferSelect
export type OpenEvent = {
  readonly contest: ContestRow
  readonly event: EventRow
}

/** Whoever registers for a unit. */

/** Entries that take a place. */
const standingStates = ["submitted", "approved"] as const satisfies readonly RegistrationState[]

export type EntryLine = EntryRow & {
  readonly name: string
  readonly birthDate: string
  readonly unitName: string
  readonly teamName: string | null
}

const entrantUnits = alias(units, "entrant_units")

/** Entries with the names that their lines show; the person's own unit is `units`. */
export const entryLines = (db: Db) =>
  db
    .select({
      ...getTableColumns(entries),
      name: people.name,
      birthDate: people.birthDate,
      unitName: entrantUnits.name,
      teamName: teams.name,
    })
    .from(entries)
    .innerJoin(people, eq(people.id, entries.personId))
    .innerJoin(entrantUnits, eq(entrantUnits.id, entries.unitId))
    .innerJoin(units, eq(units.id, people.unitId))
    .leftJoin(teams, eq(teams.id, entries.teamId))

/** The entries that take part, in the order they were made: what a draw is made from, and a ranking. */
export const entriesOf = (db: Db, eventId: number): Promise<EntryLine[]> =>
  entryLines(db)
    .where(and(eq(entries.eventId, eventId), eq(entries.registration, "approved")))
    .orderBy(asc(entries.id))

/** The approved entry behind a code. */
export async function entryByCode(db: Db, eventId: number, code: string): Promise<EntryRow | undefined> {
  const [entry] = await db
    .select()
    .from(entries)
    .where(and(eq(entries.eventId, eventId), eq(entries.code, code), eq(entries.registration, "approved")))
  return entry
}

export const teamsOf = (db: Db, eventId: number): Promise<TeamRow[]> =>
  db.select().from(teams).where(eq(teams.eventId, eventId)).orderBy(asc(teams.id))

/** An event that a unit can register for, or did; drafts and other people's preparations are not found. */
export async function findOpenEvent(scope: Scope, id: number): Promise<OpenEvent | undefined> {
  if (!holds(scope.actor, "registration.enter")) return undefined
  const [row] = await scope.db
    .select({ contest: contests, event: events })
    .from(events)
    .innerJoin(contests, eq(contests.id, events.contestId))
    .where(and(eq(events.id, id), ne(events.state, "draft"), ne(contests.state, "draft")))
  return row
}

/** Events that take entries now or soon, and those with entries of the actor's units; what closes first comes first. */
export async function listOpenEvents(scope: Scope, name: string, page: { size: number; offset: number }) {
  const { db } = scope
  const own = ownCounts(scope)
  const wanted = wantedEvents(name, own)
  const found = await db
    .select({
      contest: contests,
      event: events,
      own: sql<number>`coalesce(${own.count}, 0)::int`,
    })
    .from(events)
    .innerJoin(contests, eq(contests.id, events.contestId))
    .leftJoin(own, eq(own.eventId, events.id))
    .where(wanted)
    .orderBy(desc(eq(events.state, "registration")), asc(contests.registrationClosesAt), asc(events.id))
    .limit(page.size)
    .offset(page.offset)
  const [total] = await db
    .select({ count: count() })
    .from(events)
    .innerJoin(contests, eq(contests.id, events.contestId))
    .leftJoin(own, eq(own.eventId, events.id))
    .where(wanted)
  return { lines: found, total: total?.count ?? 0 }
}

/** How many standing entries of the actor's units each event has. */
const ownCounts = (scope: Scope) =>
  scope.db
    .select({ eventId: entries.eventId, count: count().as("own_count") })
    .from(entries)
    .innerJoin(people, eq(people.id, entries.personId))
    .innerJoin(units, eq(units.id, people.unitId))
    .where(and(withinReach(scope.actor, "registration.enter"), inArray(entries.registration, standingStates)))
    .groupBy(entries.eventId)
    .as("own")

function wantedEvents(name: string, own: ReturnType<typeof ownCounts>) {
  const title = `%${name.replace(/[\\%_]/g, "\\$&")}%`
  return and(
    ne(contests.state, "draft"),
    or(and(eq(contests.state, "announced"), eq(events.state, "registration")), sql`${own.count} > 0`),
    ne(events.state, "draft"),
    name
      ? or(...[contests.titleZh, contests.titleEn, events.titleZh, events.titleEn].map((one) => ilike(one, title)))
      : undefined,
  )
}

/** The entries of people within the actor's reach. */
export const ownEntries = (scope: Scope, eventId: number): Promise<EntryLine[]> =>
  entryLines(scope.db)
    .where(and(eq(entries.eventId, eventId), withinReach(scope.actor, "registration.enter")))
    .orderBy(asc(people.sortStroke), asc(entries.id))

/** An entry of a person within the actor's reach, with its event. */
export async function findOwnEntry(scope: Scope, id: number) {
  const [entry] = await entryLines(scope.db).where(
    and(eq(entries.id, id), withinReach(scope.actor, "registration.enter")),
  )
  const open = entry && (await findOpenEvent(scope, entry.eventId))
  return entry && open ? { ...open, entry } : undefined
}

export async function entryIn(db: Db, eventId: number, id: number): Promise<EntryLine | undefined> {
  const [entry] = await entryLines(db).where(and(eq(entries.eventId, eventId), eq(entries.id, id)))
  return entry
}

/** How many entries of an event stand in each state. */
export async function countsOf(db: Db, eventId: number): Promise<Record<RegistrationState, number>> {
  const rows = await db
    .select({ state: entries.registration, count: count() })
    .from(entries)
    .where(eq(entries.eventId, eventId))
    .groupBy(entries.registration)
  const found = new Map(rows.map((row) => [row.state, row.count]))
  const counted = registrationStates.map((state) => [state, found.get(state) ?? 0])
  return Object.fromEntries(counted) as Record<RegistrationState, number>
}

export const termsOf = ({ contest, event }: OpenEvent): Terms => ({
  contestState: contest.state,
  eventState: event.state,
  startsOn: contest.startsOn,
  opensAt: contest.registrationOpensAt,
  closesAt: contest.registrationClosesAt,
  eligibility: event.eligibility,
  entrantGroup: event.entrantGroup,
  perUnitLimit: event.perUnitLimit,
  capacity: event.capacity,
})

export async function delegationFor(db: Db, unitPath: string) {
  const ids = unitPath.split(".").filter(Boolean).map(Number)
  return delegationOf(await db.select().from(units).where(inArray(units.id, ids)))
}

/** How full the event is for one more person of a unit; exact only while the event's row is locked. */
export async function standingOf(db: Db, eventId: number, unitId: number, personId: number | undefined) {
  const taken = and(eq(entries.eventId, eventId), inArray(entries.registration, standingStates))
  const [counted] = await db
    .select({
      event: count(),
      unit: sql<number>`count(*) filter (where ${entries.unitId} = ${unitId}::int)::int`,
      entered: sql<number>`count(*) filter (where ${entries.personId} = ${personId ?? 0}::int)::int`,
    })
    .from(entries)
    .where(taken)
  const standing: Standing = {
    event: counted?.event ?? 0,
    unit: counted?.unit ?? 0,
    entered: (counted?.entered ?? 0) > 0,
  }
  return standing
}

/** Whether the event's rules rank teams, so that entries may name one. */
export const hasTeams = async (db: Db, eventId: number): Promise<boolean> =>
  (await rulesOf(db, eventId))?.rules.teams !== undefined

/** How full the event is for one person of the actor's units. */
export async function roomFor(scope: Scope, { event }: OpenEvent, person: { id: number; unitPath: string }) {
  const unit = await delegationFor(scope.db, person.unitPath)
  return standingOf(scope.db, event.id, unit?.id ?? 0, person.id)
}

export const takesTeams = (scope: Scope, { event }: OpenEvent): Promise<boolean> => hasTeams(scope.db, event.id)
