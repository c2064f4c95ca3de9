import { and, count, eq, inArray, like, ne, or, type Placeholder, type SQL, sql } from "drizzle-orm"
import type { Db, Scope } from "#db/db.ts"
import { contests, events, honours, placings, registerEntries, resultVersions, units } from "#db/schema/index.ts"
import { isVisible } from "#honours/register/queries.ts"
import type { Page } from "#http/paging.ts"
import { withTerms } from "./terms.ts"

/** What a board or a search shows of an entry of the register: a name, a unit and for what; nothing personal. */
const lineColumns = {
  id: registerEntries.id,
  name: registerEntries.recipientName,
  unitName: registerEntries.unitName,
  grade: { zh: registerEntries.gradeZh, en: registerEntries.gradeEn },
  gradeRank: registerEntries.gradeRank,
  for: { zh: registerEntries.forZh, en: registerEntries.forEn },
  year: registerEntries.year,
  yearTo: registerEntries.yearTo,
  isPosthumous: registerEntries.isPosthumous,
  correctedAt: registerEntries.correctedAt,
  honourSlug: honours.slug,
  honourTitle: { zh: honours.titleZh, en: honours.titleEn },
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

/** Lines of the register under a condition, each with the published result that it came from, if any. */
export function listLines(db: Db, { now, where, order, page }: Asked) {
  return db
    .select(lineColumns)
    .from(registerEntries)
    .innerJoin(honours, eq(honours.id, registerEntries.honourId))
    .leftJoin(units, eq(units.id, registerEntries.unitId))
    .leftJoin(placings, eq(placings.id, registerEntries.placingId))
    .leftJoin(resultVersions, eq(resultVersions.id, placings.resultVersionId))
    .leftJoin(events, eq(events.id, resultVersions.eventId))
    .leftJoin(contests, and(eq(contests.id, events.contestId), ne(contests.state, "draft")))
    .where(and(isVisible(now), where))
    .orderBy(...order)
    .limit(page.size)
    .offset(page.offset)
}

export async function countLines(scope: Scope, where: SQL | undefined): Promise<number> {
  const [row] = await scope.db
    .select({ count: count() })
    .from(registerEntries)
    .leftJoin(units, eq(units.id, registerEntries.unitId))
    .where(and(isVisible(scope.now), where))
  return row?.count ?? 0
}

/** Entries in which every word is found in the recipient or the unit; `other` widens what one word may find. */
export const hasTerms = (terms: readonly string[], other: (term: string) => SQL | undefined = () => undefined) =>
  and(
    ...terms.map((term) =>
      or(like(registerEntries.searchKey, `%${term}%`), like(units.searchKey, `%${term}%`), other(term)),
    ),
  )

/** Whole names first, then the newest. */
const best = (first: string): SQL[] => [
  sql`(' ' || ${registerEntries.searchKey} || ' ') like ${`% ${first} %`} desc`,
  sql`${registerEntries.year} desc nulls last`,
  sql`${registerEntries.sortPinyin}`,
  sql`${registerEntries.id}`,
]

/** Everything public that the words find: honours and contests by title, and the register by name, unit or honour. */
export async function search(scope: Scope, terms: readonly string[], page: Page) {
  const [first] = terms
  if (!first) return { honours: [], contests: [], total: 0, lines: [] }
  const allHonours = await scope.db.select().from(honours).orderBy(honours.rank)
  const allContests = await scope.db.select().from(contests).where(ne(contests.state, "draft"))
  const titled = (list: readonly string[]) => withTerms(allHonours, list, (one) => [one.titleZh, one.titleEn])
  const where = hasTerms(terms, (term) => {
    const ids = titled([term]).map(({ id }) => id)
    return ids.length > 0 ? inArray(registerEntries.honourId, ids) : undefined
  })
  return {
    honours: titled(terms),
    contests: withTerms(allContests, terms, (one) => [one.titleZh, one.titleEn]),
    total: await countLines(scope, where),
    lines: await listLines(scope.db, { now: scope.now, where, order: best(first), page }),
  }
}
