import { and, eq, gt, inArray, lt, sql } from "drizzle-orm"
import type { Scope } from "#db/db.ts"
import { throttles } from "#db/schema/index.ts"
import type { Lane } from "./lanes.ts"

const keyOf = ({ keys }: Scope, name: string) => keys.lookup("throttle", name)

/**
 * Counts a try in each lane, in one statement a lane, so that tries at the same moment are all counted. Gives the
 * seconds to wait where a lane is full; those behind it are then not touched.
 */
export async function take(scope: Scope, lanes: readonly Lane[]): Promise<number | undefined> {
  for (const lane of lanes) {
    const wait = await takeOne(scope, lane)
    if (wait !== undefined) return wait
  }
  return undefined
}

async function takeOne(scope: Scope, { name, limit, minutes, accountId }: Lane): Promise<number | undefined> {
  const { db, now } = scope
  const endsAt = new Date(now.getTime() + minutes * 60_000)
  const over = sql`${throttles.endsAt} <= ${now.toISOString()}`
  const [row] = await db
    .insert(throttles)
    .values({ key: keyOf(scope, name), accountId: accountId ?? null, count: 1, endsAt })
    .onConflictDoUpdate({
      target: throttles.key,
      set: {
        count: sql`case when ${over} then 1 else least(${throttles.count}, 1000000) + 1 end`,
        // The last try that is let through begins the wait; further ones do not make it longer.
        endsAt: sql`case when ${over} or ${throttles.count} + 1 = ${limit} then excluded.ends_at else ${throttles.endsAt} end`,
      },
    })
    .returning({ count: throttles.count, endsAt: throttles.endsAt })
  if (!row) throw new Error("a try was not counted")
  if (row.count === 1) await db.delete(throttles).where(lt(throttles.endsAt, now))
  return row.count <= limit ? undefined : Math.max(1, Math.ceil((row.endsAt.getTime() - now.getTime()) / 1000))
}

/** Takes a try back that was none: the password was right. Where `clear`, the lane of the account begins anew. */
export async function giveBack(scope: Scope, lanes: readonly Lane[]): Promise<void> {
  for (const { name, accountId } of lanes) {
    const here = eq(throttles.key, keyOf(scope, name))
    if (accountId !== undefined) await scope.db.delete(throttles).where(here)
    else
      await scope.db
        .update(throttles)
        .set({ count: sql`greatest(${throttles.count} - 1, 0)` })
        .where(here)
  }
}

/** Whether one of the lanes of an account's password is full now: what an administrator may release. */
export async function isHeldUp(scope: Scope, lane: Lane): Promise<boolean> {
  const [row] = await scope.db
    .select({ count: throttles.count })
    .from(throttles)
    .where(and(inArray(throttles.key, [...scope.keys.lookups("throttle", lane.name)]), gt(throttles.endsAt, scope.now)))
  return row !== undefined && row.count >= lane.limit
}

/** Forgets every failure on an account. */
export async function release(scope: Scope, accountId: number): Promise<void> {
  await scope.db.delete(throttles).where(and(eq(throttles.accountId, accountId), gt(throttles.count, 0)))
}

const familiarDays = 90
const familiarName = (accountId: number, network: string) => `familiar ${accountId} ${network}`

/** Remembers that the owner of an account signs in from this network. */
export async function remember(scope: Scope, accountId: number, network: string): Promise<void> {
  const endsAt = new Date(scope.now.getTime() + familiarDays * 86_400_000)
  await scope.db
    .insert(throttles)
    .values({ key: keyOf(scope, familiarName(accountId, network)), accountId, count: 0, endsAt })
    .onConflictDoUpdate({ target: throttles.key, set: { endsAt } })
}

export async function isFamiliar(scope: Scope, accountId: number, network: string): Promise<boolean> {
  const names = [...scope.keys.lookups("throttle", familiarName(accountId, network))]
  const rows = await scope.db
    .select({ key: throttles.key })
    .from(throttles)
    .where(and(inArray(throttles.key, names), gt(throttles.endsAt, scope.now)))
  return rows.length > 0
}
