import type { UnitGiven } from "#directory/organisations/bulk/plan.ts"
import { cellReader, tableOf } from "#lib/sheet.ts"
import { headersOf, words } from "./words.ts"

export const unitColumns = [
  "name",
  "shortName",
  "parent",
  "kind",
  "level",
  "ownership",
  "regionCode",
  "industryCode",
  "creditCode",
] as const
type UnitColumn = (typeof unitColumns)[number]

const most = 5_000

/** Reads every row of a file of units; an empty cell says nothing. */
export function readUnits(sheet: readonly (readonly string[])[]) {
  const { rows: table, problems } = tableOf(sheet, headersOf("units", unitColumns), ["name"], most)
  const rows = table.map(({ row, cell }): UnitGiven => {
    const read = cellReader(row, cell, problems)
    const said = (column: UnitColumn, max: number) => read.text(column, max) || undefined
    return {
      row,
      name: read.filled("name", 100),
      shortName: said("shortName", 40),
      parent: said("parent", 100),
      kind: read.optionalWord("kind", words.unitKind),
      level: read.optionalWord("level", words.unitLevel),
      ownership: read.optionalWord("ownership", words.ownership),
      regionCode: said("regionCode", 6),
      industryCode: said("industryCode", 8),
      creditCode: said("creditCode", 24),
    }
  })
  return { rows, problems }
}
