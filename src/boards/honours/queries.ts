import { and, asc, count, desc, eq, isNotNull, isNull, lte, type SQL, sql } from "drizzle-orm"
import { hasTerms, listLines } from "#boards/search/queries.ts"
import type { Db, Scope } from "#db/db.ts"
import { honours, registerEntries, units } from "#db/schema/index.ts"
import { placeholders, statement, statements } from "#db/statement.ts"
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

const { slug, honourId, year, now, size, offset } = placeholders(["slug", "honourId", "year", "now", "size", "offset"])

/** As drizzle would write it, had it the value and not its placeholder. */
const at = (scope: Scope) => scope.now.toISOString()

const bySlug = statement((db) => db.select().from(honours).where(eq(honours.slug, slug)))

export async function findHonour({ db }: Scope, slug: string): Promise<HonourRow | undefined> {
  const [honour] = await bySlug(db, { slug })
  return honour
}

const decisions = statement((db) => {
  const { documentNumber, decidedOn, decisionId, year } = registerEntries
  return db
    .select({ documentNumber, decidedOn, decisionId, year, count: count() })
    .from(registerEntries)
    .where(and(eq(registerEntries.honourId, honourId), isVisible(now)))
    .groupBy(documentNumber, decidedOn, decisionId, year)
    .orderBy(newest, desc(decidedOn), asc(documentNumber))
})

/** The decisions by which an honour was conferred, newest first, with how many each names. */
export const decisionsOf = (scope: Scope, honourId: number) => decisions(scope.db, { honourId, now: at(scope) })

const revoked = statement((db) => {
  const { id, recipientName, unitName, endedOn, endingNumber, endingShown, revokedAt, visibleFrom } = registerEntries
  const shown = [isNotNull(revokedAt), eq(endingShown, true), lte(visibleFrom, now)]
  return db
    .select({ id, name: recipientName, unitName, endedOn, endingNumber })
    .from(registerEntries)
    .where(and(eq(registerEntries.honourId, honourId), ...shown))
    .orderBy(desc(endedOn), asc(id))
})

/** What was revoked by a decision that was made public: whom and which decision, never why. */
export const revokedOf = (scope: Scope, honourId: number) => revoked(scope.db, { honourId, now: at(scope) })

const newest = sql`${registerEntries.year} desc nulls last`

/** `null` asks for what has no known year. */
export type BoardFilter = { readonly year: number | null | undefined; readonly q: string }

type Years = "all" | "one" | "unknown"

const yearsOf = ({ year }: BoardFilter): Years => (year === undefined ? "all" : year === null ? "unknown" : "one")

/** Words to search for are as many as somebody types: a statement with them is built anew. */
const within = (years: Years, q = "") =>
  and(
    eq(registerEntries.honourId, honourId),
    years === "one" ? eq(registerEntries.year, year) : undefined,
    years === "unknown" ? isNull(registerEntries.year) : undefined,
    hasTerms(searchTerms(q)),
  )

const grading = (db: Db, where: SQL | undefined) => {
  const { year, yearTo, gradeRank, gradeZh, gradeEn } = registerEntries
  return db
    .select({ year, yearTo, gradeRank, grade: { zh: gradeZh, en: gradeEn }, count: count() })
    .from(registerEntries)
    .leftJoin(units, eq(units.id, registerEntries.unitId))
    .where(and(where, isVisible(now)))
    .groupBy(year, yearTo, gradeRank, gradeZh, gradeEn)
    .orderBy(newest, asc(yearTo), asc(gradeRank), asc(gradeZh), asc(gradeEn))
}

const grades = statements((db, years: Years) => grading(db, within(years)))

/** How many names each year and grade of a board holds under the filter. */
export function gradesOf(scope: Scope, honourId: number, filter: BoardFilter) {
  const years = yearsOf(filter)
  const values = { honourId, year: filter.year, now: at(scope) }
  return filter.q
    ? statement((db) => grading(db, within(years, filter.q)))(scope.db, values)
    : grades(scope.db, years, values)
}

const lining = (db: Db, by: NameOrder, where: SQL | undefined) => {
  const { yearTo, gradeRank, gradeZh, gradeEn, sortPinyin, sortStroke, id } = registerEntries
  const name = by === "stroke" ? sortStroke : sortPinyin
  const order = [newest, asc(yearTo), asc(gradeRank), asc(gradeZh), asc(gradeEn), asc(name), asc(id)]
  return listLines(db, { now, where, order, page: { size, offset } })
}

const lines = statements((db, shape: `${NameOrder} ${Years}`) => {
  const [by, years] = shape.split(" ") as [NameOrder, Years]
  return lining(db, by, within(years))
})

/** A page of a board: by year, newest first, then grade, then name. */
export function boardLines(scope: Scope, honourId: number, filter: BoardFilter, by: NameOrder, page: Page) {
  const years = yearsOf(filter)
  const values = { honourId, year: filter.year, now: at(scope), size: page.size, offset: page.offset }
  return filter.q
    ? statement((db) => lining(db, by, within(years, filter.q)))(scope.db, values)
    : lines(scope.db, `${by} ${years}`, values)
}
