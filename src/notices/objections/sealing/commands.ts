import { and, asc, eq, gt, isNotNull, notLike, type SQL } from "drizzle-orm"
import type { PgColumn } from "drizzle-orm/pg-core"
import { record } from "#audit/record.ts"
import { type Scope, transact } from "#db/db.ts"
import { objectionSteps, objections } from "#db/schema/index.ts"
import { ok } from "#lib/result.ts"
import { openBody, openStatement, sealBody, sealStatement } from "../statement.ts"

const ROWS = 200

const outdated = ({ keys }: Scope, column: PgColumn): SQL | undefined =>
  and(isNotNull(column), notLike(column, `v1.${keys.current}.%`))

/** Goes through all outdated rows in transactions of their own; `reseal` gives the ids of those it went through. */
async function inParts(scope: Scope, reseal: (inner: Scope, after: number) => Promise<number[]>): Promise<number> {
  let done = 0
  for (let after = 0; ; ) {
    const part = await transact(scope, async (inner) => {
      const ids = await reseal(inner, after)
      const facts = { key: inner.keys.current, count: ids.length }
      if (ids.length > 0) await record(inner, "objection.reseal", { kind: "key", id: 0 }, facts)
      return ok(ids)
    })
    const ids = part.ok ? part.value : []
    done += ids.length
    if (ids.length < ROWS) return done
    after = ids.at(-1) ?? 0
  }
}

/** Seals what was objected, and by whom, under the current key; gives how many rows it changed. */
export const resealStatements = (scope: Scope): Promise<number> =>
  inParts(scope, async (inner, after) => {
    const { db, keys } = inner
    const wanted = and(outdated(inner, objections.statementSealed), gt(objections.id, after))
    const rows = await db.select().from(objections).where(wanted).orderBy(asc(objections.id)).limit(ROWS)
    for (const { id, statementSealed } of rows) {
      const fresh = sealStatement(keys, openStatement(keys, statementSealed))
      await db.update(objections).set({ statementSealed: fresh }).where(eq(objections.id, id))
    }
    return rows.map(({ id }) => id)
  })

/** The same for findings, conclusions and replies. */
export const resealBodies = (scope: Scope): Promise<number> =>
  inParts(scope, async (inner, after) => {
    const { db, keys } = inner
    const wanted = and(outdated(inner, objectionSteps.bodySealed), gt(objectionSteps.id, after))
    const rows = await db.select().from(objectionSteps).where(wanted).orderBy(asc(objectionSteps.id)).limit(ROWS)
    for (const { id, bodySealed } of rows) {
      const fresh = bodySealed && sealBody(keys, openBody(keys, bodySealed))
      await db.update(objectionSteps).set({ bodySealed: fresh }).where(eq(objectionSteps.id, id))
    }
    return rows.map(({ id }) => id)
  })
