import { and, eq, notInArray } from "drizzle-orm"
import { alias } from "drizzle-orm/pg-core"
import type { Scope } from "#db/db.ts"
import { entries, events } from "#db/schema/index.ts"
import type { RegistrationState } from "#db/words.ts"
import { ok, type Result, refuse } from "#lib/result.ts"

const others = alias(entries, "others")
const stands = (state: RegistrationState): boolean => state === "submitted" || state === "approved"

/**
 * Moves a person's entries to the file that they were merged into, inside the caller's transaction. In an event where
 * both have one, an entry that was withdrawn or rejected stays where it is; two that stand are two contestants.
 */
export async function takeOverPerson(scope: Scope, from: number, into: number): Promise<Result<number>> {
  const shared = await scope.db
    .select({ id: entries.id, state: entries.registration, other: others.registration, event: events.titleZh })
    .from(entries)
    .innerJoin(others, and(eq(others.eventId, entries.eventId), eq(others.personId, into)))
    .innerJoin(events, eq(events.id, entries.eventId))
    .where(eq(entries.personId, from))
  const standing = shared.find(({ state }) => stands(state))
  if (standing) {
    const code = stands(standing.other) ? "both_entered" : "only_other_stands"
    return refuse({ code, event: standing.event })
  }
  const left = shared.map(({ id }) => id)
  const own = eq(entries.personId, from)
  const moved = await scope.db
    .update(entries)
    .set({ personId: into })
    .where(left.length > 0 ? and(own, notInArray(entries.id, left)) : own)
    .returning({ id: entries.id })
  return ok(moved.length)
}
