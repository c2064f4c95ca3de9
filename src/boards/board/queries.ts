import { and, asc, count, eq, isNull, type SQL, sql } from "drizzle-orm"
import type { Db, Scope } from "#db/db.ts"
import { publicEntry } from "#db/gate.ts"
import { honours, placings, registerEntries, units } from "#db/schema/index.ts"
import { placeholders, statements } from "#db/statement.ts"
import type { Page } from "#http/paging.ts"
import { searchTerms } from "#lib/search.ts"
import { type BoardFilter, dimensions } from "./filter.ts"
import { holdsTerm, listLines, newestFirst } from "./lines/queries.ts"
import type { BoardOrder } from "./order.ts"

const names = ["now", "size", "offset", ...dimensions, "t0", "t1", "t2", "t3", "t4", "t5"] as const
const given = placeholders(names)

/** Everything below a unit, and itself. */
const below = (id: ReturnType<typeof placeholders>[string]): SQL =>
  sql`starts_with(${units.path}, (select path from units as top where top.id = ${id}))`

const conditions: Readonly<Record<string, SQL | undefined>> = {
  level: eq(honours.level, given.level),
  honour: eq(honours.slug, given.honour),
  kind: eq(honours.recipientKind, given.kind),
  year: eq(registerEntries.year, given.year),
  unknown: isNull(registerEntries.year),
  district: below(given.district),
  industry: sql`left(${units.industryCode}, 1) = ${given.industry}`,
  unit: below(given.unit),
  ...Object.fromEntries(names.filter((name) => /^t\d$/.test(name)).map((name) => [name, holdsTerm(given[name])])),
}

/** Which conditions a filter sets, as a word: filters that are alike in it differ in values alone. */
function shapeOf(filter: BoardFilter): string {
  const set = dimensions.filter((name) => filter[name] !== undefined)
  const named = set.map((name) => (name === "year" && filter.year === null ? "unknown" : name))
  return [...named, ...searchTerms(filter.q).map((_, at) => `t${at}`)].join(" ")
}

const whereOf = (shape: string): SQL | undefined =>
  and(publicEntry(given.now), ...shape.split(" ").map((name) => conditions[name]))

const valuesOf = (scope: Scope, filter: BoardFilter) => ({
  // As drizzle would write it, had it the value and not its placeholder.
  now: scope.now.toISOString(),
  ...filter,
  ...Object.fromEntries(searchTerms(filter.q).map((term, at) => [`t${at}`, term])),
})

const { honourId, year, yearTo, gradeRank, gradeZh, gradeEn, unitId } = registerEntries

const grades = statements((db, shape: string) =>
  db
    .select({
      honourId: honours.id,
      slug: honours.slug,
      title: { zh: honours.titleZh, en: honours.titleEn },
      kind: honours.recipientKind,
      year,
      yearTo,
      gradeRank,
      grade: { zh: gradeZh, en: gradeEn },
      count: count(),
    })
    .from(registerEntries)
    .innerJoin(honours, eq(honours.id, honourId))
    .leftJoin(units, eq(units.id, unitId))
    .where(whereOf(shape))
    .groupBy(honours.id, year, yearTo, gradeRank, gradeZh, gradeEn)
    .orderBy(...newestFirst),
)

/** How many names each year, honour and grade of a board holds under the filter, in the order of the board. */
export const gradesOf = (scope: Scope, filter: BoardFilter) =>
  grades(scope.db, shapeOf(filter), valuesOf(scope, filter))
export type Grade = Awaited<ReturnType<typeof gradesOf>>[number]

const years = statements((db, shape: string) =>
  db
    .select({ honourId, year, count: count() })
    .from(registerEntries)
    .innerJoin(honours, eq(honours.id, honourId))
    .leftJoin(units, eq(units.id, unitId))
    .where(whereOf(shape))
    .groupBy(honourId, year),
)

/** How many names each honour has in each year under the filter. */
export const countsByHonour = (scope: Scope, filter: BoardFilter) =>
  years(scope.db, shapeOf(filter), valuesOf(scope, filter))
export type HonourYear = Awaited<ReturnType<typeof countsByHonour>>[number]

const places = statements((db, shape: string) =>
  db
    .select({ id: units.id, name: units.name, path: units.path, industry: units.industryCode, count: count() })
    .from(registerEntries)
    .innerJoin(honours, eq(honours.id, honourId))
    .innerJoin(units, eq(units.id, unitId))
    .where(whereOf(shape))
    .groupBy(units.id),
)

/** How many names each unit has under the filter. */
export const countsByUnit = (scope: Scope, filter: BoardFilter) =>
  places(scope.db, shapeOf(filter), valuesOf(scope, filter))
export type UnitCount = Awaited<ReturnType<typeof countsByUnit>>[number]

const orders: Readonly<Record<BoardOrder, readonly SQL[]>> = {
  stroke: [asc(registerEntries.sortStroke)],
  pinyin: [asc(registerEntries.sortPinyin)],
  result: [sql`${placings.place} asc nulls last`, asc(registerEntries.sortStroke)],
}

const lines = statements((db: Db, asked: string) => {
  const [by, ...shape] = asked.split(" ") as [BoardOrder, ...string[]]
  const { now, size, offset } = given
  const order = [...newestFirst, ...orders[by], asc(registerEntries.id)]
  return listLines(db, { now, where: whereOf(shape.join(" ")), order, page: { size, offset } })
})

/** A page of a board: the newest year first, then by honour and grade, then as names are ordered. */
export const boardLines = (scope: Scope, filter: BoardFilter, by: BoardOrder, { size, offset }: Page) =>
  lines(scope.db, `${by} ${shapeOf(filter)}`, { ...valuesOf(scope, filter), size, offset })

/** The federations of districts, in the order of their strokes. */
export const listDistricts = ({ db }: Scope) =>
  db
    .select({ id: units.id, name: units.name, shortName: units.shortName, path: units.path })
    .from(units)
    .where(and(eq(units.kind, "federation"), eq(units.level, "district")))
    .orderBy(asc(units.sortStroke), asc(units.id))
export type District = Awaited<ReturnType<typeof listDistricts>>[number]

/** Every kind of honour, the highest first. */
export const listHonours = ({ db }: Scope) => db.select().from(honours).orderBy(asc(honours.rank), asc(honours.id))
export type HonourRow = typeof honours.$inferSelect
