import { and, eq, gt, isNull, or } from "drizzle-orm"
import { allows } from "#accounts/abilities.ts"
import { accountsOf, noAccount } from "#accounts/invitations/queries.ts"
import { mayInUnit } from "#accounts/permissions.ts"
import type { Db, Scope } from "#db/db.ts"
import { accounts, duties } from "#db/schema/index.ts"
import type { DutyKind } from "#lib/actor.ts"
import { dutiesOf } from "../duties/queries.ts"
import { mayOpenAccount } from "../terms.ts"

type Held = { readonly kind: DutyKind; readonly path: string }

/** The number of a person's account, unless it is closed. */
export async function openAccountOf(db: Db, personId: number) {
  const [account] = await db
    .select({ id: accounts.id })
    .from(accounts)
    .where(and(eq(accounts.personId, personId), isNull(accounts.disabledAt)))
  return account
}

/**
 * Whether the actor keeps the account of a person, by `mayOpenAccount`. Where those who give duties may not open
 * accounts, they open the first one of somebody who may: otherwise nobody ever could.
 */
export async function mayKeepAccount(
  scope: Scope,
  person: { readonly unitPath: string },
  held: readonly Held[],
): Promise<boolean> {
  const places = held.map(({ path }) => path)
  if (mayOpenAccount(scope.actor, { path: person.unitPath }, places)) return true
  const opens = held.filter(({ kind }) => allows(kind, "accounts.open"))
  const gives =
    opens.length > 0 && [person.unitPath, ...places].every((path) => mayInUnit(scope.actor, "duties.give", { path }))
  return gives && !(await anyKeeper(scope))
}

/** How a person's account stands, and whether the actor may keep it: invite them to one, release it, close it. */
export async function accountOf(scope: Scope, person: { readonly id: number; readonly unitPath: string }) {
  const standing = (await accountsOf(scope, [person.id])).get(person.id) ?? noAccount
  const isOwn = scope.actor.kind === "account" && scope.actor.personId === person.id
  return { ...standing, isOwn, mayKeep: await mayKeepAccount(scope, person, await dutiesOf(scope, person.id)) }
}

async function anyKeeper({ db, now }: Scope): Promise<boolean> {
  const runs = or(isNull(duties.endsAt), gt(duties.endsAt, now))
  const [one] = await db
    .select({ id: accounts.id })
    .from(accounts)
    .innerJoin(duties, eq(duties.personId, accounts.personId))
    .where(and(isNull(accounts.disabledAt), eq(duties.kind, "security_administrator"), runs))
    .limit(1)
  return one !== undefined
}
