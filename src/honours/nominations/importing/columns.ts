import type { RecipientKind } from "#db/words.ts"
import { languages, translator } from "#i18n/translate.ts"
import { cellKey } from "#lib/sheet.ts"
import type { Step } from "../../programmes/steps.ts"
import type { Field } from "../papers/fields.ts"
import { sectionsFor } from "../papers/sections.ts"

/** Whom a row is about: everything else of them stands in the directory. */
export const whoColumns = ["honour", "name", "unit", "birthDate"] as const

/** A column of the sheet that fills one field of the papers, with the kinds of recipients that have it. */
export type FieldColumn = {
  /** `section.field`, as the texts name it. */
  readonly key: string
  readonly section: string
  readonly field: Field
  readonly kinds: readonly RecipientKind[]
}

/** What a sheet can say of these kinds of recipients on this route, each field once, in the order of the papers. */
export function fieldColumns(kinds: readonly RecipientKind[], steps: readonly Step[]): FieldColumn[] {
  const all = kinds.flatMap((kind) =>
    sectionsFor(kind, steps).flatMap(({ key: section, fields }) =>
      fields.map((field) => ({ key: `${section}.${field.key}`, section, field, kind })),
    ),
  )
  return [...Map.groupBy(all, ({ key }) => key).values()].flatMap((same) => {
    const [first] = same
    return first ? [{ ...first, kinds: same.map(({ kind }) => kind) }] : []
  })
}

export const whoLabel = (column: string): string => `nominations.import.columns.${column}`
export const fieldLabel = (key: string): string => `nominations.fields.${key}`

/** The columns by their titles in both languages. */
export const headersOf = (columns: readonly FieldColumn[]): ReadonlyMap<string, string> =>
  new Map(
    languages.flatMap((lang) => {
      const t = translator(lang)
      const who = whoColumns.map((column) => [cellKey(t(whoLabel(column))), column as string] as const)
      return [...who, ...columns.map(({ key }) => [cellKey(t(fieldLabel(key))), key] as const)]
    }),
  )
