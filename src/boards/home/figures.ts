import { type RecipientKind, recipientKinds } from "#db/words.ts"

type Counted = {
  readonly honour: { readonly id: number; readonly recipientKind: RecipientKind }
  readonly year: number | null
  readonly count: number
}

/** The honours of this year, at most four, highest first; at the start of a year that has none yet, of the last that had. */
export function figuresOf<T extends Counted>(rows: readonly T[], thisYear: number) {
  const years = rows.flatMap(({ year, count }) => (year !== null && count > 0 && year <= thisYear ? [year] : []))
  const year = years.length > 0 ? Math.max(...years) : thisYear
  return { year, figures: rows.filter((row) => row.year === year && row.count > 0).slice(0, 4) }
}

/** How many people, units and teams were honoured in a year, by all honours together. */
export function conferredIn(rows: readonly Counted[], year: number) {
  const inYear = rows.filter((row) => row.year === year)
  return recipientKinds.flatMap((kind) => {
    const count = inYear.reduce((sum, one) => sum + (one.honour.recipientKind === kind ? one.count : 0), 0)
    return count > 0 ? [{ kind, count }] : []
  })
}

/** Every honour under who receives it, with all its years added up. */
export function boardsByKind<T extends Counted>(rows: readonly T[]) {
  return recipientKinds.flatMap((kind) => {
    const own = rows.filter(({ honour }) => honour.recipientKind === kind)
    const ids = [...new Set(own.map(({ honour }) => honour.id))]
    const boards = ids.map((id) => {
      const years = own.filter(({ honour }) => honour.id === id)
      return { honour: years[0]?.honour as T["honour"], count: years.reduce((sum, one) => sum + one.count, 0) }
    })
    return boards.length > 0 ? [{ kind, boards }] : []
  })
}
