import { and, eq, isNull } from "drizzle-orm"
import { record } from "#audit/record.ts"
import { moveEvent } from "#competition/contests/commands.ts"
import { findEvent } from "#competition/contests/queries.ts"
import { assignCodes } from "#competition/registration/commands.ts"
import { countsOf, type EntryLine, entriesOf, teamsOf } from "#competition/registration/queries.ts"
import { type Scope, transact } from "#db/db.ts"
import { draws } from "#db/schema/index.ts"
import { hex } from "#lib/codes.ts"
import { sha256 } from "#lib/hash.ts"
import { ok, type Result, refuse } from "#lib/result.ts"
import { codesFor, drawMethod, drawOrder } from "./draw.ts"
import { drawOf } from "./queries.ts"

const teamPrefix = "T"

/** Fixes the seed and so its hash, before anybody can know what it will give. A seed is never exchanged. */
export function prepareDraw(scope: Scope, eventId: number, random: Uint8Array) {
  return transact(scope, async (inner): Promise<Result<string>> => {
    const managed = await findEvent(inner, eventId)
    if (!managed) return refuse({ code: "not_found" })
    if (managed.event.state !== "registration") return refuse({ code: "not_to_draw" })
    const seed = hex(random)
    const seedHash = sha256(seed)
    const [made] = await inner.db
      .insert(draws)
      .values({
        eventId,
        seed,
        seedHash,
        method: drawMethod,
        inputs: [],
        createdAt: inner.now,
      })
      .onConflictDoNothing()
      .returning({ id: draws.id })
    if (!made) return refuse({ code: "already_prepared" })
    await record(inner, "draw.prepare", { kind: "event", id: eventId }, { method: drawMethod, seedHash })
    return ok(seedHash)
  })
}

/** Draws codes for the approved entries and their teams, and closes registration with it. */
export function drawCodes(scope: Scope, eventId: number, prefix: string) {
  return transact(scope, async (inner): Promise<Result<number>> => {
    const managed = await findEvent(inner, eventId)
    if (!managed) return refuse({ code: "not_found" })
    if (!/^[A-Za-z0-9][A-Za-z0-9._-]*$/.test(prefix) || prefix === teamPrefix)
      return refuse({ code: "prefix", field: "prefix" })
    const draw = await drawOf(inner.db, eventId)
    if (!draw || draw.drawnAt || managed.event.state !== "registration") return refuse({ code: "not_to_draw" })
    // Moving the event locks it: from here on nobody enters, approves or withdraws.
    const moved = await moveEvent(inner, managed.event, "draw")
    if (!moved.ok) return moved
    const { submitted } = await countsOf(inner.db, eventId)
    if (submitted > 0) return refuse({ code: "entries_waiting", count: submitted })
    const entries = await entriesOf(inner.db, eventId)
    if (entries.length === 0) return refuse({ code: "nobody_to_draw" })
    const assigned = await giveCodes(inner, draw.seed, entries, prefix)
    if (!assigned.ok) return assigned
    const drawnBy = inner.actor.kind === "account" ? inner.actor.accountId : null
    const inputs = entries.map(({ id }) => id)
    const open = and(eq(draws.id, draw.id), isNull(draws.drawnAt))
    await inner.db.update(draws).set({ inputs, drawnAt: inner.now, drawnBy }).where(open)
    await record(inner, "draw.draw", { kind: "event", id: eventId }, { seedHash: draw.seedHash, count: inputs.length })
    return ok(inputs.length)
  })
}

async function giveCodes(scope: Scope, seed: string, entries: readonly EntryLine[], prefix: string) {
  const entered = entries.map(({ id }) => id)
  const teams = (await teamsOf(scope.db, entries[0]?.eventId ?? 0)).filter(({ id }) =>
    entries.some(({ teamId }) => teamId === id),
  )
  const teamIds = teams.map(({ id }) => id)
  return assignCodes(scope, {
    entries: codesFor(drawOrder(entered, seed, "entries"), prefix, 3),
    teams: codesFor(drawOrder(teamIds, seed, "teams"), teamPrefix, 2),
  })
}

/** Opens the list of who has which code, for check-in; that somebody saw it stays on record. */
export function openCodeList(scope: Scope, eventId: number) {
  return transact(scope, async (inner): Promise<Result<EntryLine[]>> => {
    const managed = await findEvent(inner, eventId)
    if (!managed) return refuse({ code: "not_found" })
    const drawn = (await drawOf(inner.db, eventId))?.drawnAt
    if (!drawn) return refuse({ code: "not_drawn" })
    const entries = await entriesOf(inner.db, eventId)
    await record(inner, "draw.open_list", { kind: "event", id: eventId }, { count: entries.length })
    return ok(entries.toSorted((a, b) => ((a.code ?? "") < (b.code ?? "") ? -1 : 1)))
  })
}
