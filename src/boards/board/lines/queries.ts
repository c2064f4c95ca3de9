import { type AnyColumn, and, asc, eq, type Placeholder, type SQL, sql } from "drizzle-orm"
import type { Db } from "#db/db.ts"
import { publicContest, publicEntry, publicEvent, publicResult } from "#db/gate.ts"
import {
  contests,
  events,
  honours,
  placings,
  registerEntries,
  resultVersions,
  searchTerms,
  units,
  unitTerms,
} from "#db/schema/index.ts"
import type { SearchKind } from "#db/words.ts"

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

/** Public lines of the register, each with the published result that it came from, if any, and what else is asked of them. */
export function selectLines<More extends Record<string, SQL>>(db: Db, now: Asked["now"], more: More) {
  return db
    .select({ ...lineColumns, ...more })
    .from(registerEntries)
    .innerJoin(honours, eq(honours.id, registerEntries.honourId))
    .leftJoin(placings, eq(placings.id, registerEntries.placingId))
    .leftJoin(resultVersions, and(eq(resultVersions.id, placings.resultVersionId), publicResult(now)))
    .leftJoin(events, and(eq(events.id, resultVersions.eventId), publicEvent))
    .leftJoin(contests, and(eq(contests.id, events.contestId), publicContest))
    .where(publicEntry(now))
    .$dynamic()
}

export const listLines = (db: Db, { now, where, order, page }: Asked) =>
  selectLines(db, now, {})
    .where(and(publicEntry(now), where))
    .orderBy(...order)
    .limit(page.size)
    .offset(page.offset)

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

/** No character stands behind this one: what begins with a word lies between the word and the word with it. */
const LAST = "\u{10ffff}"

/** Whatever begins with a word, compared byte by byte as the indexes of terms are. */
export const beginsWith = (column: SQL | AnyColumn, word: string | Placeholder | SQL): SQL =>
  sql`(${column} ~>=~ ${word} and ${column} ~<~ (${word} || ${sql.raw(`'${LAST}'`)}))`

/** Entries of the units on a path, and of all that stand below it. */
export const within = (path: string | Placeholder): SQL =>
  sql`${registerEntries.unitId} in (select ${units.id} from ${units} where ${beginsWith(units.path, path)})`

const texts = (kind: SearchKind, word: string | Placeholder): SQL =>
  sql`select ${searchTerms.text} from ${searchTerms} where ${searchTerms.isInner} in (false, true)
    and ${searchTerms.kind} = ${sql.raw(`'${kind}'`)} and ${beginsWith(searchTerms.term, word)}`

/** Entries whose recipient, unit or occasion a word finds, by whatever the unit is called or was; some of them twice. */
export function idsFound(word: string | Placeholder, more = sql`true`): SQL {
  const { id, recipientName, unitName, forZh, unitId } = registerEntries
  const units = sql`select ${unitTerms.unitId} from ${unitTerms} where ${unitTerms.isInner} in (false, true)
    and ${beginsWith(unitTerms.term, word)}`
  const branch = (column: AnyColumn, among: SQL) =>
    sql`select ${id} from ${registerEntries} where ${column} in (${among}) and ${more}`
  return sql.join(
    [
      branch(recipientName, texts("name", word)),
      branch(unitName, texts("unit", word)),
      branch(forZh, texts("for", word)),
      branch(unitId, units),
    ],
    sql` union all `,
  )
}

export const holdsTerm = (word: string | Placeholder): SQL => sql`${registerEntries.id} = any(array(${idsFound(word)}))`

const isText = (kind: SearchKind, text: AnyColumn, word: string | Placeholder): SQL =>
  sql`exists (select 1 from ${searchTerms} where ${searchTerms.kind} = ${sql.raw(`'${kind}'`)} and ${searchTerms.text} = ${text}
    and ${beginsWith(searchTerms.term, word)})`

/** The same asked of an entry that is at hand already. */
export const isFoundBy = (word: string | Placeholder): SQL => sql`(
  ${isText("name", registerEntries.recipientName, word)} or ${isText("unit", registerEntries.unitName, word)}
  or ${isText("for", registerEntries.forZh, word)} or exists (select 1 from ${unitTerms}
    where ${unitTerms.unitId} = ${registerEntries.unitId} and ${beginsWith(unitTerms.term, word)}))`
