import { randomBytes } from "node:crypto"
import { and, desc, eq, gt, lte, ne } from "drizzle-orm"
import { type Adapter, type DatabaseSession, Lucia, TimeSpan } from "lucia"
import type { Scope } from "#db/db.ts"
import { type SessionStage, sessions } from "#db/schema/index.ts"
import { sha256 } from "#lib/hash.ts"
import type { Policy } from "#lib/policy.ts"

export type SessionRow = typeof sessions.$inferSelect
type Attributes = Pick<SessionRow, "endsAt" | "device" | "stage"> & { readonly row?: SessionRow }

declare module "lucia" {
  interface Register {
    Lucia: ReturnType<typeof lucia>
    UserId: number
    DatabaseSessionAttributes: Attributes
  }
}

/** The second step has to follow the first within this time. */
const stepMs = 10 * 60_000

/** A session that is in use is written to once in this time at most. */
const grainMs = 60_000

/**
 * Keeps only the SHA-256 of a session's id and hands back the raw id it was asked with; a hash is never accepted as an
 * id, so that a copy of the table signs nobody in. Nothing else imports lucia (upstream froze in 2025). Lucia reads
 * the wall clock: times are shifted on the way to it, so that the scope's clock decides.
 */
function adapter({ db, now }: Scope): Adapter {
  const shift = Date.now() - now.getTime()
  const shifted = (at: Date, by: number) => new Date(at.getTime() + by)
  return {
    getSessionAndUser: async (id) => {
      const [row] = await db
        .select()
        .from(sessions)
        .where(eq(sessions.hash, sha256(id)))
      if (!row) return [null, null]
      return [asLucia(row, id, shifted(row.expiresAt, shift)), { id: row.accountId, attributes: {} }]
    },
    getUserSessions: async () => {
      throw new Error("only hashes are kept: list sessions by their rows")
    },
    setSession: async ({ id, userId, expiresAt, attributes: { endsAt, device, stage } }) => {
      const times = { expiresAt: shifted(expiresAt, -shift), usedAt: now, provenAt: now, createdAt: now }
      const challenge = randomBytes(32).toString("base64url")
      const given = { hash: sha256(id), accountId: userId, endsAt, device, stage, challenge }
      await db.insert(sessions).values({ ...given, ...times })
    },
    updateSessionExpiration: async (id, expiresAt) => {
      await db
        .update(sessions)
        .set({ expiresAt: shifted(expiresAt, -shift), usedAt: now })
        .where(eq(sessions.hash, sha256(id)))
    },
    deleteSession: async (id) => {
      await db.delete(sessions).where(eq(sessions.hash, sha256(id)))
    },
    deleteUserSessions: async (accountId) => {
      await db.delete(sessions).where(eq(sessions.accountId, accountId))
    },
    deleteExpiredSessions: async () => {
      await db.delete(sessions).where(lte(sessions.expiresAt, now))
    },
  }
}

function asLucia(row: SessionRow, id: string, expiresAt: Date): DatabaseSession {
  const { endsAt, device, stage, accountId } = row
  return { id, userId: accountId, expiresAt, attributes: { endsAt, device, stage, row } }
}

const lucia = (scope: Scope, { session }: Policy) =>
  new Lucia(adapter(scope), {
    sessionExpiresIn: new TimeSpan(session.idleMinutes, "m"),
    getSessionAttributes: (attributes) => attributes,
  })

export type NewSession = { readonly accountId: number; readonly device: string; readonly stage?: SessionStage }

/** Opens a session and gives the secret that the cookie carries; what is over is cleared away. */
export async function openSession(scope: Scope, policy: Policy, given: NewSession): Promise<string> {
  const { accountId, device, stage = "open" } = given
  const lasts = stage === "open" ? policy.session.hours * 3_600_000 : stepMs
  const endsAt = new Date(scope.now.getTime() + lasts)
  const sessionsOf = lucia(scope, policy)
  await sessionsOf.deleteExpiredSessions()
  return (await sessionsOf.createSession(accountId, { endsAt, device, stage })).id
}

/** The session of a cookie's secret, unless it is over. */
export async function sessionOf(scope: Scope, policy: Policy, secret: string): Promise<SessionRow | undefined> {
  const { session } = await lucia(scope, policy).validateSession(secret)
  const row = session?.row
  if (!row) return undefined
  if (row.endsAt <= scope.now) {
    await closeSession(scope, secret)
    return undefined
  }
  if (!session.fresh && scope.now.getTime() - row.usedAt.getTime() >= grainMs) await touch(scope, policy, row.id)
  return row
}

/** Lucia prolongs a session only in the second half of its life, which would cut the promised idle time by half. */
async function touch({ db, now }: Scope, { session }: Policy, id: number): Promise<void> {
  const expiresAt = new Date(now.getTime() + session.idleMinutes * 60_000)
  await db.update(sessions).set({ expiresAt, usedAt: now }).where(eq(sessions.id, id))
}

export const closeSession = async ({ db }: Scope, secret: string): Promise<void> => {
  await db.delete(sessions).where(eq(sessions.hash, sha256(secret)))
}

/** Ends every session of an account, or all but one: at a change of password, of factors, or when it is disabled. */
export async function closeSessionsOf({ db }: Scope, accountId: number, but?: number): Promise<void> {
  const others = but === undefined ? undefined : ne(sessions.id, but)
  await db.delete(sessions).where(and(eq(sessions.accountId, accountId), others))
}

/** The open sessions of an account, last used first. */
export const listSessions = ({ db, now }: Scope, accountId: number): Promise<SessionRow[]> =>
  db
    .select()
    .from(sessions)
    .where(and(eq(sessions.accountId, accountId), gt(sessions.expiresAt, now), eq(sessions.stage, "open")))
    .orderBy(desc(sessions.usedAt), desc(sessions.id))

/** Ends one session of an account by the number of its row; tells whether there was one. */
export async function closeOne({ db }: Scope, accountId: number, id: number): Promise<boolean> {
  const here = and(eq(sessions.accountId, accountId), eq(sessions.id, id))
  return (await db.delete(sessions).where(here).returning({ id: sessions.id })).length > 0
}

/** A new challenge for a passkey, after one was tried in vain. */
export async function renewChallenge({ db }: Scope, id: number): Promise<void> {
  const challenge = randomBytes(32).toString("base64url")
  await db.update(sessions).set({ challenge }).where(eq(sessions.id, id))
}

const provenMs = 10 * 60_000

/** Whether the person has proven who they are within ten minutes: what a change of factors or password asks for. */
export const isProven = ({ provenAt }: SessionRow, now: Date): boolean => now.getTime() - provenAt.getTime() < provenMs
