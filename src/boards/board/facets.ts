import { honourLevels, type RecipientKind, recipientKinds, type UnitLevel } from "#db/words.ts"
import type { BoardFilter, Dimension } from "./filter.ts"

type Both = { readonly zh: string; readonly en: string }
type Honour = {
  readonly id: number
  readonly slug: string
  readonly level: UnitLevel
  readonly recipientKind: RecipientKind
  readonly titleZh: string
  readonly titleEn: string
}
type HonourYear = { readonly honourId: number; readonly year: number | null; readonly count: number }
type PlaceCounts = {
  readonly districts: readonly { readonly id: number; readonly count: number }[]
  readonly sections: readonly { readonly section: string; readonly count: number }[]
  readonly units: readonly { readonly id: number; readonly name: string; readonly count: number }[]
}
type District = { readonly id: number; readonly name: string }

/** A choice of a filter with how many names it would leave, all other choices standing. */
export type Choice = {
  readonly value: string
  readonly count: number
  /** What it is called, where that is not a word of ours. */
  readonly text?: string | Both
}
export type Facets = Readonly<Record<Dimension, readonly Choice[]>>

const added = <T>(rows: readonly T[], keyOf: (row: T) => string | undefined, countOf: (row: T) => number) => {
  const sums = new Map<string, number>()
  for (const row of rows) {
    const key = keyOf(row)
    if (key !== undefined) sums.set(key, (sums.get(key) ?? 0) + countOf(row))
  }
  return sums
}

/** How many there are of each level, honour, kind and year, each counted with the other three standing. */
export function honourFacets(honours: readonly Honour[], rows: readonly HonourYear[], filter: BoardFilter) {
  const byId = new Map(honours.map((one) => [one.id, one]))
  const all = rows.flatMap((row) => {
    const honour = byId.get(row.honourId)
    return honour ? [{ ...row, honour }] : []
  })
  type Row = (typeof all)[number]
  const tests: Readonly<Record<"level" | "honour" | "kind" | "year", (row: Row) => boolean>> = {
    level: ({ honour }) => filter.level === undefined || honour.level === filter.level,
    honour: ({ honour }) => filter.honour === undefined || honour.slug === filter.honour,
    kind: ({ honour }) => filter.kind === undefined || honour.recipientKind === filter.kind,
    year: ({ year }) => filter.year === undefined || year === filter.year,
  }
  const counted = (but: keyof typeof tests, keyOf: (row: Row) => string) =>
    added(
      all.filter((row) => Object.entries(tests).every(([name, passes]) => name === but || passes(row))),
      keyOf,
      ({ count }) => count,
    )
  const levels = counted("level", ({ honour }) => honour.level)
  const slugs = counted("honour", ({ honour }) => honour.slug)
  const kinds = counted("kind", ({ honour }) => honour.recipientKind)
  const years = counted("year", ({ year }) => (year === null ? "unknown" : String(year)))
  return {
    level: listed(honourLevels, levels, filter.level),
    honour: honours.flatMap(({ slug, titleZh, titleEn }) =>
      slugs.has(slug) || slug === filter.honour
        ? [{ value: slug, count: slugs.get(slug) ?? 0, text: { zh: titleZh, en: titleEn } }]
        : [],
    ),
    kind: listed(recipientKinds, kinds, filter.kind),
    year: listed(
      [...years.keys()].sort((a, b) => (a === "unknown" ? 1 : b === "unknown" ? -1 : Number(b) - Number(a))),
      years,
      undefined,
    ),
  }
}

/** How many there are of each district, industry and unit, each counted with the other two standing. */
export function placeFacets(districts: readonly District[], counts: PlaceCounts, filter: BoardFilter) {
  const byDistrict = new Map(counts.districts.map(({ id, count }) => [id, count]))
  const bySection = new Map(counts.sections.map(({ section, count }) => [section, count]))
  return {
    district: districts.flatMap(({ id, name }) => {
      const count = byDistrict.get(id)
      return count || id === filter.district ? [{ value: String(id), count: count ?? 0, text: name }] : []
    }),
    industry: listed([...bySection.keys()].sort(), bySection, filter.industry),
    unit: counts.units.map(({ id, name, count }) => ({ value: String(id), count, text: name })),
  }
}

/** The section of GB/T 4754 that a code lies in, where it is said. */
export const sectionOf = (code: string | null): string | undefined => /^[A-T]/.exec(code ?? "")?.[0]

const listed = (values: readonly string[], counts: ReadonlyMap<string, number>, chosen: string | undefined): Choice[] =>
  [...new Set([...values, ...(chosen ? [chosen] : [])])].flatMap((value) => {
    const count = counts.get(value)
    return count || value === chosen ? [{ value, count: count ?? 0 }] : []
  })
