import { eq } from "drizzle-orm"
import { record } from "#audit/record.ts"
import { type Scope, transact } from "#db/db.ts"
import { accounts } from "#db/schema/index.ts"
import { ok } from "#lib/result.ts"
import { notePasskey, spendCode } from "./factors/commands.ts"
import { usedPasskey } from "./factors/passkeys.ts"
import { passkeysOf } from "./factors/queries.ts"
import { familiarDevice } from "./familiar.ts"
import type { Visitor } from "./lanes.ts"
import type { SessionRow } from "./sessions.ts"
import { isFamiliar } from "./throttle.ts"

/** From where somebody tries to sign in. */
export type Attempt = {
  /** The browser, in its own words. */
  readonly device: string
  readonly network: string
  /** What the cookie of a familiar device holds. */
  readonly token: string | undefined
  readonly origin: string
  readonly random: (length: number) => Uint8Array
}

export type AccountRow = typeof accounts.$inferSelect

/** A code of the app or of the paper, or what a passkey has signed. */
export type SecondFactor = { readonly code: string; readonly response: string }

export async function accountById({ db }: Scope, id: number): Promise<AccountRow | undefined> {
  const [account] = await db.select().from(accounts).where(eq(accounts.id, id))
  return account
}

export const plainName = (typed: string): string => typed.normalize("NFKC").toLowerCase()

/** Who tries, as far as the throttle must know. */
export async function visitorOf(
  scope: Scope,
  what: Visitor["what"],
  { username, account }: { username: string; account: AccountRow | undefined },
  { network, token }: Attempt,
): Promise<Visitor> {
  const device = account && familiarDevice(scope, account.id, token)
  const familiar = account ? await isFamiliar(scope, account.id, network) : false
  return { what, username, accountId: account?.id, network, device, isFamiliar: familiar }
}

/** By what the second factor of a session's account was proven, if it was; inside the caller's transaction. */
export async function provenBy(scope: Scope, session: SessionRow, given: SecondFactor, origin: string) {
  const { accountId, challenge } = session
  if (!given.response) return spendCode(scope, accountId, given.code)
  const used = await usedPasskey({ challenge, origin }, await passkeysOf(scope, accountId), given.response)
  if (used) await notePasskey(scope, used)
  return used && "passkey"
}

/** Notes a try that failed; of an unknown user nothing is kept, least of all what was typed. */
export async function noteFailure(scope: Scope, accountId: number | undefined, step: Visitor["what"]): Promise<void> {
  await transact(scope, async (inner) => {
    await record(inner, "account.sign_in_failed", { kind: "account", id: accountId ?? 0 }, { step })
    return ok(undefined)
  })
}
