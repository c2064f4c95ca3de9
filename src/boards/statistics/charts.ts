import { sectionOf } from "#boards/board/facets.ts"
import { ownerships, type RecipientKind, recipientKinds, type SkillLevel, skillLevels } from "#db/words.ts"
import { publishable } from "./withheld.ts"

export const chartKeys = [
  "years",
  "kinds",
  "districts",
  "industries",
  "ownerships",
  "sexes",
  "front_line",
  "contests",
  "promotions",
] as const
export type ChartKey = (typeof chartKeys)[number]

/** A line of a chart and of its table; its counts are nothing where they are withheld. */
export type Row = { readonly key: string; readonly text?: string; readonly counts: readonly number[] | null }

export type Chart = {
  readonly key: ChartKey
  /** Columns by year, bars by kind, or bars of two parts. */
  readonly form: "columns" | "bars" | "shares"
  readonly rows: readonly Row[]
  /** Of promotions, the levels that are counted after their sum. */
  readonly levels?: readonly SkillLevel[]
}

export type Figures = {
  readonly entries: readonly { readonly year: number | null; readonly kind: RecipientKind; readonly count: number }[]
  readonly places: readonly {
    readonly path: string
    readonly industry: string | null
    readonly ownership: string
    readonly count: number
  }[]
  readonly districts: readonly { readonly id: number; readonly name: string; readonly path: string }[]
  readonly people: readonly {
    readonly year: number | null
    readonly isWoman: boolean
    readonly isFrontLine: boolean
    readonly count: number
  }[]
  readonly contests: readonly {
    readonly year: number
    readonly contestants: number
    readonly events: number
    readonly contests: number
    readonly units: number
  }[]
  readonly promotions: readonly { readonly year: number; readonly level: SkillLevel; readonly count: number }[]
}

function summed<T extends { readonly count: number }>(rows: readonly T[], keyOf: (row: T) => string | undefined) {
  const sums = new Map<string, number>()
  for (const row of rows) {
    const key = keyOf(row)
    if (key !== undefined) sums.set(key, (sums.get(key) ?? 0) + row.count)
  }
  return sums
}

const listed = (keys: readonly string[], sums: ReadonlyMap<string, number>): Row[] =>
  keys.flatMap((key) => (sums.has(key) ? [{ key, counts: [sums.get(key) ?? 0] }] : []))

const mostFirst = (one: Row, other: Row) =>
  (other.counts?.[0] ?? 0) - (one.counts?.[0] ?? 0) || (one.key < other.key ? -1 : 1)

const yearOf = ({ year }: { readonly year: number | null }) => (year === null ? undefined : String(year))

/** People by year in two parts, the newest year first: withheld where a part is small. */
function shares(
  people: Figures["people"],
  isFirst: (row: Figures["people"][number]) => boolean,
  least: number,
): readonly Row[] {
  const first = summed(people.filter(isFirst), yearOf)
  const all = summed(people, yearOf)
  const years = [...all.keys()].sort((one, other) => Number(other) - Number(one))
  return years.map((key) => {
    const parts = [first.get(key) ?? 0, (all.get(key) ?? 0) - (first.get(key) ?? 0)]
    return { key, counts: publishable(parts, least) }
  })
}

function byDistrict({ places, districts }: Figures): Row[] {
  const sums = summed(places, ({ path }) => {
    const own = districts.find((one) => path.startsWith(one.path))
    return own && String(own.id)
  })
  return districts.flatMap(({ id, name }) => {
    const count = sums.get(String(id))
    return count ? [{ key: String(id), text: name, counts: [count] }] : []
  })
}

/** Promotions by year, the newest first: all of them, then those to each level that occurs, the highest first. */
function promotionsByYear(promotions: Figures["promotions"]): Chart {
  const levels = skillLevels.filter((one) => promotions.some(({ level }) => level === one)).reverse()
  const years = [...summed(promotions, yearOf)].sort(([one], [other]) => Number(other) - Number(one))
  const rows = years.map(([key, all]) => {
    const own = summed(promotions, ({ year, level }) => (String(year) === key ? level : undefined))
    return { key, counts: [all, ...levels.map((level) => own.get(level) ?? 0)] }
  })
  return { key: "promotions", form: "bars", rows, levels }
}

/** Every chart of the statistics page, in its order; one without a row has nothing to show. */
export function chartsOf(figures: Figures, least: number): Chart[] {
  const { entries, places, people, contests, promotions } = figures
  const years = summed(entries, yearOf)
  const sections = summed(places, ({ industry }) => sectionOf(industry))
  const played = contests.toSorted((one, other) => other.year - one.year)
  return [
    { key: "years", form: "columns", rows: listed([...years.keys()].sort(), years) },
    {
      key: "kinds",
      form: "bars",
      rows: listed(
        recipientKinds,
        summed(entries, ({ kind }) => kind),
      ),
    },
    { key: "districts", form: "bars", rows: byDistrict(figures).sort(mostFirst) },
    { key: "industries", form: "bars", rows: listed([...sections.keys()].sort(), sections).sort(mostFirst) },
    {
      key: "ownerships",
      form: "bars",
      rows: listed(
        ownerships,
        summed(places, ({ ownership }) => ownership),
      ).sort(mostFirst),
    },
    { key: "sexes", form: "shares", rows: shares(people, ({ isWoman }) => isWoman, least) },
    { key: "front_line", form: "shares", rows: shares(people, ({ isFrontLine }) => isFrontLine, least) },
    {
      key: "contests",
      form: "bars",
      rows: played.map((one) => ({
        key: String(one.year),
        counts: [one.contestants, one.units, one.events, one.contests],
      })),
    },
    promotionsByYear(promotions),
  ]
}
