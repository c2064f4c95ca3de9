import { honourLevels, type RecipientKind, recipientKinds, type UnitLevel } from "#db/words.ts"

/** By what a board is filtered; each may stand beside any other. */
export const dimensions = ["level", "honour", "kind", "year", "district", "industry", "unit"] as const
export type Dimension = (typeof dimensions)[number]

export type BoardFilter = {
  readonly level: UnitLevel | undefined
  /** The name of an honour in addresses. */
  readonly honour: string | undefined
  readonly kind: RecipientKind | undefined
  /** `null` asks for what has no known year. */
  readonly year: number | null | undefined
  /** The federation of a district, with all that stands below it. */
  readonly district: number | undefined
  /** The section of GB/T 4754, such as `C`. */
  readonly industry: string | undefined
  /** A unit with all that stands below it. */
  readonly unit: number | undefined
  readonly q: string
}

export const unfiltered: BoardFilter = {
  ...{ level: undefined, honour: undefined, kind: undefined, year: undefined },
  ...{ district: undefined, industry: undefined, unit: undefined, q: "" },
}

const idIn = (text: string | undefined) => (/^[1-9]\d{0,8}$/.test(text ?? "") ? Number(text) : undefined)

/** The year that an address asks for; `unknown` is for what has none. */
export const yearIn = (text: string | undefined) =>
  text === "unknown" ? null : /^\d{4}$/.test(text ?? "") ? Number(text) : undefined

/** What an address asks for; what cannot be asked for is passed over. */
export const filterIn = (query: Readonly<Record<string, string | undefined>>): BoardFilter => ({
  level: honourLevels.find((one) => one === query.level),
  honour: query.honour || undefined,
  kind: recipientKinds.find((one) => one === query.kind),
  year: yearIn(query.year),
  district: idIn(query.district),
  industry: /^[A-T]$/.test(query.industry ?? "") ? query.industry : undefined,
  unit: idIn(query.unit),
  q: (query.q ?? "").trim().slice(0, 100),
})

const textOf = (value: string | number | null) => (value === null ? "unknown" : String(value))

/** The address of a board under a filter; what nobody asks is left out. */
export function addressOf(path: string, filter: BoardFilter, order?: string): string {
  const query = new URLSearchParams()
  for (const name of dimensions) {
    const value = filter[name]
    if (value !== undefined) query.set(name, textOf(value))
  }
  if (filter.q) query.set("q", filter.q)
  if (order && order !== "stroke") query.set("order", order)
  return query.size > 0 ? `${path}?${query}` : path
}

export const isFiltered = (filter: BoardFilter): boolean =>
  filter.q !== "" || dimensions.some((name) => filter[name] !== undefined)

/** The filter without some of its dimensions: what a choice among them is counted under. */
export const without = (filter: BoardFilter, ...names: readonly Dimension[]): BoardFilter => ({
  ...filter,
  ...Object.fromEntries(names.map((name) => [name, undefined])),
})
