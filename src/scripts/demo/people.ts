import { actorOfAccount } from "#accounts/actors.ts"
import { openAccount } from "#accounts/commands.ts"
import type { Db, Scope } from "#db/db.ts"
import { accounts } from "#db/schema/index.ts"
import { createUnit } from "#directory/organisations/commands.ts"
import { createPerson, giveDuty } from "#directory/people/commands.ts"
import { setUp } from "#directory/setup/commands.ts"
import type { DutyKind } from "#lib/actor.ts"
import { type DemoUnit, demoUnits } from "./city.ts"
import { done } from "./done.ts"
import { type DemoPerson, demoPersons } from "./persons.ts"

export const demoPassword = "laurel-demo-2026"

export type Somebody = DemoPerson & { readonly id: number }
export type City = {
  readonly db: Db
  readonly unitIds: ReadonlyMap<string, number>
  readonly people: readonly Somebody[]
  /** A scope as the person with this user name would have it, at this time. */
  readonly as: (username: string, at: Date) => Promise<Scope>
}

const [root, ...others] = demoUnits as [DemoUnit, ...DemoUnit[]]

/** The federation with its administrator, its units and everybody in them. */
export async function settle(db: Db, at: Date): Promise<City> {
  const [first, ...rest] = demoPersons()
  if (!first) throw new Error("nobody lives in the demo city")
  const anybody: Scope = { db, actor: { kind: "public" }, now: at }
  const { name: federation, shortName } = root
  const administrator = { ...first, username: "admin", password: demoPassword }
  const unitId = done(await setUp(anybody, { ...administrator, federation, shortName, level: "municipal" }))
  const [account] = await db.select().from(accounts)
  if (!account) throw new Error("the demo has no administrator")
  const accountIds = new Map([["admin", account.id]])
  const scope = await scopeOf(db, account.id, at)
  const unitIds = new Map([[root.key, unitId]])
  for (const unit of others) unitIds.set(unit.key, done(await createUnit(scope, unitForm(unit, unitIds))))
  const people: Somebody[] = [{ ...first, id: account.personId }]
  for (const person of rest) {
    const unit = unitIds.get(person.unit) as number
    people.push({ ...person, id: done(await createPerson(scope, { ...person, unit, version: 0 })) })
  }
  for (const staff of demoStaff) accountIds.set(staff.username, await employ(scope, staff, unitIds, people))
  const as = (username: string, when: Date) => scopeOf(db, accountIds.get(username) as number, when)
  return { db, unitIds, people, as }
}

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
    done(await giveDuty(scope, person.id, { kind, unit: unitIds.get(unit) as number, contest: null, endsOn: "" }))
  return done(await openAccount(scope, { personId: person.id, username, password: demoPassword })).id
}

async function scopeOf(db: Db, accountId: number, now: Date): Promise<Scope> {
  const actor = await actorOfAccount({ db, actor: { kind: "public" }, now }, accountId)
  if (!actor) throw new Error(`account ${accountId} cannot act`)
  return { db, actor, now }
}

const unitForm = (unit: DemoUnit, unitIds: ReadonlyMap<string, number>) => ({
  version: 0,
  name: unit.name,
  shortName: unit.shortName,
  parent: unitIds.get(unit.under ?? "") ?? null,
  kind: unit.kind,
  level: unit.level,
  ownership: unit.ownership,
  regionCode: "",
  industryCode: "",
  creditCode: "",
})
