import { type Db, transact } from "#db/db.ts"
import { anyAccount } from "#directory/setup/queries.ts"
import { ok } from "#lib/result.ts"
import { settle } from "./people.ts"

/**
 * Fills an empty database with the demo city, all in one transaction: an interrupted start leaves nothing half made,
 * and thousands of small commits are spared. A database that already has an account is left alone.
 */
export async function populate(db: Db, today: Date, say: (words: string) => void): Promise<void> {
  if (await anyAccount(db)) return
  const scope = { db, actor: { kind: "public" } as const, now: today }
  await transact(scope, async (inner) => {
    say("Demo city: units and people …")
    await settle(inner.db, daysFrom(today, -200))
    return ok(undefined)
  })
}

const daysFrom = (day: Date, days: number): Date => new Date(day.getTime() + days * 86_400_000)
