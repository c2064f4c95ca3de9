import { and, asc, eq, like, or, type Placeholder, type SQL, sql } from "drizzle-orm"
import type { Db } from "#db/db.ts"
import { publicContest, publicEntry, publicEvent, publicResult } from "#db/gate.ts"
import { contests, events, honours, placings, registerEntries, resultVersions, units } from "#db/schema/index.ts"

/** What a board or a search shows of an entry of the register: a name, a unit and for what; nothing personal. */
const lineColumns = {
  id: registerEntries.id,
  name: registerEntries.recipientName,
  personId: registerEntries.personId,
  unitId: registerEntries.unitId,
  unitName: registerEntries.unitName,
  grade: { zh: registerEntries.gradeZh, en: registerEntries.gradeEn },
  gradeRank: registerEntries.gradeRank,
  for: { zh: registerEntries.forZh, en: registerEntries.forEn },
  year: registerEntries.year,
  yearTo: registerEntries.yearTo,
  decidedOn: registerEntries.decidedOn,
  documentNumber: registerEntries.documentNumber,
  decisionId: registerEntries.decisionId,
  isPosthumous: registerEntries.isPosthumous,
  correctedAt: registerEntries.correctedAt,
  nominationId: registerEntries.nominationId,
  honourId: honours.id,
  honourSlug: honours.slug,
  honourTitle: { zh: honours.titleZh, en: honours.titleEn },
  level: honours.level,
  kind: honours.recipientKind,
  conferredBy: honours.conferredBy,
  contestSlug: contests.slug,
  eventCode: events.code,
  code: placings.code,
  version: resultVersions.number,
}

export type Line = Awaited<ReturnType<typeof listLines>>[number]

/** When a line must be visible, which lines, in what order, and how many: values, or placeholders for them. */
type Asked = {
  readonly now: Date | Placeholder
  readonly where: SQL | undefined
  readonly order: readonly SQL[]
  readonly page: { readonly size: number | Placeholder; readonly offset: number | Placeholder }
}

/** Public lines of the register under a condition, each with the published result that it came from, if any. */
export function listLines(db: Db, { now, where, order, page }: Asked) {
  return db
    .select(lineColumns)
    .from(registerEntries)
    .innerJoin(honours, eq(honours.id, registerEntries.honourId))
    .leftJoin(units, eq(units.id, registerEntries.unitId))
    .leftJoin(placings, eq(placings.id, registerEntries.placingId))
    .leftJoin(resultVersions, and(eq(resultVersions.id, placings.resultVersionId), publicResult(now)))
    .leftJoin(events, and(eq(events.id, resultVersions.eventId), publicEvent))
    .leftJoin(contests, and(eq(contests.id, events.contestId), publicContest))
    .where(and(publicEntry(now), where))
    .orderBy(...order)
    .limit(page.size)
    .offset(page.offset)
}

/** The newest first, then the highest honour and grade; within these the order of names. */
export const newestFirst: readonly SQL[] = [
  sql`${registerEntries.year} desc nulls last`,
  asc(registerEntries.yearTo),
  asc(honours.rank),
  asc(honours.id),
  asc(registerEntries.gradeRank),
  asc(registerEntries.gradeZh),
  asc(registerEntries.gradeEn),
]

/** Entries in which a part of a word is found in the recipient or the unit. */
export const holdsTerm = (term: string | Placeholder): SQL | undefined => {
  const part = sql`'%' || ${term} || '%'`
  return or(like(registerEntries.searchKey, part), like(units.searchKey, part))
}
