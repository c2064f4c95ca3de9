import { and, eq, gt, inArray } from "drizzle-orm"
import type { Scope } from "#db/db.ts"
import { accounts, invitations, people } from "#db/schema/index.ts"
import { typedCode } from "#lib/codes.ts"
import { sha256 } from "#lib/hash.ts"

/** The open invitation of a code, with whom it is for; whoever holds the code may know. */
export async function findInvitation({ db, now }: Scope, code: string) {
  const [row] = await db
    .select({ id: invitations.id, username: invitations.username, name: people.name, until: invitations.expiresAt })
    .from(invitations)
    .innerJoin(people, eq(people.id, invitations.personId))
    .where(and(eq(invitations.codeHash, sha256(typedCode(code))), gt(invitations.expiresAt, now)))
  return row
}

export type AccountStanding = {
  readonly state: "active" | "invited" | "closed" | "none"
  /** Of the account, or else the one that is offered. */
  readonly username: string
  /** Until when an invitation is open, if one is. */
  readonly until: Date | undefined
}

export const noAccount: AccountStanding = { state: "none", username: "", until: undefined }

/** How the accounts of people stand whom the caller has found for its actor. */
export async function accountsOf(
  { db, now }: Scope,
  personIds: number[],
): Promise<ReadonlyMap<number, AccountStanding>> {
  if (personIds.length === 0) return new Map()
  const rows = await db
    .select({ id: people.id, account: accounts, offer: invitations })
    .from(people)
    .leftJoin(accounts, eq(accounts.personId, people.id))
    .leftJoin(invitations, and(eq(invitations.personId, people.id), gt(invitations.expiresAt, now)))
    .where(inArray(people.id, personIds))
  return new Map(rows.map(({ id, account, offer }) => [id, standing(account, offer)]))
}

type Account = typeof accounts.$inferSelect | null
type Offer = typeof invitations.$inferSelect | null

function standing(account: Account, offer: Offer): AccountStanding {
  const state = account && !account.disabledAt ? "active" : offer ? "invited" : account ? "closed" : "none"
  return { state, username: account?.username ?? offer?.username ?? "", until: offer?.expiresAt }
}
