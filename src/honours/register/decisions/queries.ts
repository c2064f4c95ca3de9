import { and, asc, count, desc, eq, like, or, type SQL, sql } from "drizzle-orm"
import { mayInUnit, reachOf } from "#accounts/permissions.ts"
import type { Scope } from "#db/db.ts"
import { decisions, honours, registerEntries, units } from "#db/schema/index.ts"
import type { Page } from "#http/paging.ts"

export type DecisionRow = typeof decisions.$inferSelect

const within = ({ actor }: Scope): SQL => {
  const paths = reachOf(actor, "register.read")
  return (paths.length > 0 ? or(...paths.map((path) => like(units.path, `${path}%`))) : undefined) ?? sql`false`
}

/** Decisions in reach, newest first, with how many entries each made. */
export const listDecisions = (scope: Scope, page: Page) =>
  scope.db
    .select({ decision: decisions, unit: units.name, count: count(registerEntries.id) })
    .from(decisions)
    .innerJoin(units, eq(units.id, decisions.unitId))
    .leftJoin(registerEntries, eq(registerEntries.decisionId, decisions.id))
    .where(within(scope))
    .groupBy(decisions.id, units.id)
    .orderBy(desc(decisions.decidedOn), desc(decisions.id))
    .limit(page.size)
    .offset(page.offset)

export async function countDecisions(scope: Scope): Promise<number> {
  const [row] = await scope.db
    .select({ count: count() })
    .from(decisions)
    .innerJoin(units, eq(units.id, decisions.unitId))
    .where(within(scope))
  return row?.count ?? 0
}

/** A decision that the actor may read; any other is not found. */
export async function findDecision(scope: Scope, id: number) {
  const [row] = await scope.db
    .select({ decision: decisions, path: units.path, unit: units.name })
    .from(decisions)
    .innerJoin(units, eq(units.id, decisions.unitId))
    .where(eq(decisions.id, id))
  if (!row || !mayInUnit(scope.actor, "register.read", row)) return undefined
  return { decision: row.decision, unit: row.unit, keeps: mayInUnit(scope.actor, "register.keep", row) }
}

/** What a decision names under a condition, in the order of its list: by honour and grade, then as names are ordered. */
export const linesOf = ({ db }: Scope, decisionId: number, where?: SQL) =>
  db
    .select({ entry: registerEntries, honour: honours })
    .from(registerEntries)
    .innerJoin(honours, eq(honours.id, registerEntries.honourId))
    .where(and(eq(registerEntries.decisionId, decisionId), where))
    .orderBy(
      asc(honours.rank),
      asc(honours.id),
      asc(registerEntries.gradeRank),
      asc(registerEntries.gradeZh),
      asc(registerEntries.sortStroke),
      asc(registerEntries.id),
    )
