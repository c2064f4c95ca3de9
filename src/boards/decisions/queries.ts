import { and, eq, lte, type SQL } from "drizzle-orm"
import type { Scope } from "#db/db.ts"
import { decisions } from "#db/schema/index.ts"
import { linesOf } from "#honours/register/decisions/queries.ts"
import { isVisible } from "#honours/register/queries.ts"

/** A decision that is public, with those of its lines that are; any other is not found. */
export async function findPublicDecision(scope: Scope, id: number) {
  const visible: SQL | undefined = and(eq(decisions.id, id), lte(decisions.visibleFrom, scope.now))
  const [decision] = await scope.db.select().from(decisions).where(visible)
  if (!decision) return undefined
  const lines = await linesOf(scope, id, isVisible(scope.now))
  return lines.length > 0 ? { decision, lines } : undefined
}
