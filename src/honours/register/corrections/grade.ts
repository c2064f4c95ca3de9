import type { TermGrade } from "#db/schema/index.ts"
import { ok, type Result, refuse } from "#lib/result.ts"

type Graded = { readonly gradeZh: string; readonly gradeEn: string; readonly gradeRank: number }
type Corrected = { readonly facts: Graded; readonly key: string | undefined }

/**
 * The grade of a corrected entry. What is held for a time in a grade bears one of its grades: the English words and the
 * rank follow from the Chinese ones, and the term is held in that grade.
 */
export function correctedGrade(
  ladder: readonly TermGrade[],
  before: string,
  { gradeZh, gradeEn, gradeRank }: Graded,
): Result<Corrected> {
  if (ladder.length === 0 || gradeZh === before) return ok({ facts: { gradeZh, gradeEn, gradeRank }, key: undefined })
  const at = ladder.findIndex(({ title }) => title.zh === gradeZh)
  const grade = ladder[at]
  if (!grade) {
    const grades = ladder.map(({ title }) => title.zh).join("、")
    return refuse({ code: "grade_not_of_ladder", field: "gradeZh", grades })
  }
  return ok({ facts: { gradeZh, gradeEn: grade.title.en, gradeRank: at + 1 }, key: grade.key })
}
