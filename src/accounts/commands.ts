import { eq } from "drizzle-orm"
import { record } from "#audit/record.ts"
import { type Scope, transact } from "#db/db.ts"
import { accounts } from "#db/schema/index.ts"
import { ok, refuse } from "#lib/result.ts"
import { hashPassword, verifyPassword } from "./passwords.ts"
import { closeSession, closeSessionsOf, openSession } from "./sessions.ts"

/** Opens a session for the right password; which of name and password was wrong is never said. */
export async function signIn(scope: Scope, given: { username: string; password: string; device: string }) {
  const username = given.username.normalize("NFKC").toLowerCase()
  const [account] = await scope.db.select().from(accounts).where(eq(accounts.username, username))
  const right = await verifyPassword(given.password, account?.disabledAt ? undefined : account?.passwordHash)
  return transact(scope, async (inner) => {
    if (!account || !right) return refuse({ code: "wrong_sign_in" })
    await record(inner, "account.sign_in", { kind: "account", id: account.id })
    return ok(await openSession(inner, account.id, given.device))
  })
}

export async function signOut(scope: Scope, secret: string) {
  return transact(scope, async (inner) => {
    await closeSession(inner, secret)
    if (inner.actor.kind === "account")
      await record(inner, "account.sign_out", { kind: "account", id: inner.actor.accountId })
    return ok(undefined)
  })
}

/** Gives a person an account, or a new password for the one they have; the password is shown once and kept as a hash. */
export async function openAccount(scope: Scope, given: { personId: number; username: string; password: string }) {
  const passwordHash = await hashPassword(given.password)
  const username = given.username.normalize("NFKC").toLowerCase()
  return transact(scope, async (inner) => {
    const [named] = await inner.db.select().from(accounts).where(eq(accounts.username, username))
    if (named && named.personId !== given.personId) return refuse({ code: "username_taken", field: "username" })
    const [account] = await inner.db
      .insert(accounts)
      .values({ personId: given.personId, username, passwordHash, createdAt: scope.now })
      .onConflictDoUpdate({ target: accounts.personId, set: { username, passwordHash, disabledAt: null } })
      .returning()
    if (!account) throw new Error("an account was neither made nor changed")
    await closeSessionsOf(inner, account.id)
    await record(inner, "account.open", { kind: "account", id: account.id })
    return ok(account)
  })
}

/** Changes one's own password, which ends one's other sessions. */
export async function changePassword(scope: Scope, given: { current: string; wanted: string; device: string }) {
  const { actor } = scope
  if (actor.kind !== "account") return refuse({ code: "not_found" })
  const [account] = await scope.db.select().from(accounts).where(eq(accounts.id, actor.accountId))
  if (!account || !(await verifyPassword(given.current, account.passwordHash)))
    return refuse({ code: "wrong_password", field: "current" })
  const passwordHash = await hashPassword(given.wanted)
  return transact(scope, async (inner) => {
    await inner.db.update(accounts).set({ passwordHash }).where(eq(accounts.id, account.id))
    await closeSessionsOf(inner, account.id)
    await record(inner, "account.change_password", { kind: "account", id: account.id })
    return ok(await openSession(inner, account.id, given.device))
  })
}
