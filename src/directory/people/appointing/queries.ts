import { and, eq, gt, inArray, isNull, or, sql } from "drizzle-orm"
import type { Scope } from "#db/db.ts"
import { duties, people, units } from "#db/schema/index.ts"
import { unitChoices, withinReach } from "#directory/organisations/queries.ts"
import { dayOf } from "#lib/dates.ts"
import { normaliseName } from "#lib/names.ts"
import type { Policy } from "#lib/policy.ts"
import { contestChoices } from "../duties/queries.ts"
import { lookupTextsOf, normaliseIdentityNumber } from "../identity-number.ts"
import { type Bearer, type DutiesPlan, type DutyGiven, type DutyRead, dutyKey, planDuties } from "./plan.ts"

/** The people within reach whom rows may mean, in one query. */
async function bearersOf(scope: Scope, rows: readonly DutyRead[]): Promise<Bearer[]> {
  const names = rows.flatMap(({ name }) => (name === undefined ? [] : [normaliseName(name)]))
  const hashes = rows.flatMap(({ numberHashes }) => numberHashes ?? [])
  const oneOf = (values: readonly string[]) =>
    sql`(select value from json_array_elements_text(${JSON.stringify(values)}::json))`
  const { id, unitId, name, birthDate, identityHash } = people
  return scope.db
    .select({ id, unitId, name, birthDate, identityHash })
    .from(people)
    .innerJoin(units, eq(units.id, people.unitId))
    .where(
      and(
        or(inArray(people.name, oneOf(names)), inArray(people.identityHash, oneOf(hashes))),
        withinReach(scope.actor, "directory.keep"),
        isNull(people.mergedIntoId),
      ),
    )
}

async function heldBy({ db, now }: Scope, ids: readonly number[]) {
  if (ids.length === 0) return []
  const { personId, kind, unitId: unit, contestId: contest } = duties
  return db
    .select({ personId, kind, unit, contest })
    .from(duties)
    .where(and(inArray(personId, [...ids]), or(isNull(duties.endsAt), gt(duties.endsAt, now))))
}

/** What an import of these rows would do, and all that is wrong with them; nothing is written. */
export async function judgeDuties(scope: Scope, policy: Policy, rows: readonly DutyGiven[]): Promise<DutiesPlan> {
  const read = rows.map(({ identityNumber, ...given }): DutyRead => {
    const texts = identityNumber === undefined ? undefined : lookupTextsOf(normaliseIdentityNumber(identityNumber))
    return { ...given, numberHashes: texts?.flatMap((text) => scope.keys.lookups("identity_number", text)) }
  })
  const found = await bearersOf(scope, read)
  const ids = found.map(({ id }) => id)
  const units = await unitChoices(scope, "duties.give")
  const contests = await contestChoices(scope)
  const held = await heldBy(scope, ids)
  const byPerson = Map.groupBy(held, ({ personId }) => personId)
  return planDuties(read, {
    people: found,
    held: new Set(held.map(dutyKey)),
    kinds: new Map([...byPerson].map(([id, own]) => [id, own.map(({ kind }) => kind)])),
    policy,
    units: new Map(units.map(({ value, path }) => [value, { at: "unit", path }])),
    contests: new Map(contests.map(({ id, hostPath }) => [id, { at: "contest", id, hostPath }])),
    actor: scope.actor,
    today: dayOf(scope.now),
  })
}
