import type { Db } from "#db/db.ts"

type Session = { logger: { logQuery: (sql: string) => void } }

/** Counts the statements that a piece of work sends outside of transactions. */
export async function queriesOf(db: Db, work: () => Promise<unknown>): Promise<string[]> {
  const { session } = db as unknown as { session: Session }
  const { logger } = session
  const sent: string[] = []
  session.logger = { logQuery: (sql) => void sent.push(sql) }
  await work()
  session.logger = logger
  return sent
}
