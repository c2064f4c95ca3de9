import { and, eq, inArray } from "drizzle-orm"
import { type EventRow, eventById, findEvent } from "#competition/contests/queries.ts"
import { type Scope, transact } from "#db/db.ts"
import { entries } from "#db/schema/index.ts"
import type { EntryStatus } from "#db/words.ts"
import { ok, type Result, refuse } from "#lib/result.ts"
import { lockEvent, moveEntry, setEntryStatus } from "../commands.ts"
import { type EntryRow, entryIn, standingOf } from "../queries.ts"

/** Loads an entry of an event that the actor runs, the event locked and still in registration. */
async function forOfficer(scope: Scope, eventId: number, id: number): Promise<Result<EntryRow>> {
  const locked = await lockEvent(scope, eventId)
  const managed = locked && (await findEvent(scope, eventId))
  const entry = managed && (await entryIn(scope.db, eventId, id))
  if (!locked || !entry) return refuse({ code: "not_found" })
  return locked.state === "registration" ? ok(entry) : refuse({ code: "registration_over" })
}

type Given = { readonly version: number; readonly reason: string }

export function rejectEntry(scope: Scope, eventId: number, id: number, given: Given) {
  return transact(scope, async (inner): Promise<Result<EntryRow>> => {
    const entry = await forOfficer(inner, eventId, id)
    const step = { from: ["submitted", "approved"], to: "rejected" } as const
    return entry.ok ? moveEntry(inner, entry.value, given.version, step, given.reason) : entry
  })
}

/** Puts a rejected or withdrawn entry back among those to approve, if there is still room for it. */
export function reopenEntry(scope: Scope, eventId: number, id: number, given: { version: number }) {
  return transact(scope, async (inner): Promise<Result<EntryRow>> => {
    const entry = await forOfficer(inner, eventId, id)
    if (!entry.ok) return entry
    const { unitId, personId, registration } = entry.value
    if (registration !== "rejected" && registration !== "withdrawn") return refuse({ code: "wrong_state" })
    const event = (await eventById(inner.db, eventId)) as EventRow
    const standing = await standingOf(inner.db, eventId, unitId, personId)
    if (event.capacity !== null && standing.event >= event.capacity)
      return refuse({ code: "event_full", limit: event.capacity })
    if (event.perUnitLimit !== null && standing.unit >= event.perUnitLimit)
      return refuse({ code: "unit_full", limit: event.perUnitLimit })
    return moveEntry(inner, entry.value, given.version, {
      from: ["rejected", "withdrawn"],
      to: "submitted",
    })
  })
}

/** Approves those of the entries that still wait for it, and says how many they were. */
export function approveEntries(scope: Scope, eventId: number, ids: readonly number[]) {
  return transact(scope, async (inner): Promise<Result<number>> => {
    const locked = await lockEvent(inner, eventId)
    if (!locked || !(await findEvent(inner, eventId))) return refuse({ code: "not_found" })
    if (locked.state !== "registration") return refuse({ code: "registration_over" })
    if (ids.length === 0) return refuse({ code: "none_chosen" })
    const here = and(eq(entries.eventId, eventId), inArray(entries.id, [...ids]))
    const chosen = await inner.db.select().from(entries).where(here)
    if (chosen.length < new Set(ids).size) return refuse({ code: "not_found" })
    const waiting = chosen.filter(({ registration }) => registration === "submitted")
    for (const entry of waiting) {
      const moved = await moveEntry(inner, entry, entry.version, {
        from: ["submitted"],
        to: "approved",
      })
      if (!moved.ok) return moved
    }
    return ok(waiting.length)
  })
}

/** An officer says how an entry stands. */
export function changeStatus(scope: Scope, eventId: number, id: number, given: Given & { status: EntryStatus }) {
  return transact(scope, async (inner): Promise<Result<EntryRow>> => {
    const managed = await findEvent(inner, eventId)
    const entry = managed && (await entryIn(inner.db, eventId, id))
    if (!entry) return refuse({ code: "not_found" })
    if (entry.version !== given.version) return refuse({ code: "stale" })
    return setEntryStatus(inner, entry, given.status, given.reason)
  })
}
