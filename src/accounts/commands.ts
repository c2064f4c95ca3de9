import { eq } from "drizzle-orm"
import { record } from "#audit/record.ts"
import { type Scope, transact } from "#db/db.ts"
import { accounts } from "#db/schema/index.ts"
import type { Policy } from "#lib/policy.ts"
import { ok, type Result, refuse } from "#lib/result.ts"
import { dropFactors } from "./factors/commands.ts"
import { passwordProblem } from "./password-rules.ts"
import { hashPassword, verifyPassword } from "./passwords.ts"
import { type AccountRow, accountById, plainName } from "./proof.ts"
import { closeOne, closeSessionsOf, openSession, type SessionRow } from "./sessions.ts"
import { release } from "./throttle.ts"

const subject = (id: number) => ({ kind: "account", id })

/** Gives a person an account, or a new password for the one they have; the password is shown once and kept as a hash. */
export async function openAccount(scope: Scope, given: { personId: number; username: string; password: string }) {
  const passwordHash = await hashPassword(given.password)
  const username = plainName(given.username)
  return transact(scope, async (inner) => {
    const [named] = await inner.db.select().from(accounts).where(eq(accounts.username, username))
    if (named && named.personId !== given.personId) return refuse({ code: "username_taken", field: "username" })
    const set = { username, passwordHash, passwordSetAt: scope.now }
    const [account] = await inner.db
      .insert(accounts)
      .values({ personId: given.personId, ...set, createdAt: scope.now })
      .onConflictDoUpdate({ target: accounts.personId, set: { ...set, disabledAt: null } })
      .returning()
    if (!account) throw new Error("an account was neither made nor changed")
    await closeSessionsOf(inner, account.id)
    await record(inner, "account.open", subject(account.id))
    return ok(account)
  })
}

type Change = { readonly current: string; readonly wanted: string; readonly device: string }

/** Changes one's own password, which ends one's other sessions and gives this one a new secret. */
export async function changePassword(scope: Scope, policy: Policy, given: Change): Promise<Result<string>> {
  const { actor } = scope
  const account = actor.kind === "account" ? await accountById(scope, actor.accountId) : undefined
  if (!account) return refuse({ code: "not_found" })
  if (!(await verifyPassword(given.current, account.passwordHash)))
    return refuse({ code: "wrong_password", field: "current" })
  const problem = await problemOfNew(policy, account, given)
  if (problem) return refuse({ ...problem, field: "wanted" })
  const passwordHash = await hashPassword(given.wanted)
  const pastHashes = [account.passwordHash, ...account.pastHashes].slice(0, Math.max(0, policy.password.history - 1))
  return transact(scope, async (inner) => {
    const set = { passwordHash, pastHashes, passwordSetAt: inner.now }
    await inner.db.update(accounts).set(set).where(eq(accounts.id, account.id))
    await closeSessionsOf(inner, account.id)
    await record(inner, "account.change_password", subject(account.id))
    return ok(await openSession(inner, policy, { accountId: account.id, device: given.device }))
  })
}

/**
 * Gives a person's account to the file that they were merged into, inside the caller's transaction; where that one has
 * an account, the other is disabled. Gives what became of it.
 */
export async function takeOverPerson(scope: Scope, from: number, into: number) {
  const [account] = await scope.db.select().from(accounts).where(eq(accounts.personId, from))
  if (!account) return "none"
  const [kept] = await scope.db.select().from(accounts).where(eq(accounts.personId, into))
  const change = kept ? { disabledAt: account.disabledAt ?? scope.now } : { personId: into }
  await scope.db.update(accounts).set(change).where(eq(accounts.id, account.id))
  if (kept) await closeSessionsOf(scope, account.id)
  if (kept) await record(scope, "account.disable", { kind: "account", id: account.id }, { from, into })
  else await record(scope, "account.move", { kind: "account", id: account.id }, { from, into })
  return kept ? "disabled" : "moved"
}

async function problemOfNew(policy: Policy, { username, passwordHash, pastHashes }: AccountRow, { wanted }: Change) {
  const problem = passwordProblem(policy, wanted, username)
  if (problem) return problem
  const { history } = policy.password
  for (const hash of [passwordHash, ...pastHashes].slice(0, history))
    if (await verifyPassword(wanted, hash)) return { code: "password_used", history }
  return undefined
}

/** Hashes a password that was just found to be right anew, at today's cost. */
export async function rehash({ db }: Scope, accountId: number, password: string): Promise<void> {
  const passwordHash = await hashPassword(password)
  await db.update(accounts).set({ passwordHash }).where(eq(accounts.id, accountId))
}

/** Ends one of one's own sessions, by the number of its row, or all but the one in use. */
export function endOwnSessions(scope: Scope, session: SessionRow, which: number | "others") {
  const { accountId } = session
  return transact(scope, async (inner): Promise<Result<void>> => {
    if (which === "others") await closeSessionsOf(inner, accountId, session.id)
    else if (!(await closeOne(inner, accountId, which))) return refuse({ code: "not_found" })
    await record(inner, "account.end_sessions", subject(accountId), { which: which === "others" ? which : "one" })
    return ok(undefined)
  })
}

export const accountActs = ["unlocking", "sign-out", "factor-reset", "closure"] as const
export type AccountAct = (typeof accountActs)[number]

/** What is done to somebody else's account; the caller has found that the actor may. All but unlocking end its sessions. */
export const actOnAccount = (scope: Scope, accountId: number, act: AccountAct): Promise<void> =>
  acts[act](scope, accountId)

const acts: Readonly<Record<AccountAct, (scope: Scope, accountId: number) => Promise<void>>> = {
  unlocking: async (scope, id) => {
    await release(scope, id)
    await record(scope, "account.unlock", subject(id))
  },
  "sign-out": async (scope, id) => {
    await closeSessionsOf(scope, id)
    await record(scope, "account.end_sessions", subject(id))
  },
  "factor-reset": async (scope, id) => {
    await closeSessionsOf(scope, id)
    await dropFactors(scope, id)
    await record(scope, "account.reset_factors", subject(id))
  },
  closure: async (scope, id) => {
    await closeSessionsOf(scope, id)
    await scope.db.update(accounts).set({ disabledAt: scope.now }).where(eq(accounts.id, id))
    await record(scope, "account.disable", subject(id))
  },
}
