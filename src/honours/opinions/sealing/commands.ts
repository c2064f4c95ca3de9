import { and, eq, isNotNull, notLike } from "drizzle-orm"
import { record } from "#audit/record.ts"
import { type Scope, transact } from "#db/db.ts"
import { opinionLetters } from "#db/schema/index.ts"
import { ok } from "#lib/result.ts"

/** Seals the addresses of letters anew that are not under the current key; gives how many it changed. */
export async function resealLetters(scope: Scope): Promise<number> {
  const done = await transact(scope, async (inner) => {
    const { db, keys } = inner
    const older = await db
      .select({ id: opinionLetters.id, sealed: opinionLetters.emailSealed })
      .from(opinionLetters)
      .where(and(isNotNull(opinionLetters.emailSealed), notLike(opinionLetters.emailSealed, `v1.${keys.current}.%`)))
    for (const { id, sealed } of older) {
      const emailSealed = keys.seal("email", keys.open("email", sealed ?? ""))
      const same = and(eq(opinionLetters.id, id), eq(opinionLetters.emailSealed, sealed ?? ""))
      await db.update(opinionLetters).set({ emailSealed }).where(same)
    }
    if (older.length > 0)
      await record(inner, "opinion.reseal", { kind: "key", id: 0 }, { key: keys.current, count: older.length })
    return ok(older.length)
  })
  return done.ok ? done.value : 0
}
