import { and, desc, eq } from "drizzle-orm"
import { mayRunContest } from "#accounts/permissions.ts"
import type { Db, Scope } from "#db/db.ts"
import type { RuleTitles } from "#db/schema/index.ts"
import { contests, eventRules, events, units } from "#db/schema/index.ts"
import type { Rules } from "./scheme.ts"

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

/** The rules of a number, such as those a published result was reckoned by. */
export async function rulesById(db: Db, eventId: number, id: number): Promise<RulesRow | undefined> {
  const where = and(eq(eventRules.eventId, eventId), eq(eventRules.id, id))
  const [row] = await db.select().from(eventRules).where(where)
  return row as RulesRow | undefined
}
