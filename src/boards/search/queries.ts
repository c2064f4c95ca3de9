import { and, count, eq, inArray, or, type SQL, sql } from "drizzle-orm"
import { holdsTerm, listLines } from "#boards/board/lines/queries.ts"
import type { Scope } from "#db/db.ts"
import { publicContest, publicEntry } from "#db/gate.ts"
import { contests, honours, registerEntries, units } from "#db/schema/index.ts"
import type { Page } from "#http/paging.ts"
import { withTerms } from "./terms.ts"

async function countLines(scope: Scope, where: SQL | undefined): Promise<number> {
  const [row] = await scope.db
    .select({ count: count() })
    .from(registerEntries)
    .leftJoin(units, eq(units.id, registerEntries.unitId))
    .where(and(publicEntry(scope.now), where))
  return row?.count ?? 0
}

/** Entries in which every word is found in the recipient or the unit; `other` widens what one word may find. */
const hasTerms = (terms: readonly string[], other: (term: string) => SQL | undefined) =>
  and(...terms.map((term) => or(holdsTerm(term), other(term))))

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
  const allContests = await scope.db.select().from(contests).where(publicContest)
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
