import { and, eq } from "drizzle-orm"
import { record } from "#audit/record.ts"
import type { Scope } from "#db/db.ts"
import { events } from "#db/schema/index.ts"
import { ok, type Result, refuse } from "#lib/result.ts"
import type { EventRow } from "./queries.ts"
import { type EventMove, eventAfter } from "./workflow.ts"

/**
 * Moves an event on, inside the transaction of the command that moves it (draw, start, sign, decode, publish). Of two
 * that move it at once the second finds another state and is refused.
 */
export async function moveEvent(scope: Scope, event: EventRow, move: EventMove): Promise<Result<EventRow>> {
  const state = eventAfter(event.state, move)
  if (!state) return refuse({ code: "wrong_state" })
  const [moved] = await scope.db
    .update(events)
    .set({ state, version: event.version + 1 })
    .where(and(eq(events.id, event.id), eq(events.version, event.version)))
    .returning()
  if (!moved) return refuse({ code: "stale" })
  await record(scope, `event.${move}`, { kind: "event", id: event.id }, { from: event.state, to: state })
  return ok(moved)
}
