import { and, desc, eq } from "drizzle-orm"
import { record } from "#audit/record.ts"
import { moveEvent } from "#competition/contests/commands.ts"
import { findEvent } from "#competition/contests/queries.ts"
import { bundleText } from "#competition/ranking/export.ts"
import { type ContestResult, resultText } from "#competition/ranking/tally.ts"
import { type Scope, transact } from "#db/db.ts"
import { decodings, placings, resultVersions } from "#db/schema/index.ts"
import { ok, type Result, refuse } from "#lib/result.ts"
import { findResult, listWitnesses, type ManagedResult, peopleBehind, promotedNow } from "./queries.ts"
import { isWaiting, mayDecode, mayPublish, mayReopen, shownFrom } from "./stages.ts"
import { namedLines } from "./standings.ts"

type Decoding = { readonly eventId: number; readonly version: number; readonly witnessId: number }

/** Opens the codes of a signed event to names, before a witness: from here on the office sees who stands behind them. */
export const decode = (scope: Scope, given: Decoding) =>
  transact(scope, async (inner) => {
    const found = await findResult(inner, given.eventId)
    if (!found || inner.actor.kind !== "account") return refuse({ code: "not_found" })
    if (found.event.version !== given.version) return refuse({ code: "stale" })
    if (!mayDecode(found.event.state, found.decoding)) return refuse({ code: "wrong_state" })
    const witness = (await listWitnesses(inner, found)).find(({ id }) => id === given.witnessId)
    if (!witness) return refuse({ code: "witness_unknown", field: "witness" })
    const moved = await moveEvent(inner, found.event, "decode")
    if (!moved.ok) return moved
    const { accountId } = inner.actor
    const eventId = found.event.id
    await inner.db.insert(decodings).values({ eventId, byAccountId: accountId, witness: witness.name, at: inner.now })
    await record(inner, "result.decode", { kind: "event", id: eventId }, { witnessAccountId: witness.id })
    return ok(moved.value)
  })

type Publication = {
  readonly eventId: number
  readonly version: number
  readonly reason: string
  /** The hour from which the public sees it; at once where none is given. */
  readonly visibleFrom?: Date | null
}

/** Publishes the result as the tables stand: version 1, or a correction as the next version. Of two at once, one. */
export const publish = (scope: Scope, given: Publication) =>
  transact(scope, async (inner) => {
    const seen = await findResult(inner, given.eventId)
    if (!seen || inner.actor.kind !== "account") return refuse({ code: "not_found" })
    if (seen.event.version !== given.version) return refuse({ code: "stale" })
    if (!mayPublish(seen.event.state, seen.decoding)) return refuse({ code: "wrong_state" })
    const moved = await moveEvent(inner, seen.event, "publish")
    if (!moved.ok) return moved
    // Read again behind the lock that the move holds: a mark saved in between belongs to what is published.
    const found = await findResult(inner, given.eventId)
    if (!found?.present?.result) return refuse({ code: "result_unreadable" })
    const missing = found.present.result.incomplete.length
    if (missing > 0) return refuse({ code: "result_incomplete", count: missing })
    const visibleFrom = shownFrom(given.visibleFrom ?? null, inner.now)
    const kept = { reason: given.reason, visibleFrom, publishedBy: inner.actor.accountId }
    const number = await keepVersion(inner, found, found.present.result, kept)
    const later = visibleFrom > inner.now ? { visibleFrom: visibleFrom.toISOString() } : {}
    await record(inner, "result.publish", { kind: "event", id: found.event.id }, { number, ...later })
    return ok({ number })
  })

type Hour = {
  readonly eventId: number
  readonly number: number
  /** The hour that the officer saw, so that of two who change it at once one does. */
  readonly seen: Date
  readonly visibleFrom: Date | null
}

/** Changes the hour of a published version that waits for it; what the public has seen is not taken back. */
export const changeHour = (scope: Scope, given: Hour) =>
  transact(scope, async (inner): Promise<Result<{ isPublic: boolean }>> => {
    const found = await findEvent(inner, given.eventId)
    const version = found && (await lockVersion(inner, given))
    if (!version) return refuse({ code: "not_found" })
    if (!isWaiting(version, inner.now)) return refuse({ code: "result_public" })
    if (version.visibleFrom.getTime() !== given.seen.getTime()) return refuse({ code: "stale" })
    const visibleFrom = shownFrom(given.visibleFrom, inner.now)
    await inner.db.update(resultVersions).set({ visibleFrom }).where(eq(resultVersions.id, version.id))
    const facts = { number: given.number, from: given.seen.toISOString(), to: visibleFrom.toISOString() }
    await record(inner, "result.hour", { kind: "event", id: given.eventId }, facts)
    return ok({ isPublic: visibleFrom <= inner.now })
  })

async function lockVersion({ db }: Scope, { eventId, number }: Hour) {
  const [version] = await db
    .select({ id: resultVersions.id, visibleFrom: resultVersions.visibleFrom })
    .from(resultVersions)
    .where(and(eq(resultVersions.eventId, eventId), eq(resultVersions.number, number)))
    .for("update")
  return version
}

type Reopening = { readonly eventId: number; readonly version: number; readonly reason: string }

/**
 * Sends a decoded or published event back to judging, for a reason, so that the head judge can reopen a sheet or change
 * how an entry stands. What was published stays as it is until the correction is published as the next version.
 */
export const reopen = (scope: Scope, given: Reopening) =>
  transact(scope, async (inner) => {
    const found = await findEvent(inner, given.eventId)
    if (!found) return refuse({ code: "not_found" })
    const { event } = found
    if (event.version !== given.version) return refuse({ code: "stale" })
    if (!mayReopen(event.state)) return refuse({ code: "wrong_state" })
    const moved = await moveEvent(inner, event, "reopen")
    if (!moved.ok) return moved
    await record(inner, "result.reopen", { kind: "event", id: event.id }, { reason: given.reason, from: event.state })
    return ok(moved.value)
  })

async function keepVersion(
  scope: Scope,
  managed: ManagedResult,
  result: ContestResult,
  kept: Pick<typeof resultVersions.$inferInsert, "reason" | "visibleFrom" | "publishedBy">,
): Promise<number> {
  const { event, present } = managed
  if (!present) throw new Error("a result without its rules")
  const number = await nextNumber(scope, event.id)
  const texts = { bundle: bundleText(present.bundle), result: resultText(result) }
  const [version] = await scope.db
    .insert(resultVersions)
    .values({
      eventId: event.id,
      rulesId: present.rules.id,
      number,
      ...texts,
      ...kept,
      publishedAt: scope.now,
    })
    .returning({ id: resultVersions.id })
  if (!version) throw new Error("a version was not kept")
  const lines = namedLines(result, await peopleBehind(scope.db, event.id), await promotedNow(scope, managed))
  await keepPlacings(scope, version.id, lines)
  return number
}

async function nextNumber(scope: Scope, eventId: number): Promise<number> {
  const ofEvent = scope.db
    .select({ number: resultVersions.number })
    .from(resultVersions)
    .where(eq(resultVersions.eventId, eventId))
  const [newest] = await ofEvent.orderBy(desc(resultVersions.number)).limit(1)
  return (newest?.number ?? 0) + 1
}

/** PostgreSQL takes 65,535 values in one statement: a thousand lines at a time stay well below. */
async function keepPlacings(scope: Scope, resultVersionId: number, lines: ReturnType<typeof namedLines>) {
  for (let from = 0; from < lines.length; from += 1000) {
    const part = lines.slice(from, from + 1000)
    await scope.db.insert(placings).values(part.map((line) => ({ ...line, resultVersionId, createdAt: scope.now })))
  }
}

/** Points the placings of a person to the file that they were merged into; what was published stays as it reads. */
export async function takeOverPerson(scope: Scope, from: number, into: number): Promise<number> {
  const moved = await scope.db.update(placings).set({ personId: into }).where(eq(placings.personId, from)).returning()
  return moved.length
}
