import { and, eq, gt, isNull, or } from "drizzle-orm"
import type { Scope } from "#db/db.ts"
import { accounts, duties, people, units } from "#db/schema/index.ts"
import type { AccountActor } from "#lib/actor.ts"

/** The actor of an account with the duties that its person holds now, or nothing if the account is disabled. */
export async function actorOfAccount(scope: Scope, accountId: number): Promise<AccountActor | undefined> {
  const rows = await scope.db
    .select({ account: accounts, name: people.name, duty: duties, unitPath: units.path })
    .from(accounts)
    .innerJoin(people, eq(people.id, accounts.personId))
    .leftJoin(duties, and(eq(duties.personId, people.id), or(isNull(duties.endsAt), gt(duties.endsAt, scope.now))))
    .leftJoin(units, eq(units.id, duties.unitId))
    .where(and(eq(accounts.id, accountId), isNull(accounts.disabledAt)))
  const [first] = rows
  if (!first) return undefined
  return {
    kind: "account",
    accountId,
    personId: first.account.personId,
    name: first.name,
    duties: rows.flatMap(({ duty, unitPath }) =>
      duty ? [{ kind: duty.kind, unitId: duty.unitId, unitPath, contestId: duty.contestId }] : [],
    ),
  }
}
