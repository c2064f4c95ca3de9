import { and, eq, isNull, notLike } from "drizzle-orm"
import { record } from "#audit/record.ts"
import { type Scope, transact } from "#db/db.ts"
import { authenticators, passkeys, recoveryCodes } from "#db/schema/index.ts"
import { codeFrom, typedCode } from "#lib/codes.ts"
import { sha256 } from "#lib/hash.ts"
import type { Policy } from "#lib/policy.ts"
import { ok, type Result, refuse } from "#lib/result.ts"
import { closeSessionsOf, renewChallenge } from "../sessions.ts"
import { type Ceremony, newPasskey } from "./passkeys.ts"
import { factorsOf, hasFactor } from "./queries.ts"
import { newSecret, stepOf } from "./totp.ts"

type Random = (length: number) => Uint8Array
type Owner = { readonly accountId: number; readonly sessionId: number; readonly random: Random }

const subject = (id: number) => ({ kind: "account", id })

/** Gives an account the secret for an authenticator app; it counts for nothing until a first code was right. */
export function startAuthenticator(scope: Scope, { accountId, random }: Owner) {
  return transact(scope, async (inner): Promise<Result<void>> => {
    const { db, keys, now } = inner
    if ((await factorsOf(inner, accountId)).authenticatorSince) return refuse({ code: "authenticator_held" })
    const secret = keys.seal("second_factor", newSecret(random))
    await db
      .insert(authenticators)
      .values({ accountId, secret, createdAt: now })
      .onConflictDoUpdate({ target: authenticators.accountId, set: { secret, createdAt: now } })
    return ok(undefined)
  })
}

/** Takes the authenticator app into use by its first code; gives the recovery codes where it is the first factor. */
export function confirmAuthenticator(scope: Scope, owner: Owner, code: string) {
  const { accountId } = owner
  return transact(scope, async (inner): Promise<Result<readonly string[]>> => {
    const { db, keys, now } = inner
    const waiting = and(eq(authenticators.accountId, accountId), isNull(authenticators.confirmedAt))
    const [row] = await db.select().from(authenticators).where(waiting).for("update")
    if (!row) return refuse({ code: "not_found" })
    const step = stepOf(keys.open("second_factor", row.secret), code, now)
    if (step === undefined) return refuse({ code: "wrong_code_app", field: "code" })
    const codes = await firstCodes(inner, owner)
    await db
      .update(authenticators)
      .set({ confirmedAt: now, lastStep: step })
      .where(eq(authenticators.accountId, accountId))
    await closeSessionsOf(inner, accountId, owner.sessionId)
    await record(inner, "account.add_authenticator", subject(accountId))
    return ok(codes)
  })
}

/** Takes a passkey into use that the browser has made for this session's challenge. */
export async function addPasskey(
  scope: Scope,
  owner: Owner,
  ceremony: Ceremony,
  given: { response: string; device: string },
) {
  await renewChallenge(scope, owner.sessionId)
  const made = await newPasskey(ceremony, given.response)
  return transact(scope, async (inner): Promise<Result<readonly string[]>> => {
    if (!made) return refuse({ code: "passkey_wrong" })
    const { accountId } = owner
    const codes = await firstCodes(inner, owner)
    const values = { ...made, accountId, device: given.device, createdAt: inner.now }
    const [row] = await inner.db.insert(passkeys).values(values).onConflictDoNothing().returning({ id: passkeys.id })
    if (!row) return refuse({ code: "passkey_held" })
    await closeSessionsOf(inner, accountId, owner.sessionId)
    await record(inner, "account.add_passkey", subject(accountId), { passkey: row.id })
    return ok(codes)
  })
}

const firstCodes = async (scope: Scope, owner: Owner): Promise<readonly string[]> =>
  hasFactor(await factorsOf(scope, owner.accountId)) ? [] : issueCodes(scope, owner)

async function issueCodes({ db }: Scope, { accountId, random }: Owner): Promise<readonly string[]> {
  const codes = Array.from({ length: 8 }, () => codeFrom(random(48)))
  await db.delete(recoveryCodes).where(eq(recoveryCodes.accountId, accountId))
  await db.insert(recoveryCodes).values(codes.map((code) => ({ accountId, hash: sha256(typedCode(code)) })))
  return codes
}

/** Eight new recovery codes; those before are void. */
export function renewCodes(scope: Scope, owner: Owner) {
  return transact(scope, async (inner): Promise<Result<readonly string[]>> => {
    if (!hasFactor(await factorsOf(inner, owner.accountId))) return refuse({ code: "not_found" })
    const codes = await issueCodes(inner, owner)
    await record(inner, "account.renew_codes", subject(owner.accountId))
    return ok(codes)
  })
}

export type Which = "authenticator" | { readonly passkey: number }

/** Takes a factor away; the last one only where the policy does not ask for one. Recovery codes go with the last. */
export function removeFactor(scope: Scope, policy: Policy, owner: Omit<Owner, "random">, which: Which) {
  const { accountId } = owner
  return transact(scope, async (inner): Promise<Result<void>> => {
    const removed = await deleteFactor(inner, accountId, which)
    if (!removed) return refuse({ code: "not_found" })
    const left = hasFactor(await factorsOf(inner, accountId))
    if (!left && policy.secondFactor === "required") return refuse({ code: "factor_required" })
    if (!left) await inner.db.delete(recoveryCodes).where(eq(recoveryCodes.accountId, accountId))
    await closeSessionsOf(inner, accountId, owner.sessionId)
    const facts = which === "authenticator" ? { which } : { which: "passkey", ...which }
    await record(inner, "account.remove_factor", subject(accountId), facts)
    return ok(undefined)
  })
}

async function deleteFactor({ db }: Scope, accountId: number, which: Which): Promise<boolean> {
  const rows =
    which === "authenticator"
      ? await db.delete(authenticators).where(eq(authenticators.accountId, accountId)).returning()
      : await db
          .delete(passkeys)
          .where(and(eq(passkeys.accountId, accountId), eq(passkeys.id, which.passkey)))
          .returning()
  return rows.length > 0
}

/** Takes all factors of an account, whose owner has lost them; the caller has found that the actor may. */
export async function dropFactors(scope: Scope, accountId: number): Promise<number> {
  const { db } = scope
  const apps = await db.delete(authenticators).where(eq(authenticators.accountId, accountId)).returning()
  const keys = await db.delete(passkeys).where(eq(passkeys.accountId, accountId)).returning()
  await db.delete(recoveryCodes).where(eq(recoveryCodes.accountId, accountId))
  return apps.length + keys.length
}

/** Uses the code of an app or a recovery code, or notes the counter of a passkey; each is good once. */
export async function spendCode(
  scope: Scope,
  accountId: number,
  typed: string,
): Promise<"app" | "recovery" | undefined> {
  const { db, keys, now } = scope
  const [app] = await db.select().from(authenticators).where(eq(authenticators.accountId, accountId)).for("update")
  const code = typed.replace(/\s/g, "")
  const step = app?.confirmedAt ? stepOf(keys.open("second_factor", app.secret), code, now) : undefined
  if (app && step !== undefined) {
    if (step <= app.lastStep) return undefined
    await db.update(authenticators).set({ lastStep: step }).where(eq(authenticators.accountId, accountId))
    return "app"
  }
  const hash = sha256(typedCode(typed))
  const unused = and(eq(recoveryCodes.accountId, accountId), eq(recoveryCodes.hash, hash), isNull(recoveryCodes.usedAt))
  const [spent] = await db.update(recoveryCodes).set({ usedAt: now }).where(unused).returning()
  return spent && "recovery"
}

export async function notePasskey({ db, now }: Scope, used: { id: number; counter: number }): Promise<void> {
  await db.update(passkeys).set({ counter: used.counter, usedAt: now }).where(eq(passkeys.id, used.id))
}

/** Seals the secrets anew that are not under the master key in use; gives how many there were. */
export async function resealSecondFactors(scope: Scope): Promise<number> {
  const { db, keys } = scope
  const older = await db
    .select()
    .from(authenticators)
    .where(notLike(authenticators.secret, `v1.${keys.current}.%`))
  for (const { accountId, secret } of older) {
    const anew = keys.seal("second_factor", keys.open("second_factor", secret))
    const same = and(eq(authenticators.accountId, accountId), eq(authenticators.secret, secret))
    await db.update(authenticators).set({ secret: anew }).where(same)
  }
  return older.length
}
