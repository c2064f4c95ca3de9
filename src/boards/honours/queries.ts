import { and, asc, count, desc, eq, isNotNull, isNull, lte, type SQL, sql } from "drizzle-orm"
import { hasTerms, listLines } from "#boards/search/queries.ts"
import type { Scope } from "#db/db.ts"
import { honours, registerEntries, units } from "#db/schema/index.ts"
import { isVisible } from "#honours/register/queries.ts"
import type { Page } from "#http/paging.ts"
import { searchTerms } from "#lib/search.ts"
import type { NameOrder } from "#lib/sort-keys.ts"

export type HonourRow = typeof honours.$inferSelect
export type HonourCount = { readonly honour: HonourRow; readonly year: number | null; readonly count: number }

/** Every honour with its visible entries of each year; an honour without any has one line with 0. */
export async function countsByYear(scope: Scope): Promise<HonourCount[]> {
  return scope.db
    .select({ honour: honours, year: registerEntries.year, count: count(registerEntries.id) })
    .from(honours)
    .leftJoin(registerEntries, and(eq(registerEntries.honourId, honours.id), isVisible(scope.now)))
    .groupBy(honours.id, registerEntries.year)
    .orderBy(asc(honours.rank), asc(honours.id))
}

export async function findHonour(scope: Scope, slug: string): Promise<HonourRow | undefined> {
  const [honour] = await scope.db.select().from(honours).where(eq(honours.slug, slug))
  return honour
}

/** The decisions by which an honour was conferred, newest first, with how many each names. */
export async function decisionsOf(scope: Scope, honourId: number) {
  const { documentNumber, decidedOn, decisionId, year } = registerEntries
  return scope.db
    .select({ documentNumber, decidedOn, decisionId, year, count: count() })
    .from(registerEntries)
    .where(and(eq(registerEntries.honourId, honourId), isVisible(scope.now)))
    .groupBy(documentNumber, decidedOn, decisionId, year)
    .orderBy(newest(year), desc(decidedOn), asc(documentNumber))
}

/** What was revoked by a decision that was made public: whom and which decision, never why. */
export const revokedOf = (scope: Scope, honourId: number) => {
  const { id, recipientName, unitName, endedOn, endingNumber, endingShown, revokedAt, visibleFrom } = registerEntries
  return scope.db
    .select({ id, name: recipientName, unitName, endedOn, endingNumber })
    .from(registerEntries)
    .where(
      and(
        eq(registerEntries.honourId, honourId),
        isNotNull(revokedAt),
        eq(endingShown, true),
        lte(visibleFrom, scope.now),
      ),
    )
    .orderBy(desc(endedOn), asc(id))
}

const newest = (year: typeof registerEntries.year): SQL => sql`${year} desc nulls last`

/** `null` asks for what has no known year. */
export type BoardFilter = { readonly year: number | null | undefined; readonly q: string }

const filtered = (honourId: number, { year, q }: BoardFilter) =>
  and(
    eq(registerEntries.honourId, honourId),
    year ? eq(registerEntries.year, year) : undefined,
    year === null ? isNull(registerEntries.year) : undefined,
    hasTerms(searchTerms(q)),
  )

/** How many names each year and grade of a board holds under the filter. */
export async function gradesOf(scope: Scope, honourId: number, filter: BoardFilter) {
  const { year, yearTo, gradeRank, gradeZh, gradeEn } = registerEntries
  return scope.db
    .select({ year, yearTo, gradeRank, grade: { zh: gradeZh, en: gradeEn }, count: count() })
    .from(registerEntries)
    .leftJoin(units, eq(units.id, registerEntries.unitId))
    .where(and(filtered(honourId, filter), isVisible(scope.now)))
    .groupBy(year, yearTo, gradeRank, gradeZh, gradeEn)
    .orderBy(newest(year), asc(yearTo), asc(gradeRank), asc(gradeZh), asc(gradeEn))
}

/** A page of a board: by year, newest first, then grade, then name. */
export const boardLines = (scope: Scope, honourId: number, filter: BoardFilter, by: NameOrder, page: Page) => {
  const { year, yearTo, gradeRank, gradeZh, gradeEn, sortPinyin, sortStroke, id } = registerEntries
  const name = by === "stroke" ? sortStroke : sortPinyin
  const order = [newest(year), asc(yearTo), asc(gradeRank), asc(gradeZh), asc(gradeEn), asc(name), asc(id)]
  return listLines(scope, filtered(honourId, filter), order, page)
}
