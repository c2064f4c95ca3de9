import { and, eq, inArray } from "drizzle-orm"
import { openAccount } from "#accounts/commands.ts"
import { record } from "#audit/record.ts"
import { type Scope, transact } from "#db/db.ts"
import { duties, people } from "#db/schema/index.ts"
import { findUnit } from "#directory/organisations/queries.ts"
import { dayOf, startOfDay } from "#lib/dates.ts"
import { normaliseName, pinyinOrder, searchKey } from "#lib/names.ts"
import { ok, type Result, refuse } from "#lib/result.ts"
import type { DutyForm, PersonFacts, PersonForm } from "./forms.ts"
import { dutiesOf, dutyPlace, findPerson, type PersonRow, samePerson } from "./queries.ts"
import { fitsPlace, isOwnRule, isUsername, mayGiveDuty, mayOpenAccount } from "./terms.ts"

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
  const facts = await factsOf(scope, unitId, given)
  if (!facts.ok) return facts
  const [made] = await scope.db
    .insert(people)
    .values({ ...facts.value, createdAt: scope.now })
    .returning()
  if (!made) throw new Error("a person was not made")
  await record(scope, "person.create", { kind: "person", id: made.id }, { unit: unitId })
  return ok(made)
}

export function changePerson(scope: Scope, id: number, form: PersonForm) {
  return transact(scope, async (inner): Promise<Result<number>> => {
    const person = await findPerson(inner, id)
    if (!person) return refuse({ code: "not_found" })
    const unit = await findUnit(inner, form.unit)
    if (!unit) return refuse({ code: "no_unit", field: "unit" })
    const facts = await factsOf(inner, unit.id, form, id)
    if (!facts.ok) return facts
    const [saved] = await inner.db
      .update(people)
      .set({ ...facts.value, version: form.version + 1 })
      .where(and(eq(people.id, id), eq(people.version, form.version)))
      .returning({ id: people.id })
    if (!saved) return refuse({ code: "stale" })
    const moved = person.unitId === unit.id ? {} : { from: person.unitId, to: unit.id }
    await record(inner, "person.change", { kind: "person", id }, moved)
    return ok(id)
  })
}

async function factsOf(scope: Scope, unitId: number, given: PersonFacts, not?: number) {
  const name = normaliseName(given.name)
  const { sex, birthDate, post, identityClass, skillLevel, isStudent } = given
  if (birthDate > dayOf(scope.now) || birthDate < "1900-01-01")
    return refuse({ code: "birth_date", field: "birthDate" })
  const same = { unitId, name, birthDate, ...(not === undefined ? {} : { not }) }
  if (await samePerson(scope.db, same)) return refuse({ code: "person_exists", field: "name" })
  const keys = { searchKey: searchKey(name, "person"), sortPinyin: pinyinOrder(name, "person") }
  return ok({ unitId, name, sex, birthDate, post, identityClass, skillLevel, isStudent, ...keys })
}

export function giveDuty(scope: Scope, personId: number, form: DutyForm) {
  return transact(scope, async (inner): Promise<Result<number>> => {
    if (!(await findPerson(inner, personId))) return refuse({ code: "not_found" })
    const allowed = await mayHold(inner, personId, form)
    if (!allowed.ok) return allowed
    const { kind, unit, contest, endsOn } = form
    // The day named is the last one of the duty.
    const endsAt = endsOn ? new Date(startOfDay(endsOn).getTime() + 86_400_000) : null
    return ok(await addDuty(inner, personId, { kind, unit, contest, endsAt }))
  })
}

/** Gives a duty that the caller has found to be allowed, inside the caller's transaction. */
export async function addDuty(
  scope: Scope,
  personId: number,
  given: { kind: DutyForm["kind"]; unit: number | null; contest?: number | null; endsAt?: Date | null },
): Promise<number> {
  const { kind, unit, contest = null, endsAt = null } = given
  const values = { personId, kind, unitId: unit, contestId: contest, endsAt, createdAt: scope.now }
  const [duty] = await scope.db.insert(duties).values(values).returning({ id: duties.id })
  if (!duty) throw new Error("a duty was not made")
  await record(scope, "duty.give", { kind: "person", id: personId }, { duty: duty.id, kind, unit, contest })
  return duty.id
}

async function mayHold(scope: Scope, personId: number, form: DutyForm): Promise<Result<void>> {
  if ((form.unit === null) === (form.contest === null)) return refuse({ code: "duty_place", field: "unit" })
  const place = await dutyPlace(scope.db, form)
  if (!place || !mayGiveDuty(scope.actor, place)) return refuse({ code: "duty_not_yours", field: "kind" })
  if (!fitsPlace(form.kind, place)) return refuse({ code: "duty_contest_kind", field: "kind" })
  if (form.endsOn && form.endsOn <= dayOf(scope.now)) return refuse({ code: "duty_ends", field: "endsOn" })
  const held = (await dutiesOf(scope, personId)).some(
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

/** Gives a person an account, or a new password; see `mayOpenAccount` for who may. */
export async function openPersonAccount(
  scope: Scope,
  personId: number,
  given: { username: string; password: string },
): Promise<Result<{ username: string }>> {
  const person = await findPerson(scope, personId)
  if (!person) return refuse({ code: "not_found" })
  const held = await dutiesOf(scope, personId)
  const places = held.map(({ path }) => path)
  if (!mayOpenAccount(scope.actor, { path: person.unitPath }, places)) return refuse({ code: "account_not_yours" })
  const { username } = given
  if (!isUsername(username)) return refuse({ code: "username", field: "username" })
  const opened = await openAccount(scope, { personId, username, password: given.password })
  return opened.ok ? ok({ username: opened.value.username }) : opened
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
  identityClass: "industrial_worker" as const,
  searchKey: searchKey(name, "person"),
  sortPinyin: pinyinOrder(name, "person"),
})
