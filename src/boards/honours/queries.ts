import { and, asc, count, desc, eq } from "drizzle-orm"
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
  const { documentNumber, decidedOn, year } = registerEntries
  return scope.db
    .select({ documentNumber, decidedOn, year, count: count() })
    .from(registerEntries)
    .where(and(eq(registerEntries.honourId, honourId), isVisible(scope.now)))
    .groupBy(documentNumber, decidedOn, year)
    .orderBy(desc(year), desc(decidedOn), asc(documentNumber))
}

export type BoardFilter = { readonly year: number | undefined; readonly q: string }

const filtered = (honourId: number, { year, q }: BoardFilter) =>
  and(
    eq(registerEntries.honourId, honourId),
    year ? eq(registerEntries.year, year) : undefined,
    hasTerms(searchTerms(q)),
  )

/** How many names each year and grade of a board holds under the filter. */
export async function gradesOf(scope: Scope, honourId: number, filter: BoardFilter) {
  const { year, gradeRank, gradeZh, gradeEn } = registerEntries
  return scope.db
    .select({ year, gradeRank, grade: { zh: gradeZh, en: gradeEn }, count: count() })
    .from(registerEntries)
    .innerJoin(units, eq(units.id, registerEntries.unitId))
    .where(and(filtered(honourId, filter), isVisible(scope.now)))
    .groupBy(year, gradeRank, gradeZh, gradeEn)
    .orderBy(desc(year), asc(gradeRank), asc(gradeZh), asc(gradeEn))
}

/** A page of a board: by year, newest first, then grade, then name. */
export const boardLines = (scope: Scope, honourId: number, filter: BoardFilter, by: NameOrder, page: Page) => {
  const { year, gradeRank, gradeZh, gradeEn, sortPinyin, sortStroke, id } = registerEntries
  const name = by === "stroke" ? sortStroke : sortPinyin
  const order = [desc(year), asc(gradeRank), asc(gradeZh), asc(gradeEn), asc(name), asc(id)]
  return listLines(scope, filtered(honourId, filter), order, page)
}
