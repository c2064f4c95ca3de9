import { and, eq } from "drizzle-orm"
import { record } from "#audit/record.ts"
import type { Scope } from "#db/db.ts"
import { reseal } from "#db/reseal.ts"
import { objectionSteps, objections } from "#db/schema/index.ts"
import { openBody, openStatement, sealBody, sealStatement } from "../statement.ts"

const note = (inner: Scope, count: number) =>
  record(inner, "objection.reseal", { kind: "key", id: 0 }, { key: inner.keys.current, count })

/** Seals what was objected, and by whom, under the current key; gives how many rows it changed. */
export const resealStatements = (scope: Scope): Promise<number> =>
  reseal(scope, {
    id: objections.id,
    column: objections.statementSealed,
    fresh: (keys, sealed) => sealStatement(keys, openStatement(keys, sealed)),
    save: ({ db }, row, fresh) =>
      db
        .update(objections)
        .set({ statementSealed: fresh })
        .where(and(eq(objections.id, row.id), eq(objections.statementSealed, row.sealed)))
        .returning({ id: objections.id }),
    note,
  })

/** The same for findings, conclusions and replies. */
export const resealBodies = (scope: Scope): Promise<number> =>
  reseal(scope, {
    id: objectionSteps.id,
    column: objectionSteps.bodySealed,
    fresh: (keys, sealed) => sealBody(keys, openBody(keys, sealed)),
    save: ({ db }, row, fresh) =>
      db
        .update(objectionSteps)
        .set({ bodySealed: fresh })
        .where(and(eq(objectionSteps.id, row.id), eq(objectionSteps.bodySealed, row.sealed)))
        .returning({ id: objectionSteps.id }),
    note,
  })
