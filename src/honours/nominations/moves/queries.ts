import { and, asc, eq, inArray, isNull, or, sql } from "drizzle-orm"
import { abilities } from "#accounts/abilities.ts"
import type { Scope } from "#db/db.ts"
import { accounts, duties, people, units } from "#db/schema/index.ts"
import type { StepParty } from "#db/words.ts"
import type { Places } from "./permission.ts"

export type Colleague = { readonly id: number; readonly name: string }

/** Who else may speak for a party: whoever has an account, and a duty for it in its unit or above. */
export async function colleaguesFor({ db, now }: Scope, places: Places, party: StepParty): Promise<Colleague[]> {
  if (party === "departments" || party === "committee") return []
  const place = places[party]
  const kinds = party === "unit" ? abilities["nominations.write"] : abilities["nominations.review"]
  return db
    .selectDistinct({ id: accounts.id, name: people.name })
    .from(accounts)
    .innerJoin(people, eq(people.id, accounts.personId))
    .innerJoin(duties, eq(duties.personId, people.id))
    .innerJoin(units, eq(units.id, duties.unitId))
    .where(
      and(
        isNull(accounts.disabledAt),
        inArray(duties.kind, [...kinds]),
        or(isNull(duties.endsAt), sql`${duties.endsAt} > ${now.toISOString()}::timestamptz`),
        sql`${place}::text like ${units.path} || '%'`,
      ),
    )
    .orderBy(asc(people.name), asc(accounts.id))
    .limit(100)
}
