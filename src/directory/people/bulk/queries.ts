import { and, eq, getTableColumns, isNull, type SQL, sql } from "drizzle-orm"
import { mayInUnit } from "#accounts/permissions.ts"
import type { Scope } from "#db/db.ts"
import { formerPersonNames, people, units } from "#db/schema/index.ts"
import { unitChoices } from "#directory/organisations/queries.ts"
import { dayOf } from "#lib/dates.ts"
import { bearerKey, type PersonGiven, type PersonKnown, type PersonRead } from "./given.ts"
import { type Known, type PeoplePlan, type PersonAdd, planPeople } from "./plan.ts"
import { type PersonProblem, readNumbers } from "./reading.ts"

/** A list as a table that a query can join: one parameter, however long. */
const listed = (rows: readonly object[], columns: SQL) =>
  sql`json_to_recordset(${JSON.stringify(rows)}::json) as wanted(${columns})`

const standing = and(isNull(people.mergedIntoId), eq(people.isPlaceholder, false))

async function wanted(scope: Scope, rows: readonly object[], columns: SQL, on: SQL): Promise<PersonKnown[]> {
  if (rows.length === 0) return []
  return scope.db
    .select({ ...getTableColumns(people), unitPath: units.path })
    .from(people)
    .innerJoin(units, eq(units.id, people.unitId))
    .innerJoin(listed(rows, columns), on)
    .where(standing)
}

/** All that is known of the people whom rows may mean, in as many queries for one row as for 50,000. */
export async function knownOf(scope: Scope, rows: readonly PersonRead[]): Promise<Known> {
  const hashes = rows.flatMap(({ numberHashes }) => numberHashes.map((hash) => ({ hash })))
  const bearers = rows.flatMap(({ unit, name, birthDate }) =>
    unit !== undefined && birthDate !== undefined ? [{ unit, name, born: birthDate }] : [],
  )
  const sameBearer = sql`${people.unitId} = wanted.unit and ${people.name} = wanted.name and ${people.birthDate} = wanted.born`
  const byNumber = await wanted(scope, hashes, sql`hash text`, sql`${people.identityHash} = wanted.hash`)
  const byFacts = await wanted(scope, bearers, sql`unit int, name text, born date`, sameBearer)
  const reach = await unitChoices(scope, "directory.import")
  return {
    byHash: new Map(byNumber.map((person) => [person.identityHash ?? "", person])),
    byBearer: Map.groupBy(new Map(byFacts.map((person) => [person.id, person])).values(), (person) =>
      bearerKey(person.unitId, person.name, person.birthDate),
    ),
    units: new Map(reach.map(({ value, path }) => [value, path])),
    today: dayOf(scope.now),
  }
}

/** What an import of these rows would do, and all that is wrong with them; nothing is written. */
export async function judgePeople(scope: Scope, rows: readonly PersonGiven[]): Promise<PeoplePlan> {
  const problems: PersonProblem[] = []
  const read = rows.map((given) => readNumbers(scope.keys, given, problems))
  const bad = new Set(problems.map(({ row }) => row))
  const good = read.filter(({ row }) => !bad.has(row))
  const plan = planPeople(good, await knownOf(scope, good))
  return { ...plan, problems: [...problems, ...plan.problems].sort((a, b) => a.row - b.row) }
}

export type Likely = { readonly row: number; readonly name: string; readonly places: readonly string[] }

const sameBirth = sql`${people.birthDate} = wanted.born and ${people.sex} = wanted.sex`

/**
 * New rows without a number that somebody of another unit looks like: of the same name (now or before), sex and birth
 * date, as the form for one person warns. Units out of reach are not named.
 */
export async function likelyDoubles(scope: Scope, adds: readonly PersonAdd[]): Promise<Likely[]> {
  const bare = adds.filter(({ number }) => number === "")
  if (bare.length === 0) return []
  const rows = bare.map(({ row, name, birthDate, sex }) => ({ row, name, born: birthDate, sex }))
  const columns = sql`row int, name text, born date, sex text`
  const looked = () =>
    scope.db
      .select({ row: sql<number>`wanted.row`, unitName: units.name, path: units.path })
      .from(people)
      .innerJoin(units, eq(units.id, people.unitId))
  const now = await looked()
    .innerJoin(listed(rows, columns), and(sameBirth, sql`${people.name} = wanted.name`))
    .where(standing)
  const before = await looked()
    .innerJoin(formerPersonNames, eq(formerPersonNames.personId, people.id))
    .innerJoin(listed(rows, columns), and(sameBirth, sql`${formerPersonNames.name} = wanted.name`))
    .where(standing)
  const found = Map.groupBy([...now, ...before], ({ row }) => row)
  return bare.flatMap(({ row, name }) => {
    const alike = found.get(row)
    const own = alike?.filter((one) => mayInUnit(scope.actor, "directory.keep", one)).map(({ unitName }) => unitName)
    return alike ? [{ row, name, places: [...new Set(own)] }] : []
  })
}
