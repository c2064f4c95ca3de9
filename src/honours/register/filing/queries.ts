import { and, asc, count, eq, inArray, like } from "drizzle-orm"
import type { Scope } from "#db/db.ts"
import { people, registerEntries } from "#db/schema/index.ts"
import { withinReach } from "#directory/organisations/queries.ts"
import { peopleWhere } from "#directory/people/queries.ts"
import { plain } from "#lib/names.ts"

/** The most that are offered: whoever is not among them is looked for by more of the name. */
const mostOffered = 20

/**
 * People of the actor's units whose name fits, with what tells namesakes apart: unit, sex, year of birth and how many
 * honours are on the file; no number of anybody.
 */
export async function holdersNamed(scope: Scope, name: string) {
  const key = plain(name)
  if (!key) return []
  const rows = await peopleWhere(
    scope,
    and(withinReach(scope.actor, "register.keep"), like(people.searchKey, `%${key}%`)),
  )
    .orderBy(asc(people.sortPinyin), asc(people.id))
    .limit(mostOffered)
  const { personId } = registerEntries
  const ids = rows.map(({ id }) => id)
  const held = await scope.db
    .select({ personId, count: count() })
    .from(registerEntries)
    .where(inArray(personId, ids))
    .groupBy(personId)
  return rows.map(({ id, name, unitName, sex, birthDate }) => ({
    ...{ id, name, unitName, sex, born: birthDate.slice(0, 4) },
    held: held.find((one) => one.personId === id)?.count ?? 0,
  }))
}

/** A person of the actor's units, for an entry to be put on the file. */
export async function holderById(scope: Scope, id: number) {
  const [row] = await peopleWhere(scope, and(withinReach(scope.actor, "register.keep"), eq(people.id, id)))
  return row && { id: row.id, name: row.name, unitName: row.unitName }
}
