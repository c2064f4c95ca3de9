type Listed = {
  readonly honour: { readonly id: number; readonly titleZh: string; readonly titleEn: string }
  readonly entry: { readonly gradeRank: number; readonly gradeZh: string; readonly gradeEn: string }
}

/** The list of a decision as it is printed: under each honour and grade, in the order that it comes in. */
export function listed<L extends Listed>(lines: readonly L[]) {
  const groups = Map.groupBy(lines, ({ honour, entry }) =>
    JSON.stringify([honour.id, entry.gradeRank, entry.gradeZh, entry.gradeEn]),
  )
  return [...groups.values()].flatMap((own) => {
    const [first] = own
    return first
      ? [{ honour: first.honour, grade: { zh: first.entry.gradeZh, en: first.entry.gradeEn }, lines: own }]
      : []
  })
}
