import { eq } from "drizzle-orm"
import { record } from "#audit/record.ts"
import { type Scope, transact } from "#db/db.ts"
import { accounts } from "#db/schema/index.ts"
import type { Policy } from "#lib/policy.ts"
import { ok, type Result, refuse } from "#lib/result.ts"
import { rehash } from "./commands.ts"
import { factorsOf, hasFactor } from "./factors/queries.ts"
import { deviceToken } from "./familiar.ts"
import { lanesOf } from "./lanes.ts"
import { isOutdated, verifyPassword } from "./passwords.ts"
import { type Attempt, accountById, noteFailure, plainName, provenBy, type SecondFactor, visitorOf } from "./proof.ts"
import { closeOne, closeSession, openSession, renewChallenge, type SessionRow } from "./sessions.ts"
import { giveBack, remember, take } from "./throttle.ts"

export type Entered = {
  readonly secret: string
  /** Whether the second step is still to come. */
  readonly awaits: boolean
  readonly token: string | undefined
}

/** Opens a session for the right password; which of name and password was wrong is never said. */
export async function signIn(
  scope: Scope,
  policy: Policy,
  given: { username: string; password: string },
  attempt: Attempt,
): Promise<Result<Entered>> {
  const username = plainName(given.username)
  const [account] = await scope.db.select().from(accounts).where(eq(accounts.username, username))
  const lanes = lanesOf(policy, await visitorOf(scope, "password", { username, account }, attempt))
  const wait = await take(scope, lanes)
  if (wait !== undefined) return refuse({ code: "too_many_tries", wait, account: account?.id })
  const right = await verifyPassword(given.password, account?.disabledAt ? undefined : account?.passwordHash)
  if (!account || !right) {
    await noteFailure(scope, account?.id, "password")
    return refuse({ code: "wrong_sign_in", account: account?.id })
  }
  await giveBack(scope, lanes)
  if (isOutdated(account.passwordHash)) await rehash(scope, account.id, given.password)
  const awaits = hasFactor(await factorsOf(scope, account.id))
  return transact(scope, async (inner) => {
    if (!awaits) return ok(await enter(inner, policy, account.id, attempt, "password"))
    const { device } = attempt
    const secret = await openSession(inner, policy, { accountId: account.id, device, stage: "second_factor" })
    return ok({ secret, awaits, token: undefined })
  })
}

/** The second step: a new session in the place of the one that awaited it. */
export async function takeSecondStep(
  scope: Scope,
  policy: Policy,
  session: SessionRow,
  given: SecondFactor,
  attempt: Attempt,
): Promise<Result<Entered>> {
  const { accountId } = session
  const account = await accountById(scope, accountId)
  if (!account || account.disabledAt) return refuse({ code: "not_found" })
  const { username } = account
  const lanes = lanesOf(policy, await visitorOf(scope, "second_factor", { username, account }, attempt))
  const wait = await take(scope, lanes)
  if (wait !== undefined) return refuse({ code: "too_many_tries", wait, account: accountId })
  const done = await transact(scope, async (inner): Promise<Result<Entered>> => {
    const by = await provenBy(inner, session, given, attempt.origin)
    if (!by || !(await closeOne(inner, accountId, session.id))) return refuse(wrongFactor(given))
    return ok(await enter(inner, policy, accountId, attempt, by))
  })
  if (done.ok) await giveBack(scope, lanes)
  else await notTaken(scope, session)
  return done
}

const wrongFactor = ({ response }: SecondFactor) =>
  response ? { code: "passkey_wrong" } : { code: "wrong_second_step", field: "code" }

async function notTaken(scope: Scope, { id, accountId }: SessionRow): Promise<void> {
  await renewChallenge(scope, id)
  await noteFailure(scope, accountId, "second_factor")
}

async function enter(scope: Scope, policy: Policy, accountId: number, attempt: Attempt, by: string): Promise<Entered> {
  const { device, network, random } = attempt
  await remember(scope, accountId, network)
  await record(scope, "account.sign_in", { kind: "account", id: accountId }, { by })
  const secret = await openSession(scope, policy, { accountId, device })
  return { secret, awaits: false, token: deviceToken(scope, accountId, random) }
}

/** Proves anew, with all that the account asks for, who sits there; the session gets a new secret. */
export async function confirm(
  scope: Scope,
  policy: Policy,
  session: SessionRow,
  given: SecondFactor & { password: string },
  attempt: Attempt,
): Promise<Result<string>> {
  const { accountId } = session
  const account = await accountById(scope, accountId)
  if (!account) return refuse({ code: "not_found" })
  const lanes = lanesOf(policy, await visitorOf(scope, "password", { username: account.username, account }, attempt))
  const wait = await take(scope, lanes)
  if (wait !== undefined) return refuse({ code: "too_many_tries", wait, account: accountId })
  const right = await verifyPassword(given.password, account.passwordHash)
  const asksMore = hasFactor(await factorsOf(scope, accountId))
  const done = await transact(scope, async (inner): Promise<Result<string>> => {
    if (!right) return refuse({ code: "wrong_password", field: "password" })
    if (asksMore && !(await provenBy(inner, session, given, attempt.origin))) return refuse(wrongFactor(given))
    await closeOne(inner, accountId, session.id)
    await record(inner, "account.confirm", { kind: "account", id: accountId })
    return ok(await openSession(inner, policy, { accountId, device: attempt.device }))
  })
  if (done.ok) await giveBack(scope, lanes)
  else await notTaken(scope, session)
  return done
}

export async function signOut(scope: Scope, secret: string) {
  return transact(scope, async (inner) => {
    await closeSession(inner, secret)
    if (inner.actor.kind === "account")
      await record(inner, "account.sign_out", { kind: "account", id: inner.actor.accountId })
    return ok(undefined)
  })
}
