import { and, eq, isNull, type SQL, sql } from "drizzle-orm"
import type { Scope } from "#db/db.ts"
import { honours, registerEntries, registerRolls } from "#db/schema/index.ts"
import { placeholders } from "#db/statement.ts"
import { searchTerms } from "#lib/search.ts"
import { type BoardFilter, dimensions } from "../filter.ts"
import { holdsTerm, isFoundBy, within } from "../lines/queries.ts"

const texts = ["t0", "t1", "t2", "t3", "t4", "t5"] as const
export const given = placeholders(["now", "size", "after", "place", "rolls", "path", ...dimensions, ...texts])

/** What a filter says of rolls and their honours, and of the entries themselves. */
const ofRolls: Readonly<Record<string, SQL | undefined>> = {
  level: eq(honours.level, given.level),
  honour: eq(honours.slug, given.honour),
  kind: eq(honours.recipientKind, given.kind),
  year: eq(registerRolls.year, given.year),
  unknown: isNull(registerRolls.year),
}
const ofEntries: Readonly<Record<string, SQL | undefined>> = {
  district: eq(registerEntries.districtId, given.district),
  industry: eq(registerEntries.section, given.industry),
  unit: within(given.path),
  t0: holdsTerm(given.t0),
  ...Object.fromEntries(texts.slice(1).map((name) => [name, isFoundBy(given[name])])),
}

/** Which conditions a filter sets, as a word: filters that are alike in it differ in values alone. */
export function shapeOf(filter: BoardFilter): string {
  const set = dimensions.filter((name) => filter[name] !== undefined)
  const named = set.map((name) => (name === "year" && filter.year === null ? "unknown" : name))
  return [...named, ...searchTerms(filter.q).map((_, at) => `t${at}`)].join(" ")
}

export const rollsWhere = (shape: string): SQL | undefined => and(...shape.split(" ").map((name) => ofRolls[name]))
export const entriesWhere = (shape: string): SQL | undefined => and(...shape.split(" ").map((name) => ofEntries[name]))

/** `path` is that of the unit that the filter names; no unit stands below one that is not there. */
export const valuesOf = (scope: Scope, filter: BoardFilter, path = "none") => ({
  // As drizzle would write it, had it the value and not its placeholder.
  now: scope.now.toISOString(),
  path,
  ...filter,
  ...Object.fromEntries(searchTerms(filter.q).map((term, at) => [`t${at}`, term])),
})

const { id, year, yearTo, gradeRank, gradeZh, gradeEn } = registerRolls

export const gradeColumns = {
  rollId: id,
  honourId: honours.id,
  slug: honours.slug,
  title: { zh: honours.titleZh, en: honours.titleEn },
  kind: honours.recipientKind,
  year,
  yearTo,
  gradeRank,
  grade: { zh: gradeZh, en: gradeEn },
}

/** The newest year first, then the highest honour and grade. */
export const rollOrder: readonly SQL[] = [
  sql`${year} desc nulls last`,
  ...[yearTo, honours.rank, honours.id, gradeRank, gradeZh, gradeEn].map((one) => sql`${one}`),
]
