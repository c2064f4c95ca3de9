import { and, asc, eq, isNull, like } from "drizzle-orm"
import type { Db, Scope } from "#db/db.ts"
import { committeeMembers, people, units } from "#db/schema/index.ts"
import { plain } from "#lib/names.ts"

const rootOf = (path: string): string => `${path.split(".")[0]}.`

const found = (db: Db) =>
  db
    .select({ id: people.id, name: people.name, unit: units.shortName })
    .from(people)
    .innerJoin(units, eq(units.id, people.unitId))

/** Experts come from the whole federation, not from the programme's own units alone. */
const within = (unitPath: string) => and(isNull(people.mergedIntoId), like(units.path, `${rootOf(unitPath)}%`))

/** People of the federation whose name fits, for a seat on a committee; at most twenty. */
export async function peopleNamed({ db }: Scope, unitPath: string, name: string) {
  const key = plain(name)
  if (!key) return []
  return found(db)
    .where(and(within(unitPath), like(people.searchKey, `%${key}%`)))
    .orderBy(asc(people.sortPinyin), asc(people.id))
    .limit(20)
}

export async function personWithin(db: Db, unitPath: string, personId: number) {
  const [row] = await found(db).where(and(within(unitPath), eq(people.id, personId)))
  return row
}

export async function memberById(db: Db, committeeId: number, memberId: number) {
  const [member] = await db
    .select()
    .from(committeeMembers)
    .where(and(eq(committeeMembers.id, memberId), eq(committeeMembers.committeeId, committeeId)))
  return member
}
