import { and, asc, count, eq, gt } from "drizzle-orm"
import type { Scope } from "#db/db.ts"
import { publicDecision, publicEntry, publicNotice } from "#db/gate.ts"
import { decisions, notices, registerEntries, units } from "#db/schema/index.ts"
import { currentLists } from "#notices/issuing/queries.ts"

/** Public decisions with how many public lines each made, after a given one. */
export const listPublicDecisions = (scope: Scope, after: number, size: number) =>
  scope.db
    .select({
      id: decisions.id,
      number: decisions.number,
      titleZh: decisions.titleZh,
      titleEn: decisions.titleEn,
      issuers: decisions.issuers,
      decidedOn: decisions.decidedOn,
      visibleFrom: decisions.visibleFrom,
      unit: units.name,
      count: count(),
    })
    .from(decisions)
    .innerJoin(units, eq(units.id, decisions.unitId))
    .innerJoin(registerEntries, and(eq(registerEntries.decisionId, decisions.id), publicEntry(scope.now)))
    .where(and(publicDecision(scope.now), gt(decisions.id, after)))
    .groupBy(decisions.id, units.id)
    .orderBy(asc(decisions.id))
    .limit(size)

const noticeColumns = {
  id: notices.id,
  title: notices.title,
  state: notices.state,
  about: notices.about,
  endedAt: notices.endedAt,
  unit: units.name,
}

/** Public notices, each with the period and hash of the list that it shows, after a given one. */
export async function listPublicNotices(scope: Scope, after: number, size: number) {
  const rows = await scope.db
    .select(noticeColumns)
    .from(notices)
    .innerJoin(units, eq(units.id, notices.unitId))
    .where(and(publicNotice, gt(notices.id, after)))
    .orderBy(asc(notices.id))
    .limit(size)
  const lists = await currentLists(
    scope,
    rows.map(({ id }) => id),
  )
  return rows.map((row) => ({ ...row, list: lists.get(row.id) }))
}
