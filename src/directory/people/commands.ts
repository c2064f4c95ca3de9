import { and, asc, eq, gt, inArray } from "drizzle-orm"
import { type AccountAct, actOnAccount } from "#accounts/commands.ts"
import { conflictOf } from "#accounts/policy.ts"
import { record } from "#audit/record.ts"
import { type Db, type Scope, transact } from "#db/db.ts"
import { refill } from "#db/refill.ts"
import { duties, people } from "#db/schema/index.ts"
import { findUnit } from "#directory/organisations/queries.ts"
import { dayOf, startOfDay } from "#lib/dates.ts"
import { normaliseName, searchKey } from "#lib/names.ts"
import type { Policy } from "#lib/policy.ts"
import { ok, type Result, refuse } from "#lib/result.ts"
import { sortKeys } from "#lib/sort-keys.ts"
import { strokeOrder } from "#lib/strokes.ts"
import { mayKeepAccount, openAccountOf } from "./account/queries.ts"
import { dutiesOf, dutyPlace } from "./duties/queries.ts"
import { identityOf, phoneOf } from "./files/commands.ts"
import { filesAlike } from "./files/queries.ts"
import type { DutyForm, PersonFacts, PersonForm } from "./forms.ts"
import { keepFormerName } from "./names/commands.ts"
import { findPerson, type PersonRow, personById } from "./queries.ts"
import { dutyFault, isOwnRule, mayGiveDuty } from "./terms.ts"

export function createPerson(scope: Scope, form: PersonForm) {
  return transact(scope, async (inner): Promise<Result<number>> => {
    const unit = await findUnit(inner, form.unit)
    if (!unit) return refuse({ code: "no_unit", field: "unit" })
    const made = await addPerson(inner, unit.id, form)
    return made.ok ? ok(made.value.id) : made
  })
}

/** Adds a person to a unit that the caller has found to be within reach, inside the caller's transaction. */
export async function addPerson(scope: Scope, unitId: number, given: PersonFacts): Promise<Result<PersonRow>> {
  const facts = await factsOf(scope, unitId, given, undefined)
  if (!facts.ok) return facts
  const [made] = await scope.db
    .insert(people)
    .values({ ...facts.value, createdAt: scope.now })
    .onConflictDoNothing({ target: people.identityHash })
    .returning()
  if (!made) return refuse({ code: "number_taken", field: "identityNumber" })
  await record(scope, "person.create", { kind: "person", id: made.id }, { unit: unitId })
  return ok(made)
}

export function changePerson(scope: Scope, id: number, form: PersonForm) {
  return transact(scope, async (inner): Promise<Result<number>> => {
    const person = (await findPerson(inner, id)) && (await personById(inner.db, id))
    if (!person) return refuse({ code: "not_found" })
    const unit = await findUnit(inner, form.unit)
    if (!unit) return refuse({ code: "no_unit", field: "unit" })
    const facts = await factsOf(inner, unit.id, form, person)
    if (!facts.ok) return facts
    const [saved] = await inner.db
      .update(people)
      .set({ ...facts.value, version: form.version + 1 })
      .where(and(eq(people.id, id), eq(people.version, form.version)))
      .returning({ id: people.id })
    if (!saved) return refuse({ code: "stale" })
    const renamed = await renamedFrom(inner, person, form.oldNameUntil ?? "", facts.value.name)
    if (!renamed.ok) return renamed
    const moved = person.unitId === unit.id ? {} : { from: person.unitId, to: unit.id }
    await record(inner, "person.change", { kind: "person", id }, moved)
    return ok(id)
  })
}

/** Keeps the old name where the form says until when it was used; without that it was a slip that is corrected. */
async function renamedFrom(scope: Scope, { id, name }: PersonRow, usedUntil: string, now: string) {
  if (usedUntil === "" || name === now) return ok(undefined)
  const kept = await keepFormerName(scope, id, { name, usedUntil })
  if (kept.ok || kept.refusal.code === "former_name_known") return ok(undefined)
  return refuse({ ...kept.refusal, field: "oldNameUntil" })
}

type Given = PersonFacts & { readonly sortKeyOverride?: string }

async function factsOf(scope: Scope, unitId: number, given: Given, stored: PersonRow | undefined) {
  const name = normaliseName(given.name)
  const { sex, birthDate, post, identityClass, skillLevel, isStudent, sortKeyOverride = "" } = given
  if (birthDate > dayOf(scope.now) || birthDate < "1900-01-01")
    return refuse({ code: "birth_date", field: "birthDate" })
  const identity = await identityOf(scope, given, stored)
  if (!identity.ok) return identity
  const phone = phoneOf(scope, given)
  if (!phone.ok) return phone
  const same = stored?.name === name && stored.birthDate === birthDate && stored.sex === sex
  const likeness = { name, sex, birthDate, identityKind: identity.value.identityKind }
  const known = same || given.isAnother ? undefined : await filesAlike(scope, likeness, stored?.id ?? 0)
  if (known) return refuse({ code: "probably_same", known })
  const { isMigrantWorker = false, isNewForm = false, ethnicGroup = null } = given
  const flags = { isStudent, isMigrantWorker, isNewForm, ethnicGroup }
  const keys = { searchKey: searchKey(name, "person"), ...sortKeys(name, "person", sortKeyOverride) }
  const facts = { unitId, name, sex, birthDate, post, identityClass, skillLevel, sortKeyOverride, ...flags, ...keys }
  return ok({ ...facts, ...identity.value, ...phone.value })
}

/** Gives a duty; the policy may forbid it beside another one. */
export function giveDuty(scope: Scope, policy: Policy, personId: number, form: DutyForm) {
  return transact(scope, async (inner): Promise<Result<number>> => {
    if (!(await findPerson(inner, personId))) return refuse({ code: "not_found" })
    await lockPeople(inner.db, [personId])
    const allowed = await mayHold(inner, policy, personId, form)
    if (!allowed.ok) return allowed
    const { kind, unit, contest, endsOn } = form
    return ok(await addDuty(inner, personId, { kind, unit, contest, endsOn }))
  })
}

/** Nobody is given the same duty twice at the same moment: the second waits, and finds it held. */
export const lockPeople = (db: Db, ids: readonly number[]) =>
  db
    .select({ id: people.id })
    .from(people)
    .where(inArray(people.id, [...ids]))
    .orderBy(asc(people.id))
    .for("update")

/** Gives a duty that the caller has found to be allowed, inside the caller's transaction. */
export async function addDuty(
  scope: Scope,
  personId: number,
  given: { kind: DutyForm["kind"]; unit: number | null; contest?: number | null; endsOn?: string },
): Promise<number> {
  const { kind, unit, contest = null, endsOn } = given
  // The day named is the last one of the duty.
  const endsAt = endsOn ? new Date(startOfDay(endsOn).getTime() + 86_400_000) : null
  const values = { personId, kind, unitId: unit, contestId: contest, endsAt, createdAt: scope.now }
  const [duty] = await scope.db.insert(duties).values(values).returning({ id: duties.id })
  if (!duty) throw new Error("a duty was not made")
  await record(scope, "duty.give", { kind: "person", id: personId }, { duty: duty.id, kind, unit, contest })
  return duty.id
}

async function mayHold(scope: Scope, policy: Policy, personId: number, form: DutyForm): Promise<Result<void>> {
  const fault = dutyFault(scope.actor, form, await dutyPlace(scope.db, form), dayOf(scope.now))
  if (fault) return refuse(fault)
  const duties = await dutiesOf(scope, personId)
  const kinds = duties.map(({ kind }) => kind)
  if (conflictOf(policy, kinds, form.kind)) return refuse({ code: "duty_conflict", field: "kind" })
  const held = duties.some(
    (duty) => duty.kind === form.kind && duty.unitId === form.unit && duty.contestId === form.contest,
  )
  return held ? refuse({ code: "duty_held", field: "kind" }) : ok(undefined)
}

export function endDuty(scope: Scope, personId: number, dutyId: number) {
  return transact(scope, async (inner): Promise<Result<number>> => {
    const person = await findPerson(inner, personId)
    const duty = person && (await dutiesOf(inner, personId)).find(({ id }) => id === dutyId)
    const place = duty && (await dutyPlace(inner.db, { unit: duty.unitId, contest: duty.contestId }))
    if (!duty || !place || !mayGiveDuty(inner.actor, place)) return refuse({ code: "not_found" })
    if (isOwnRule(inner.actor, personId, duty.kind)) return refuse({ code: "own_duty" })
    await inner.db.update(duties).set({ endsAt: inner.now }).where(eq(duties.id, dutyId))
    await record(inner, "duty.end", { kind: "person", id: personId }, { duty: dutyId, kind: duty.kind })
    return ok(dutyId)
  })
}

/** Releases, signs out, resets or closes the account of somebody else. */
export function keepPersonAccount(scope: Scope, personId: number, act: AccountAct) {
  return transact(scope, async (inner): Promise<Result<void>> => {
    const person = await findPerson(inner, personId, "directory.read")
    const account = person && (await openAccountOf(inner.db, personId))
    if (!person || !account) return refuse({ code: "not_found" })
    if (!(await mayKeepAccount(inner, person, await dutiesOf(inner, personId))))
      return refuse({ code: "account_not_yours" })
    if (inner.actor.kind === "account" && inner.actor.personId === personId) return refuse({ code: "own_account" })
    await actOnAccount(inner, account.id, act)
    return ok(undefined)
  })
}

const ROWS = 1_000

/** People who stand for codes in a rehearsal: one a name in this unit, made once, inside the caller's transaction. */
export async function addPlaceholders(scope: Scope, unitId: number, post: string, names: readonly string[]) {
  const ids = new Map<string, number>()
  for (let start = 0; start < names.length; start += ROWS) {
    const some = names.slice(start, start + ROWS)
    const here = and(eq(people.unitId, unitId), eq(people.post, post), inArray(people.name, some))
    const known = await scope.db.select({ id: people.id, name: people.name }).from(people).where(here)
    for (const { id, name } of known) ids.set(name, id)
    const missing = some.filter((name) => !ids.has(name)).map((name) => placeholder(unitId, post, name))
    if (missing.length === 0) continue
    const rows = missing.map((row) => ({ ...row, createdAt: scope.now }))
    const made = await scope.db.insert(people).values(rows).returning({ id: people.id, name: people.name })
    for (const { id, name } of made) ids.set(name, id)
  }
  await record(scope, "person.add_placeholders", { kind: "unit", id: unitId }, { count: ids.size })
  return ids
}

const placeholder = (unitId: number, post: string, name: string) => ({
  unitId,
  name,
  post,
  sex: "female" as const,
  birthDate: "1990-01-01",
  isPlaceholder: true,
  identityClass: "industrial_worker" as const,
  searchKey: searchKey(name, "person"),
  ...sortKeys(name, "person"),
})

/** Works out the order by strokes of rows from before it was kept. */
export const fillStrokes = ({ db }: Scope) =>
  refill(
    (after, limit) =>
      db
        .select({ id: people.id, name: people.name, sortAs: people.sortKeyOverride })
        .from(people)
        .where(and(eq(people.sortStroke, ""), gt(people.id, after)))
        .orderBy(people.id)
        .limit(limit),
    ({ id, name, sortAs }) =>
      db
        .update(people)
        .set({ sortStroke: strokeOrder(name, "person", sortAs) })
        .where(eq(people.id, id)),
  )
