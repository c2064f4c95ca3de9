import { honourLevels } from "#db/words.ts"

type Counted = {
  readonly honour: { readonly id: number; readonly level: (typeof honourLevels)[number] }
  readonly count: number
}

/** Honours under their levels, highest level first, each once with all its years added up. */
export function byLevel<T extends Counted>(rows: readonly T[]) {
  const totals = new Map<number, { honour: T["honour"]; count: number }>()
  for (const { honour, count } of rows) {
    const kept = totals.get(honour.id)
    totals.set(honour.id, { honour, count: (kept?.count ?? 0) + count })
  }
  return honourLevels.flatMap((level) => {
    const list = [...totals.values()].filter(({ honour }) => honour.level === level)
    return list.length > 0 ? [{ level, total: list.reduce((sum, one) => sum + one.count, 0), honours: list }] : []
  })
}

type Graded = {
  /** Nothing where it is not known; with `yearTo`, some year from the one to the other. */
  readonly year: number | null
  readonly yearTo: number | null
  readonly gradeRank: number
  readonly grade: { readonly zh: string; readonly en: string }
}

const heading = ({ year, yearTo, gradeRank, grade }: Graded) =>
  JSON.stringify([year, yearTo, gradeRank, grade.zh, grade.en])

/** The lines of a page under their years and grades, with the count of the whole group, not only of this page. */
export function grouped<G extends Graded & { readonly count: number }, L extends Graded>(
  grades: readonly G[],
  lines: readonly L[],
) {
  const under = Map.groupBy(lines, heading)
  return grades.flatMap((grade) => {
    const own = under.get(heading(grade))
    return own ? [{ ...grade, lines: own }] : []
  })
}
