import { actorOfAccount } from "#accounts/actors.ts"
import { openAccount } from "#accounts/commands.ts"
import { policies } from "#accounts/policy.ts"
import type { Scope } from "#db/db.ts"
import * as tables from "#db/schema/index.ts"
import { createUnit } from "#directory/organisations/commands.ts"
import { addFormerUnitName } from "#directory/organisations/names/commands.ts"
import { importPeople } from "#directory/people/bulk/commands.ts"
import { bearerKey } from "#directory/people/bulk/given.ts"
import { giveDuty } from "#directory/people/commands.ts"
import { setUp } from "#directory/setup/commands.ts"
import type { DutyKind } from "#lib/actor.ts"
import type { World } from "#main/boot.ts"
import { type DemoUnit, demoUnits } from "./city.ts"
import { done } from "./done.ts"
import type { DemoPerson } from "./known.ts"
import { demoPersons } from "./persons.ts"

export const demoPassword = "laurel-demo-2026"

export type Somebody = DemoPerson & { readonly id: number }
/** The world inside the transaction that fills it: all that the trail notes is written at its end. */
export type Place = World & Pick<Scope, "closing">
export type City = Place & {
  readonly unitIds: ReadonlyMap<string, number>
  readonly people: readonly Somebody[]
  /** A scope as the person with this user name would have it, at this time. */
  readonly as: (username: string, at: Date) => Promise<Scope>
}

const [root, ...others] = demoUnits as [DemoUnit, ...DemoUnit[]]

/** The federation with its administrator, its units and everybody in them. */
export async function settle(world: Place, at: Date): Promise<City> {
  const [first, ...rest] = demoPersons()
  if (!first) throw new Error("nobody lives in the demo city")
  const anybody: Scope = { ...world, actor: { kind: "public" }, now: at }
  const { name: federation, shortName, regionCode, creditCode } = root
  const heading = { federation, shortName, level: "municipal" as const, regionCode, creditCode }
  const administrator = { ...first, username: "admin", password: demoPassword }
  const unitId = done(await setUp(anybody, policies.default, { ...administrator, ...heading }))
  const [account] = await world.db.select().from(tables.accounts)
  if (!account) throw new Error("the demo has no administrator")
  const accountIds = new Map([["admin", account.id]])
  const scope = await scopeOf(world, account.id, at)
  const unitIds = new Map([[root.key, unitId]])
  for (const unit of others) {
    const id = done(await createUnit(scope, unitForm(unit, unitIds)))
    unitIds.set(unit.key, id)
    if (unit.formerName) done(await addFormerUnitName(scope, id, { name: unit.formerName, usedUntil: "2001-12-31" }))
  }
  const people = [{ ...first, id: account.personId }, ...(await moveIn(scope, rest, unitIds))]
  for (const staff of demoStaff) accountIds.set(staff.username, await employ(scope, staff, unitIds, people))
  const as = (username: string, when: Date) => scopeOf(world, accountIds.get(username) as number, when)
  return { ...world, unitIds, people, as }
}

/** Everybody comes at once, as from a file of the units, and is found again as a file tells people apart. */
async function moveIn(scope: Scope, rest: readonly DemoPerson[], unitIds: ReadonlyMap<string, number>) {
  done(
    await importPeople(
      scope,
      rest.map((person, row) => ({ ...said(person), row, unit: unitIds.get(person.unit) })),
    ),
  )
  const { id, unitId, name, birthDate } = tables.people
  const rows = await scope.db.select({ id, unitId, name, birthDate }).from(tables.people)
  const ids = new Map(rows.map((row) => [bearerKey(row.unitId, row.name, row.birthDate), row.id]))
  return rest.map((person): Somebody => {
    const found = ids.get(bearerKey(unitIds.get(person.unit), person.name, person.birthDate))
    if (found === undefined) throw new Error(`${person.name} did not move in`)
    return { ...person, id: found }
  })
}

/** What an empty cell leaves unsaid is absent. */
const said = (person: DemoPerson) => ({
  ...person,
  identityKind: person.identityKind ?? undefined,
  identityNumber: person.identityNumber || undefined,
  phone: person.phone || undefined,
  ethnicGroup: person.ethnicGroup ?? undefined,
  skillLevel: person.skillLevel ?? undefined,
})

/** Who works with Laurel in the demo city: the index counts the people of the unit. */
export type DemoStaff = {
  readonly username: string
  readonly unit: string
  readonly index: number
  readonly kinds: readonly DutyKind[]
}

export const demoStaff: readonly DemoStaff[] = [
  { username: "contest", unit: "city", index: 1, kinds: ["contest_officer"] },
  { username: "contest2", unit: "city", index: 2, kinds: ["contest_officer", "unit_operator"] },
  { username: "honours", unit: "city", index: 3, kinds: ["honours_officer"] },
  { username: "auditor", unit: "city", index: 4, kinds: ["auditor"] },
  { username: "directory", unit: "machinery", index: 0, kinds: ["administrator"] },
  { username: "lathe", unit: "lathe", index: 0, kinds: ["unit_operator"] },
  { username: "power", unit: "power", index: 0, kinds: ["unit_operator"] },
]

async function employ(
  scope: Scope,
  { username, unit, index, kinds }: DemoStaff,
  unitIds: ReadonlyMap<string, number>,
  people: readonly Somebody[],
): Promise<number> {
  const person = people.filter((one) => one.unit === unit)[index] as Somebody
  for (const kind of kinds)
    done(
      await giveDuty(scope, policies.default, person.id, {
        kind,
        unit: unitIds.get(unit) as number,
        contest: null,
        endsOn: "",
      }),
    )
  return done(await openAccount(scope, { personId: person.id, username, password: demoPassword })).id
}

async function scopeOf(world: Place, accountId: number, now: Date): Promise<Scope> {
  const actor = await actorOfAccount({ ...world, actor: { kind: "public" }, now }, accountId)
  if (!actor) throw new Error(`account ${accountId} cannot act`)
  return { ...world, actor, now }
}

const unitForm = (unit: DemoUnit, unitIds: ReadonlyMap<string, number>) => ({
  version: 0,
  name: unit.name,
  shortName: unit.shortName,
  parent: unitIds.get(unit.under ?? "") ?? null,
  kind: unit.kind,
  level: unit.level,
  ownership: unit.ownership,
  regionCode: unit.regionCode,
  industryCode: unit.industryCode,
  creditCode: unit.creditCode,
  sortKeyOverride: "",
})
