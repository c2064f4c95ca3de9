import { eq, lte } from "drizzle-orm"
import { type Adapter, type DatabaseSession, Lucia, TimeSpan } from "lucia"
import type { Db, Scope } from "#db/db.ts"
import { accounts, sessions } from "#db/schema/index.ts"
import { sha256 } from "#lib/hash.ts"

declare module "lucia" {
  interface Register {
    Lucia: ReturnType<typeof lucia>
    UserId: number
    DatabaseSessionAttributes: { endsAt: Date; device: string }
  }
}

/** A session ends an hour after it was last used, and twelve hours after it began in any case. */
const idle = new TimeSpan(1, "h")
const absolute = new TimeSpan(12, "h")

/**
 * Keeps only the SHA-256 of a session's id and hands back the raw id it was asked with; a hash is never accepted as an
 * id, so that a copy of the table signs nobody in. Nothing else imports lucia (upstream froze in 2025).
 */
function adapter(db: Db): Adapter {
  return {
    getSessionAndUser: async (id) => {
      const [row] = await db
        .select({ session: sessions })
        .from(sessions)
        .innerJoin(accounts, eq(accounts.id, sessions.accountId))
        .where(eq(sessions.hash, sha256(id)))
      return row ? [asLucia(row.session, id), { id: row.session.accountId, attributes: {} }] : [null, null]
    },
    getUserSessions: async () => {
      throw new Error("only hashes are kept: list sessions by their rows")
    },
    setSession: async ({ id, userId, expiresAt, attributes: { endsAt, device } }) => {
      const row = { hash: sha256(id), accountId: userId, device, expiresAt, endsAt }
      await db.insert(sessions).values({ ...row, createdAt: new Date(endsAt.getTime() - absolute.milliseconds()) })
    },
    updateSessionExpiration: async (id, expiresAt) => {
      await db
        .update(sessions)
        .set({ expiresAt })
        .where(eq(sessions.hash, sha256(id)))
    },
    deleteSession: async (id) => {
      await db.delete(sessions).where(eq(sessions.hash, sha256(id)))
    },
    deleteUserSessions: async (accountId) => {
      await db.delete(sessions).where(eq(sessions.accountId, accountId))
    },
    deleteExpiredSessions: async () => {
      await db.delete(sessions).where(lte(sessions.expiresAt, new Date()))
    },
  }
}

function asLucia(row: typeof sessions.$inferSelect, id: string): DatabaseSession {
  return { id, userId: row.accountId, expiresAt: row.expiresAt, attributes: { endsAt: row.endsAt, device: row.device } }
}

const lucia = (db: Db) =>
  new Lucia(adapter(db), { sessionExpiresIn: idle, getSessionAttributes: ({ endsAt, device }) => ({ endsAt, device }) })

/** Opens a session and gives the secret that the cookie carries. */
export async function openSession(scope: Scope, accountId: number, device: string): Promise<string> {
  const endsAt = new Date(scope.now.getTime() + absolute.milliseconds())
  const session = await lucia(scope.db).createSession(accountId, { endsAt, device })
  return session.id
}

/** The account of a session's secret, unless the session is over or the account is disabled. */
export async function accountOfSession(scope: Scope, secret: string): Promise<number | undefined> {
  const { session } = await lucia(scope.db).validateSession(secret)
  if (!session) return undefined
  if (session.endsAt <= scope.now) {
    await closeSession(scope, secret)
    return undefined
  }
  return session.userId
}

export const closeSession = (scope: Scope, secret: string): Promise<void> => lucia(scope.db).invalidateSession(secret)

/** Ends every session of an account, after a change of password or when it is disabled. */
export const closeSessionsOf = (scope: Scope, accountId: number): Promise<void> =>
  lucia(scope.db).invalidateUserSessions(accountId)
