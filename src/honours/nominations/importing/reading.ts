import type { RecipientKind } from "#db/words.ts"
import { type CellFault, type CellProblem, cellKey, cellReader, tableOf } from "#lib/sheet.ts"
import type { Fields } from "../papers/fields.ts"
import { readCell } from "./cells.ts"
import { type FieldColumn, headersOf } from "./columns.ts"

/** More nominees than any unit has seats for. */
export const mostRows = 300

export type OfferedTo = {
  readonly id: number
  readonly titleZh: string
  readonly titleEn: string
  readonly recipientKind: RecipientKind
}
export type ReadRow = {
  readonly row: number
  readonly honour: OfferedTo
  readonly name: string
  readonly unitId: number
  readonly birthDate: string
  readonly sections: Readonly<Record<string, Fields>>
}

export type World = {
  readonly honours: readonly OfferedTo[]
  readonly columns: readonly FieldColumn[]
  readonly units: ReadonlyMap<string, number>
}

const honourNames = (honours: readonly OfferedTo[]) =>
  new Map(honours.flatMap((one) => [one.titleZh, one.titleEn].map((title) => [cellKey(title), one] as const)))

/** Every row as a nominee with what it says of their papers, and everything that cannot be read. */
export function readNominees(sheet: readonly (readonly string[])[], { honours, columns, units }: World) {
  const table = tableOf(sheet, headersOf(columns), ["name"], mostRows)
  const problems: CellProblem[] = [...table.problems]
  const names = honourNames(honours)
  const only = new Set(units.values()).size === 1 ? [...units.values()][0] : undefined
  const rows = table.rows.flatMap(({ row, cell }): ReadRow[] => {
    const own: CellProblem[] = []
    const read = cellReader(row, cell, own as CellProblem<string, CellFault>[])
    const honour = read.word("honour", names, honours.length === 1 ? honours[0] : undefined)
    const name = read.filled("name", 80)
    const isUnit = honour?.recipientKind === "unit"
    const named = isUnit && cell("unit") === "" ? units.get(cellKey(name)) : undefined
    const unitId = read.word("unit", units, named ?? (isUnit ? undefined : only))
    const birthDate = read.optionalDay("birthDate") ?? ""
    const sections = honour ? sectionsIn(row, cell, honour.recipientKind, columns, own) : {}
    problems.push(...own)
    return own.length > 0 ? [] : [{ row, honour, name, unitId, birthDate, sections }]
  })
  return { rows, problems }
}

function sectionsIn(
  row: number,
  cell: (column: string) => string,
  kind: RecipientKind,
  columns: readonly FieldColumn[],
  problems: CellProblem[],
): Record<string, Fields> {
  const sections: Record<string, Record<string, string>> = {}
  for (const { key, section, field, kinds } of columns) {
    const typed = cell(key)
    if (typed === "") continue
    const wrong = (code: string) => problems.push({ row, column: key, code, value: [...typed].slice(0, 40).join("") })
    const read = readCell(field, typed)
    if (!kinds.includes(kind)) wrong("cell_not_of_kind")
    else if ("fault" in read) wrong(read.fault)
    else sections[section] = { ...sections[section], [field.key]: read.value }
  }
  return sections
}
