import type { Problem as RuleProblem } from "#competition/contests/problem.ts"
import type { ContestRow } from "#competition/contests/queries.ts"
import type { Problem } from "#http/forms.ts"
import type { Translate } from "#i18n/translate.ts"
import { template } from "#render/template.ts"

export const importPage = template<{
  contest: ContestRow
  code: string
  problems: readonly Problem[]
  /** What is wrong in the file, in words, and how many more there are. */
  found: readonly string[]
  more: number
}>("competition/rehearsals/import")

/** As many as somebody can work through at once. */
export const SHOWN = 50

/** A problem of a bundle with its place, as a JSON pointer. */
export function bundleWords(t: Translate, { at, code, ...facts }: RuleProblem): string {
  const choices = "choices" in facts ? facts.choices.join(" / ") : ""
  const words =
    code === "unknown_member"
      ? t("rehearsals.unknown_member", { ...facts })
      : t(`contests.problems.${code}`, { ...facts, choices })
  return t("rehearsals.problem", { at: at || t("rehearsals.whole"), words })
}
