import { languages, type Translate, translator } from "#i18n/translate.ts"
import { cellKey } from "#lib/sheet.ts"
import { type PaperField, paperFields } from "./fields.ts"
import type { Layout } from "./layout.ts"

/** The fields by their names in both languages. */
const byName: ReadonlyMap<string, PaperField> = new Map(
  languages.flatMap((lang) =>
    paperFields.map((field) => [cellKey(translator(lang)(`printing.fields.${field}`)), field] as const),
  ),
)

/**
 * A layout as lines: one a row, fields apart by `|`, each `栏目` or `栏目 = 题头`. A name that is no field stays what it
 * is, so that the schema says in which row it stands.
 */
export const layoutFrom = (text: string): { field: string; label?: string }[][] =>
  text
    .split(/\r?\n/)
    .map((line) => line.split(/[|｜]/).map((part) => part.trim()))
    .map((parts) => parts.filter(Boolean).map(cellFrom))
    .filter((row) => row.length > 0)

function cellFrom(text: string): { field: string; label?: string } {
  const [name = "", label = ""] = text.split(/[=＝]/).map((part) => part.trim())
  const field = byName.get(cellKey(name)) ?? name
  return label ? { field, label } : { field }
}

export const linesOfLayout = (layout: Layout, t: Translate): string =>
  layout
    .map((row) =>
      row.map(({ field, label }) => [t(`printing.fields.${field}`), label].filter(Boolean).join(" = ")).join(" | "),
    )
    .join("\n")
