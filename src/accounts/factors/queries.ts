import { and, asc, count, eq, isNotNull, isNull } from "drizzle-orm"
import type { Scope } from "#db/db.ts"
import { authenticators, passkeys, recoveryCodes } from "#db/schema/index.ts"
import type { PasskeyRow } from "./passkeys.ts"

/** The second factors of an account, as its page names them. */
export type Factors = {
  readonly authenticatorSince: Date | undefined
  readonly passkeys: readonly PasskeyRow[]
  readonly codesLeft: number
}

export async function factorsOf(scope: Scope, accountId: number): Promise<Factors> {
  const { db } = scope
  const [authenticator] = await db
    .select({ confirmedAt: authenticators.confirmedAt })
    .from(authenticators)
    .where(and(eq(authenticators.accountId, accountId), isNotNull(authenticators.confirmedAt)))
  const [left] = await db
    .select({ count: count() })
    .from(recoveryCodes)
    .where(and(eq(recoveryCodes.accountId, accountId), isNull(recoveryCodes.usedAt)))
  return {
    authenticatorSince: authenticator?.confirmedAt ?? undefined,
    passkeys: await passkeysOf(scope, accountId),
    codesLeft: left?.count ?? 0,
  }
}

export const passkeysOf = ({ db }: Scope, accountId: number): Promise<PasskeyRow[]> =>
  db.select().from(passkeys).where(eq(passkeys.accountId, accountId)).orderBy(asc(passkeys.id))

/** Whether signing in to this account takes a second step. */
export const hasFactor = ({ authenticatorSince, passkeys }: Factors): boolean =>
  authenticatorSince !== undefined || passkeys.length > 0

/** The sealed secret that waits for its first code. */
export async function unconfirmedSecret({ db }: Scope, accountId: number): Promise<string | undefined> {
  const [row] = await db
    .select({ secret: authenticators.secret })
    .from(authenticators)
    .where(and(eq(authenticators.accountId, accountId), isNull(authenticators.confirmedAt)))
  return row?.secret
}
