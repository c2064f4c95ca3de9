type Graded = {
  readonly honourId: number
  /** Nothing where it is not known; with `yearTo`, some year from the one to the other. */
  readonly year: number | null
  readonly yearTo: number | null
  readonly gradeRank: number
  readonly grade: { readonly zh: string; readonly en: string }
}

const heading = ({ honourId, year, yearTo, gradeRank, grade }: Graded) =>
  JSON.stringify([honourId, year, yearTo, gradeRank, grade.zh, grade.en])

/** The lines of a page under their years, honours and grades, with the count of the whole group, not only of this page. */
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
