import { and, eq } from "drizzle-orm"
import type { Scope } from "#db/db.ts"
import { publicDecision, publicEntry } from "#db/gate.ts"
import { decisions } from "#db/schema/index.ts"
import { linesOf } from "#honours/register/decisions/queries.ts"

/** A decision that is public, with those of its lines that are; any other is not found. */
export async function findPublicDecision(scope: Scope, id: number) {
  const [decision] = await scope.db
    .select()
    .from(decisions)
    .where(and(eq(decisions.id, id), publicDecision(scope.now)))
  if (!decision) return undefined
  const lines = await linesOf(scope, id, publicEntry(scope.now))
  return lines.length > 0 ? { decision, lines } : undefined
}
