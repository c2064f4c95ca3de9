import { and, asc, count, desc, eq, ilike, inArray, isNotNull, or } from "drizzle-orm"
import { mayInUnit, mayRunContest } from "#accounts/permissions.ts"
import type { Db, Scope } from "#db/db.ts"
import type { RuleTitles } from "#db/schema/index.ts"
import {
  accounts,
  contests,
  entries,
  eventRules,
  events,
  marks,
  panelChanges,
  people,
  units,
} from "#db/schema/index.ts"
import type { ContestState } from "#db/words.ts"
import { withinReach } from "#directory/organisations/queries.ts"
import type { Actor } from "#lib/actor.ts"
import type { Rules } from "./scheme.ts"
import type { GivenMark, GivenPanel } from "./standing-marks.ts"

export type ContestRow = typeof contests.$inferSelect
export type EventRow = typeof events.$inferSelect
export type RulesRow = Omit<typeof eventRules.$inferSelect, "rules"> & {
  readonly rules: Rules
  readonly titles: RuleTitles
}

export type ManagedContest = { readonly contest: ContestRow; readonly hostPath: string }
export type ManagedEvent = ManagedContest & { readonly event: EventRow }

/** A contest that the actor runs; anybody else's is not found. */
export async function findContest(scope: Scope, id: number): Promise<ManagedContest | undefined> {
  const [row] = await scope.db
    .select({ contest: contests, hostPath: units.path })
    .from(contests)
    .innerJoin(units, eq(units.id, contests.hostUnitId))
    .where(eq(contests.id, id))
  return row && mayRunContest(scope.actor, { id, hostPath: row.hostPath }) ? row : undefined
}

/** Whether a contest is open, which it then stays until the caller's transaction is over. */
export async function staysOpen(db: Db, id: number): Promise<boolean> {
  const [row] = await db.select({ state: contests.state }).from(contests).where(eq(contests.id, id)).for("share")
  return row !== undefined && row.state !== "closed"
}

/** An event of a contest that the actor runs. */
export async function findEvent(scope: Scope, id: number): Promise<ManagedEvent | undefined> {
  const event = await eventById(scope.db, id)
  const managed = event && (await findContest(scope, event.contestId))
  return event && managed ? { ...managed, event } : undefined
}

export async function eventById(db: Db, id: number): Promise<EventRow | undefined> {
  const [event] = await db.select().from(events).where(eq(events.id, id))
  return event
}

/** The rules an event stands under now: the highest number. */
export async function rulesOf(db: Db, eventId: number): Promise<RulesRow | undefined> {
  const newest = desc(eventRules.number)
  const [row] = await db.select().from(eventRules).where(eq(eventRules.eventId, eventId)).orderBy(newest).limit(1)
  return row as RulesRow | undefined
}

/** The rules of an event that the caller has found for its actor. */
export const currentRules = ({ db }: Scope, eventId: number): Promise<RulesRow | undefined> => rulesOf(db, eventId)

/** The rules of a number, such as those a published result was reckoned by. */
export async function rulesById(db: Db, eventId: number, id: number): Promise<RulesRow | undefined> {
  const where = and(eq(eventRules.eventId, eventId), eq(eventRules.id, id))
  const [row] = await db.select().from(eventRules).where(where)
  return row as RulesRow | undefined
}

/** A contest that the actor runs or audits; `runs` tells the two apart. */
export async function seeContest(scope: Scope, id: number) {
  const [row] = await scope.db
    .select({ contest: contests, hostPath: units.path, hostName: units.name })
    .from(contests)
    .innerJoin(units, eq(units.id, contests.hostUnitId))
    .where(eq(contests.id, id))
  if (!row) return undefined
  const runs = mayRunContest(scope.actor, { id, hostPath: row.hostPath })
  return runs || mayInUnit(scope.actor, "contests.read", { path: row.hostPath }) ? { ...row, runs } : undefined
}

/** An event of a contest that the actor runs or audits. */
export async function seeEvent(scope: Scope, id: number) {
  const event = await eventById(scope.db, id)
  const seen = event && (await seeContest(scope, event.contestId))
  return event && seen ? { ...seen, event } : undefined
}

export type SeenEvent = NonNullable<Awaited<ReturnType<typeof seeEvent>>>

const ownContests = (actor: Actor): number[] =>
  actor.kind === "account"
    ? actor.duties.flatMap(({ kind, contestId }) => (kind === "contest_officer" && contestId ? [contestId] : []))
    : []

export type ContestFilter = { readonly title: string; readonly state: ContestState | undefined }

/** Contests that the actor runs or audits, the latest first, some at a time, with their number. */
export async function listContests(scope: Scope, filter: ContestFilter, page: { size: number; offset: number }) {
  const own = ownContests(scope.actor)
  const title = `%${filter.title.replace(/[\\%_]/g, "\\$&")}%`
  const wanted = and(
    or(withinReach(scope.actor, "contests.read"), own.length > 0 ? inArray(contests.id, own) : undefined),
    filter.title ? or(ilike(contests.titleZh, title), ilike(contests.titleEn, title)) : undefined,
    filter.state ? eq(contests.state, filter.state) : undefined,
  )
  const from = scope.db
    .select({ contest: contests, hostName: units.shortName, events: count(events.id) })
    .from(contests)
    .innerJoin(units, eq(units.id, contests.hostUnitId))
    .leftJoin(events, eq(events.contestId, contests.id))
    .where(wanted)
    .groupBy(contests.id, units.shortName)
  const lines = await from.orderBy(desc(contests.startsOn), desc(contests.id)).limit(page.size).offset(page.offset)
  const [total] = await scope.db
    .select({ count: count() })
    .from(contests)
    .innerJoin(units, eq(units.id, contests.hostUnitId))
    .where(wanted)
  return { lines, total: total?.count ?? 0 }
}

export type EventLine = EventRow & { readonly entries: number }

/** The events of a contest with how many are entered. */
export async function eventsOf({ db }: Scope, contestId: number): Promise<EventLine[]> {
  const rows = await db
    .select({ event: events, entries: count(entries.id) })
    .from(events)
    .leftJoin(entries, and(eq(entries.eventId, events.id), inArray(entries.registration, ["submitted", "approved"])))
    .where(eq(events.contestId, contestId))
    .groupBy(events.id)
    .orderBy(asc(events.code))
  return rows.map(({ event, entries: entered }) => ({ ...event, entries: entered }))
}

/** Every rule set of an event with who made it, the newest first. */
export async function rulesHistory({ db }: Scope, eventId: number) {
  const rows = await db
    .select({ rules: eventRules, by: people.name })
    .from(eventRules)
    .leftJoin(accounts, eq(accounts.id, eventRules.createdBy))
    .leftJoin(people, eq(people.id, accounts.personId))
    .where(eq(eventRules.eventId, eventId))
    .orderBy(desc(eventRules.number))
  return rows.map(({ rules, by }) => ({ ...(rules as RulesRow), by }))
}

/** Holds an event and its entries, in this order as everywhere: no mark is saved meanwhile. */
export async function lockEntries(db: Db, eventId: number): Promise<void> {
  await db.select({ id: events.id }).from(events).where(eq(events.id, eventId)).for("no key update")
  await db
    .select({ id: entries.id })
    .from(entries)
    .where(eq(entries.eventId, eventId))
    .orderBy(entries.id)
    .for("no key update")
}

/** Marks that were given and panels that were changed: what new rules must leave valid. */
export async function givenMarks(db: Db, eventId: number): Promise<{ marks: GivenMark[]; panels: GivenPanel[] }> {
  const given = await db
    .select({ entryId: marks.entryId, slot: marks.slot, seatId: marks.seatId, value: marks.value })
    .from(marks)
    .where(and(eq(marks.eventId, eventId), isNotNull(marks.value)))
  const panels = await db
    .select({ nodeKey: panelChanges.nodeKey, size: panelChanges.size })
    .from(panelChanges)
    .where(eq(panelChanges.eventId, eventId))
  return { marks: given as GivenMark[], panels }
}
