import type { ImportKind } from "#db/words.ts"
import type { Problem } from "#http/forms.ts"
import { texts } from "#i18n/texts.ts"
import type { Translate } from "#i18n/translate.ts"
import { refusalKey } from "#i18n/translate.ts"
import type { CellProblem } from "#lib/sheet.ts"
import { template } from "#render/template.ts"
import type { Counts, Line, Warning } from "./judged.ts"

export const uploadPage = template<{ kind: ImportKind; problems: Problem[] }>("directory/imports/upload")

export type ProblemLine = { readonly row: number; readonly column: string; readonly message: string }

export const previewPage = template<{
  kind: ImportKind
  id: number
  rows: number
  counts: Counts
  /** Only the first of each; `all` says how many there are. */
  wrong: readonly ProblemLine[]
  lines: readonly Line[]
  warnings: readonly Warning[]
  all: { readonly wrong: number; readonly lines: number }
}>("directory/imports/preview")

export const donePage = template<{ kind: ImportKind; counts: Counts | undefined }>("directory/imports/done")

/** A problem in words: its column as the template names it. */
export function problemLine(t: Translate, kind: ImportKind, { row, column, code, value }: CellProblem): ProblemLine {
  const own = code in texts["zh-CN"].imports.problems
  return {
    row,
    column: column ? t(`imports.columns.${kind}.${column}`) : "",
    message: t(own ? `imports.problems.${code}` : refusalKey(code), { value }),
  }
}
