import { languages, translator } from "#i18n/translate.ts"
import { cellKey, tableOf } from "#lib/sheet.ts"
import { type Given, type HistoryColumn, historyColumns } from "./columns.ts"

/** More than any federation conferred in a lifetime, and what still fits one transaction. */
const most = 20_000

/** The titles of the columns in both languages, and what old lists call them. */
const headers: ReadonlyMap<string, HistoryColumn> = new Map(
  languages.flatMap((lang) => {
    const t = translator(lang)
    return historyColumns.flatMap((column) =>
      [t(`history.columns.${column}`), ...t(`history.aliases.${column}`).split(/[、,]/)].map(
        (title) => [cellKey(title), column] as const,
      ),
    )
  }),
)

/** The rows of a file, cell by cell as they are written, or what is wrong with the whole of it. */
export function readHistory(sheet: readonly (readonly string[])[]) {
  const { rows, problems } = tableOf(sheet, headers, ["name"], most)
  const given = rows.map(({ row, cell }) => ({
    row,
    given: Object.fromEntries(historyColumns.map((column) => [column, cell(column).trim()])) as Given,
  }))
  return { rows: given, problems }
}
