import { and, eq, gt, lte, ne } from "drizzle-orm"
import { record } from "#audit/record.ts"
import { type Scope, transact } from "#db/db.ts"
import { accounts, invitations } from "#db/schema/index.ts"
import { typedCode } from "#lib/codes.ts"
import { sha256 } from "#lib/hash.ts"
import type { Policy } from "#lib/policy.ts"
import { ok, type Result, refuse } from "#lib/result.ts"
import { openAccount } from "../commands.ts"
import { passwordProblem } from "../password-rules.ts"
import { openSession } from "../sessions.ts"
import { findInvitation } from "./queries.ts"

/** An invitation that nobody takes is void after a week. */
const lifetime = 7 * 86_400_000

export type Offer = { readonly personId: number; readonly username: string; readonly code: string }

/**
 * Offers an account, inside the transaction of a caller that has found the actor to be allowed to. An earlier offer to
 * the same person is void from here on; the account that somebody has stays as it is until the offer is taken.
 */
export async function invite(scope: Scope, { personId, username, code }: Offer): Promise<Result<{ until: Date }>> {
  const name = username.normalize("NFKC").toLowerCase()
  await scope.db.delete(invitations).where(lte(invitations.expiresAt, scope.now))
  if (await isTaken(scope, personId, name)) return refuse({ code: "username_taken", field: "username" })
  const invitedBy = scope.actor.kind === "account" ? scope.actor.accountId : null
  const until = new Date(scope.now.getTime() + lifetime)
  const offer = { username: name, codeHash: sha256(typedCode(code)), expiresAt: until, invitedBy, createdAt: scope.now }
  await scope.db
    .insert(invitations)
    .values({ personId, ...offer })
    .onConflictDoUpdate({ target: invitations.personId, set: offer })
  await record(scope, "account.invite", { kind: "person", id: personId })
  return ok({ until })
}

async function isTaken({ db }: Scope, personId: number, username: string): Promise<boolean> {
  const has = and(eq(accounts.username, username), ne(accounts.personId, personId))
  const offered = and(eq(invitations.username, username), ne(invitations.personId, personId))
  return (await db.$count(accounts, has)) + (await db.$count(invitations, offered)) > 0
}

export type Acceptance = { readonly code: string; readonly password: string; readonly device: string }

/** Takes an invitation, once: the account is opened (or opened again) with the password that its owner alone knows. */
export async function acceptInvitation(scope: Scope, policy: Policy, { code, password, device }: Acceptance) {
  return transact(scope, async (inner): Promise<Result<string>> => {
    const offered = await findInvitation(inner, code)
    if (!offered) return refuse({ code: "invitation_over", field: "code" })
    const problem = passwordProblem(policy, password, offered.username)
    if (problem) return refuse({ ...problem, field: "password" })
    const open = and(eq(invitations.id, offered.id), gt(invitations.expiresAt, inner.now))
    const [taken] = await inner.db.delete(invitations).where(open).returning()
    if (!taken) return refuse({ code: "invitation_over", field: "code" })
    const opened = await openAccount(inner, { personId: taken.personId, username: taken.username, password })
    if (!opened.ok) return opened
    await record(inner, "account.accept", { kind: "account", id: opened.value.id })
    return ok(await openSession(inner, policy, { accountId: opened.value.id, device }))
  })
}

/** Gives the offer to the file that its person was merged into, inside the caller's transaction; where one stands, that. */
export async function takeOverPerson(scope: Scope, from: number, into: number): Promise<void> {
  const kept = await scope.db.$count(invitations, eq(invitations.personId, into))
  const own = eq(invitations.personId, from)
  const moved = await (kept > 0
    ? scope.db.delete(invitations).where(own).returning({ id: invitations.id })
    : scope.db.update(invitations).set({ personId: into }).where(own).returning({ id: invitations.id }))
  if (moved.length > 0) await record(scope, "account.move_invitation", { kind: "person", id: into }, { from, into })
}
