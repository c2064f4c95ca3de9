import { and, eq, isNull } from "drizzle-orm"
import { record } from "#audit/record.ts"
import type { EventRow } from "#competition/contests/queries.ts"
import { isSigned } from "#competition/contests/workflow.ts"
import { type Scope, transact } from "#db/db.ts"
import { entries, events, teams } from "#db/schema/index.ts"
import type { EntryStatus, RegistrationState } from "#db/words.ts"
import { findUnit } from "#directory/organisations/queries.ts"
import { addPerson } from "#directory/people/commands.ts"
import { findPerson, type PersonLine } from "#directory/people/queries.ts"
import { ok, type Result, refuse } from "#lib/result.ts"
import { reasonsAgainst, reasonsOfTime } from "./eligibility.ts"
import type { NewEntryForm } from "./forms.ts"
import * as registered from "./queries.ts"

type EntryRow = registered.EntryRow
type Entrant = Pick<PersonLine, "birthDate" | "skillLevel" | "isStudent" | "unitPath"> & { readonly id?: number }

/**
 * Locks the event's row until the transaction ends, so that whoever counts places counts alone. Not the whole row: a
 * mark that is being saved refers to it, and must not wait while it holds its entry.
 */
export async function lockEvent(scope: Scope, eventId: number): Promise<EventRow | undefined> {
  const [event] = await scope.db.select().from(events).where(eq(events.id, eventId)).for("no key update")
  return event
}

export async function lockOpenEvent(scope: Scope, eventId: number): Promise<registered.OpenEvent | undefined> {
  await lockEvent(scope, eventId)
  return registered.findOpenEvent(scope, eventId)
}

/** Enters a person of the actor's units. */
export function enterPerson(scope: Scope, eventId: number, given: { person: number; team: string }) {
  return transact(scope, async (inner): Promise<Result<number>> => {
    const open = await lockOpenEvent(inner, eventId)
    if (!open) return refuse({ code: "not_found" })
    const person = await findPerson(inner, given.person, "registration.enter")
    if (!person) return refuse({ code: "not_found" })
    const allowed = await mayEnter(inner, open, person)
    return allowed.ok ? submit(inner, open, person.id, allowed.value, given.team) : allowed
  })
}

/** Adds a person to the directory and enters them, both or neither. */
export function enterNewPerson(scope: Scope, eventId: number, form: NewEntryForm) {
  return transact(scope, async (inner): Promise<Result<number>> => {
    const open = await lockOpenEvent(inner, eventId)
    if (!open) return refuse({ code: "not_found" })
    return enterNew(inner, open, form)
  })
}

/** Adds and enters somebody inside the caller's transaction, which has locked the event. */
export async function enterNew(scope: Scope, open: registered.OpenEvent, form: NewEntryForm): Promise<Result<number>> {
  const unit = await findUnit(scope, form.unit, "registration.enter")
  if (!unit) return refuse({ code: "no_unit", field: "unit" })
  const allowed = await mayEnter(scope, open, { ...form, unitPath: unit.path })
  if (!allowed.ok) return allowed
  const person = await addPerson(scope, unit.id, form)
  return person.ok ? submit(scope, open, person.value.id, allowed.value, form.team) : person
}

/** The unit that the entry counts for, or every reason against it. */
export async function mayEnter(scope: Scope, open: registered.OpenEvent, person: Entrant): Promise<Result<number>> {
  const unit = await registered.delegationFor(scope.db, person.unitPath)
  if (!unit) throw new Error("a person's unit is gone")
  const standing = await registered.standingOf(scope.db, open.event.id, unit.id, person.id)
  const reasons = reasonsAgainst(registered.termsOf(open), person, standing, scope.now)
  return reasons.length > 0 ? refuse({ code: "not_eligible", field: "person", reasons }) : ok(unit.id)
}

export async function submit(
  scope: Scope,
  { event }: registered.OpenEvent,
  personId: number,
  unitId: number,
  team: string,
): Promise<Result<number>> {
  if (team && !(await registered.hasTeams(scope.db, event.id))) return refuse({ code: "no_teams", field: "team" })
  const teamId = team ? await teamNamed(scope, event.id, unitId, team.normalize("NFC")) : null
  const id = await keepSubmitted(scope, { eventId: event.id, personId }, { unitId, teamId })
  await record(scope, "entry.submit", { kind: "entry", id }, { event: event.id, unit: unitId })
  return ok(id)
}

/** A new entry, or the person's earlier one made new: a person has one entry in an event. */
async function keepSubmitted(
  scope: Scope,
  { eventId, personId }: { eventId: number; personId: number },
  place: { unitId: number; teamId: number | null },
): Promise<number> {
  const submittedBy = scope.actor.kind === "account" ? scope.actor.accountId : null
  const fresh = { ...place, submittedBy, registration: "submitted" as const, rejectionReason: null }
  const [again] = await scope.db
    .select()
    .from(entries)
    .where(and(eq(entries.eventId, eventId), eq(entries.personId, personId)))
  const [entry] = again
    ? await scope.db
        .update(entries)
        .set({ ...fresh, status: "competed", version: again.version + 1 })
        .where(eq(entries.id, again.id))
        .returning()
    : await scope.db
        .insert(entries)
        .values({ ...fresh, eventId, personId, createdAt: scope.now })
        .returning()
  if (!entry) throw new Error("an entry was neither made nor renewed")
  return entry.id
}

async function teamNamed(scope: Scope, eventId: number, unitId: number, name: string): Promise<number> {
  await scope.db.insert(teams).values({ eventId, unitId, name }).onConflictDoNothing()
  const [team] = await scope.db
    .select({ id: teams.id })
    .from(teams)
    .where(and(eq(teams.eventId, eventId), eq(teams.unitId, unitId), eq(teams.name, name)))
  if (!team) throw new Error("a team was neither made nor found")
  return team.id
}

/** Takes back an entry of the actor's units, until registration closes. */
export function withdrawEntry(scope: Scope, id: number, given: { version: number; reason: string }) {
  return transact(scope, async (inner): Promise<Result<EntryRow>> => {
    const seen = await registered.findOwnEntry(inner, id)
    const open = seen && (await lockOpenEvent(inner, seen.event.id))
    if (!seen || !open) return refuse({ code: "not_found" })
    const [late] = reasonsOfTime(registered.termsOf(open), inner.now)
    if (late) return refuse({ code: "withdrawal_over" })
    const { entry } = seen
    return moveEntry(inner, entry, given.version, { from: ["submitted", "approved"], to: "withdrawn" }, given.reason)
  })
}

const moveNames = {
  approved: "approve",
  rejected: "reject",
  withdrawn: "withdraw",
  submitted: "reopen",
} as const

/** Moves an entry on in its registration, inside the caller's transaction. */
export async function moveEntry(
  scope: Scope,
  entry: EntryRow,
  version: number,
  { from, to }: { from: readonly RegistrationState[]; to: RegistrationState },
  reason = "",
): Promise<Result<EntryRow>> {
  if (entry.version !== version) return refuse({ code: "stale" })
  if (!from.includes(entry.registration)) return refuse({ code: "wrong_state" })
  const [moved] = await scope.db
    .update(entries)
    .set({
      registration: to,
      version: version + 1,
      rejectionReason: to === "rejected" ? reason : null,
      approvedAt: to === "approved" ? scope.now : null,
    })
    .where(and(eq(entries.id, entry.id), eq(entries.version, version)))
    .returning()
  if (!moved) return refuse({ code: "stale" })
  await record(scope, `entry.${moveNames[to]}`, { kind: "entry", id: entry.id }, reason ? { reason } : {})
  return ok(moved)
}

/**
 * Says how an approved entry stands (absent, withdrawn, disqualified, guest, competed), inside the transaction of a
 * caller that has found the entry to be the actor's to judge; over once the head judge has signed the set.
 */
export async function setEntryStatus(
  scope: Scope,
  entry: EntryRow,
  status: EntryStatus,
  reason: string,
): Promise<Result<EntryRow>> {
  const event = await lockEvent(scope, entry.eventId)
  if (!event || isSigned(event.state)) return refuse({ code: "already_signed" })
  if (entry.registration !== "approved") return refuse({ code: "wrong_state" })
  const [set] = await scope.db
    .update(entries)
    .set({ status, version: entry.version + 1 })
    .where(and(eq(entries.id, entry.id), eq(entries.version, entry.version)))
    .returning()
  if (!set) return refuse({ code: "stale" })
  const facts = { from: entry.status, to: status, reason }
  await record(scope, "entry.set_status", { kind: "entry", id: entry.id }, facts)
  return ok(set)
}

/** Gives the draw's codes, inside its transaction; an entry or team that has one keeps the draw from happening twice. */
export async function assignCodes(
  scope: Scope,
  codes: {
    readonly entries: ReadonlyMap<number, string>
    readonly teams: ReadonlyMap<number, string>
  },
): Promise<Result<void>> {
  for (const [id, code] of codes.entries) {
    const free = and(eq(entries.id, id), eq(entries.registration, "approved"), isNull(entries.code))
    const [given] = await scope.db.update(entries).set({ code }).where(free).returning({ id: entries.id })
    if (!given) return refuse({ code: "stale" })
  }
  for (const [id, code] of codes.teams) await scope.db.update(teams).set({ code }).where(eq(teams.id, id))
  return ok(undefined)
}
