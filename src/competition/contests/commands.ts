import { and, asc, eq, ne } from "drizzle-orm"
import { record } from "#audit/record.ts"
import { type Scope, transact } from "#db/db.ts"
import { contests, eventRules, events, type RuleTitles } from "#db/schema/index.ts"
import { findUnit } from "#directory/organisations/queries.ts"
import { ok, type Refusal, type Result, refuse } from "#lib/result.ts"
import { bookProblems, conductChanges } from "./conduct.ts"
import { disorder } from "./dates.ts"
import { impossible } from "./eligibility.ts"
import type { ContestForm, EventForm } from "./forms.ts"
import {
  type ContestRow,
  type EventRow,
  findContest,
  findEvent,
  givenMarks,
  lockEntries,
  type RulesRow,
  rulesOf,
} from "./queries.ts"
import { rulesDiff } from "./rules-diff.ts"
import type { Rules } from "./scheme.ts"
import { brokenSlots } from "./standing-marks.ts"
import { completeTitles } from "./titles.ts"
import {
  type ContestMove,
  contestAfter,
  type EventMove,
  eventAfter,
  isUnderWay,
  mayChangeEvent,
  rulesAreLocked,
} from "./workflow.ts"

const notFound = (): Result<never, Refusal> => refuse({ code: "not_found" })

const makerOf = ({ actor }: Scope) => (actor.kind === "account" ? actor.accountId : null)
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

async function contestRefusal(scope: Scope, given: ContestForm, id: number): Promise<Refusal | undefined> {
  const [wrong] = disorder(given)
  if (wrong) return wrong
  if (!(await findUnit(scope, given.hostUnitId, "contests.run")))
    return { code: "host_out_of_reach", field: "hostUnitId" }
  const [other] = await scope.db
    .select({ id: contests.id })
    .from(contests)
    .where(and(eq(contests.slug, given.slug), ne(contests.id, id)))
  return other && { code: "slug_taken", field: "slug" }
}

/** Makes a contest, in draft, hosted by a unit within the actor's reach. */
export async function createContest(scope: Scope, given: ContestForm) {
  return transact<ContestRow, Refusal>(scope, async (inner) => {
    const refusal = await contestRefusal(inner, given, 0)
    if (refusal) return refuse(refusal)
    const [contest] = await inner.db
      .insert(contests)
      .values({ ...given, createdAt: scope.now })
      .onConflictDoNothing({ target: contests.slug })
      .returning()
    if (!contest) return refuse({ code: "slug_taken", field: "slug" })
    await record(inner, "contest.create", { kind: "contest", id: contest.id }, { slug: contest.slug })
    return ok(contest)
  })
}

export async function changeContest(scope: Scope, id: number, seen: number, given: ContestForm) {
  return transact<ContestRow, Refusal>(scope, async (inner) => {
    const found = await findContest(inner, id)
    if (!found) return notFound()
    if (found.contest.state === "closed") return refuse({ code: "wrong_state" })
    // Whoever runs this one contest only has no reach of units: the host stays as it is.
    const refusal = await contestRefusal(inner, given, id)
    const stays = given.hostUnitId === found.contest.hostUnitId && refusal?.code === "host_out_of_reach"
    if (refusal && !stays) return refuse(refusal)
    const [changed] = await inner.db
      .update(contests)
      .set({ ...given, version: seen + 1 })
      .where(and(eq(contests.id, id), eq(contests.version, seen)))
      .returning()
    if (!changed) return refuse({ code: "stale" })
    await record(inner, "contest.change", { kind: "contest", id }, { fields: changedFields(found.contest, changed) })
    return ok(changed)
  })
}

const changedFields = (before: Record<string, unknown>, after: Record<string, unknown>): string[] =>
  Object.keys(after).filter(
    (name) => name !== "version" && JSON.stringify(before[name]) !== JSON.stringify(after[name]),
  )

/** Announces a contest, so that its events can open registration, or closes it once no event is under way. */
export async function moveContest(scope: Scope, id: number, seen: number, move: ContestMove) {
  return transact<ContestRow, Refusal>(scope, async (inner) => {
    const found = await findContest(inner, id)
    if (!found) return notFound()
    const state = contestAfter(found.contest.state, move)
    if (!state) return refuse({ code: "wrong_state" })
    const [moved] = await inner.db
      .update(contests)
      .set({ state, version: seen + 1, ...(move === "close" && { closedAt: inner.now }) })
      .where(and(eq(contests.id, id), eq(contests.version, seen)))
      .returning()
    if (!moved) return refuse({ code: "stale" })
    // Read behind the lock on the contest, for which the start of an event's judging waits.
    const own = await inner.db.select().from(events).where(eq(events.contestId, id)).orderBy(asc(events.code))
    if (move === "announce" && own.length === 0) return refuse({ code: "no_events" })
    const underWay = own.filter((event) => isUnderWay(event.state))
    const titles = underWay.map(({ titleZh, titleEn }) => ({ zh: titleZh, en: titleEn || titleZh }))
    if (move === "close" && titles.length > 0) return refuse({ code: "events_under_way", titles })
    await record(inner, `contest.${move}`, { kind: "contest", id }, { from: found.contest.state, to: state })
    return ok(moved)
  })
}

export type Rulebook = { readonly rules: Rules; readonly titles: RuleTitles }

/** Makes an event with its first rules; also for whoever sets one up whole, inside their own transaction. */
export async function createEvent(scope: Scope, contestId: number, given: EventForm, book: Rulebook) {
  return transact<EventRow, Refusal>(scope, async (inner) => {
    const found = await findContest(inner, contestId)
    if (!found) return notFound()
    if (found.contest.state === "closed") return refuse({ code: "wrong_state" })
    const [wrong] = impossible(given.eligibility)
    if (wrong) return refuse(wrong)
    if (bookProblems(book.rules, book.titles).length > 0) return refuse({ code: "rules_invalid" })
    const [event] = await inner.db
      .insert(events)
      .values({ ...given, contestId, createdAt: scope.now })
      .onConflictDoNothing({ target: [events.contestId, events.code] })
      .returning()
    if (!event) return refuse({ code: "event_code_taken", field: "code" })
    await addRules(inner, event.id, 1, book, "set-up")
    await record(inner, "event.create", { kind: "event", id: event.id }, { contestId, code: event.code })
    return ok(event)
  })
}

async function addRules(scope: Scope, eventId: number, number: number, { rules, titles }: Rulebook, reason: string) {
  const [row] = await scope.db
    .insert(eventRules)
    .values({
      eventId,
      number,
      rules,
      titles: completeTitles(rules, titles),
      reason,
      createdBy: makerOf(scope),
      createdAt: scope.now,
    })
    .onConflictDoNothing({ target: [eventRules.eventId, eventRules.number] })
    .returning()
  return row as RulesRow | undefined
}

export async function changeEvent(scope: Scope, id: number, seen: number, given: EventForm) {
  return transact<EventRow, Refusal>(scope, async (inner) => {
    const found = await findEvent(inner, id)
    if (!found) return notFound()
    if (!mayChangeEvent(found.event.state, found.contest.state)) return refuse({ code: "event_fixed" })
    const [wrong] = impossible(given.eligibility)
    if (wrong) return refuse(wrong)
    const [other] = await inner.db
      .select({ id: events.id })
      .from(events)
      .where(and(eq(events.contestId, found.event.contestId), eq(events.code, given.code), ne(events.id, id)))
    if (other) return refuse({ code: "event_code_taken", field: "code" })
    const [changed] = await inner.db
      .update(events)
      .set({ ...given, version: seen + 1 })
      .where(and(eq(events.id, id), eq(events.version, seen)))
      .returning()
    if (!changed) return refuse({ code: "stale" })
    await record(inner, "event.change", { kind: "event", id }, { fields: changedFields(found.event, changed) })
    return ok(changed)
  })
}

/** Opens registration; the contest must have been announced, so that everybody can know of it. */
export async function openRegistration(scope: Scope, id: number, seen: number) {
  return transact<EventRow, Refusal>(scope, async (inner) => {
    const found = await findEvent(inner, id)
    if (!found) return notFound()
    if (found.contest.state !== "announced") return refuse({ code: "contest_not_announced" })
    if (found.event.version !== seen) return refuse({ code: "stale" })
    return moveEvent(inner, found.event, "open")
  })
}

export type RulesChange = Rulebook & { readonly seen: number; readonly reason: string }

/** The event's version is raised too: judging cannot start on other rules in the very moment they change. */
async function holdEvent(scope: Scope, { id, version }: EventRow): Promise<boolean> {
  const held = await scope.db
    .update(events)
    .set({ version: version + 1 })
    .where(and(eq(events.id, id), eq(events.version, version)))
    .returning({ id: events.id })
  return held.length === 1
}

/**
 * Gives an event new rules under the next number. Once marks can have been given it needs a reason, and is refused when
 * a mark that stands would not be valid under the new rules.
 */
export async function changeRules(scope: Scope, eventId: number, { seen, reason, ...book }: RulesChange) {
  return transact<RulesRow, Refusal>(scope, async (inner) => {
    const found = await findEvent(inner, eventId)
    const before = found && (await rulesOf(inner.db, eventId))
    if (!found || !before) return notFound()
    const { event } = found
    if (before.number !== seen) return refuse({ code: "rules_stale", number: before.number })
    if (!mayChangeEvent(event.state, found.contest.state)) return refuse({ code: "locked" })
    if (bookProblems(book.rules, book.titles).length > 0) return refuse({ code: "rules_invalid" })
    const locked = rulesAreLocked(event.state)
    if (locked && !reason) return refuse({ code: "rules_reason_missing", field: "reason" })
    await lockEntries(inner.db, eventId)
    const given = await givenMarks(inner.db, eventId)
    const broken = brokenSlots({ rules: book.rules, conduct: book.titles.conduct }, given.marks, given.panels)
    if (broken.length > 0) return refuse({ code: "marks_would_break", slots: broken.join(", ") })
    const row = (await holdEvent(inner, event)) && (await addRules(inner, eventId, seen + 1, book, reason || "set-up"))
    if (!row) return refuse({ code: "rules_stale", number: seen + 1 })
    const conduct = conductChanges(before.titles, book.titles)
    const diff = { ...rulesDiff(before, book), ...(conduct.length > 0 && { conduct }) }
    await record(inner, "event.change_rules", { kind: "event", id: eventId }, { number: row.number, locked, ...diff })
    return ok(row)
  })
}
