import { and, asc, inArray, or } from "drizzle-orm"
import type { Ability } from "#accounts/abilities.ts"
import type { Scope } from "#db/db.ts"
import { people } from "#db/schema/index.ts"
import { withinReach } from "#directory/organisations/queries.ts"
import { lookupTextsOf, normaliseIdentityNumber } from "../identity-number.ts"
import { normalisePhone } from "../phone.ts"
import { lineOf, type PersonLine, peopleWhere } from "../queries.ts"

/** The people within reach whose identity number or phone this is, under whichever key it was kept. */
export async function findByNumber(
  scope: Scope,
  typed: string,
  ability: Ability = "directory.keep",
): Promise<PersonLine[]> {
  const texts = lookupTextsOf(normaliseIdentityNumber(typed))
  const hashes = texts.flatMap((text) => scope.keys.lookups("identity_number", text))
  const phone = normalisePhone(typed)
  const phones = phone === undefined ? [] : scope.keys.lookups("phone", phone)
  const held = or(
    inArray(people.identityHash, hashes),
    phones.length > 0 ? inArray(people.phoneHash, [...phones]) : undefined,
  )
  const rows = await peopleWhere(scope, and(held, withinReach(scope.actor, ability)))
    .orderBy(asc(people.sortPinyin), asc(people.id))
    .limit(50)
  return rows.map((row) => lineOf(scope.keys, row))
}
