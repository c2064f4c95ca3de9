import { and, asc, eq, isNotNull, notLike } from "drizzle-orm"
import { record } from "#audit/record.ts"
import { type Scope, transact } from "#db/db.ts"
import { historyRows } from "#db/schema/index.ts"
import { ok } from "#lib/result.ts"

/** Points rows that were taken for a person's to the file that it was merged into. */
export async function takeOverPerson({ db }: Scope, from: number, into: number): Promise<void> {
  await db.update(historyRows).set({ personId: into }).where(eq(historyRows.personId, from))
}

const many = 500

/** Seals the cells of waiting rows under the current key, some at a time; gives how many. */
export async function resealRows(scope: Scope): Promise<number> {
  const outdated = and(
    isNotNull(historyRows.givenSealed),
    notLike(historyRows.givenSealed, `v1.${scope.keys.current}.%`),
  )
  for (let done = 0; ; ) {
    const rows = await scope.db
      .select({ id: historyRows.id, given: historyRows.givenSealed })
      .from(historyRows)
      .where(outdated)
      .orderBy(asc(historyRows.id))
      .limit(many)
    if (rows.length === 0) return done
    await transact(scope, async (inner) => {
      for (const { id, given } of rows) {
        const givenSealed = inner.keys.seal("history", inner.keys.open("history", given ?? ""))
        await inner.db.update(historyRows).set({ givenSealed }).where(eq(historyRows.id, id))
      }
      await record(inner, "history.reseal", { kind: "key", id: 0 }, { key: inner.keys.current, count: rows.length })
      return ok(null)
    })
    done += rows.length
  }
}
