import type { IdentityClass, IdentityKind, Sex, SkillLevel } from "#db/words.ts"
import { type CellFault, type CellProblem, cellReader, tableOf } from "#lib/sheet.ts"
import type { NewEntryForm } from "../forms.ts"

export const sheetColumns = [
  "name",
  "sex",
  "birthDate",
  "unit",
  "post",
  "identityClass",
  "skillLevel",
  "isStudent",
  "team",
  "identityKind",
  "identityNumber",
  "phone",
] as const
export type SheetColumn = (typeof sheetColumns)[number]
const needed: readonly SheetColumn[] = ["name", "sex", "birthDate", "identityClass"]

/** What words a sheet may use, in every language of the interface, and what they stand for. */
export type Vocabulary = {
  readonly headers: ReadonlyMap<string, SheetColumn>
  readonly sexes: ReadonlyMap<string, Sex>
  readonly classes: ReadonlyMap<string, IdentityClass>
  readonly skills: ReadonlyMap<string, SkillLevel>
  readonly papers: ReadonlyMap<string, IdentityKind>
  readonly truths: ReadonlyMap<string, boolean>
  /** Names of the units within reach; one alone stands for an empty cell. */
  readonly units: ReadonlyMap<string, number>
}

export type SheetEntry = NewEntryForm & { readonly row: number }
export type SheetProblem = CellProblem<SheetColumn, CellFault>

export const mostRows = 500

/** Reads every row of a sheet whose first row names the columns; rows are numbered as the spreadsheet shows them. */
export function readRows(sheet: readonly (readonly string[])[], words: Vocabulary) {
  const { rows: filled, problems } = tableOf(sheet, words.headers, needed, mostRows)
  const rows = filled.map(({ row, cell }) => ({ row, ...readRow(cellReader(row, cell, problems), words) }))
  return { rows: problems.length > 0 ? [] : rows, problems }
}

const readRow = (cells: ReturnType<typeof cellReader<SheetColumn>>, words: Vocabulary): Omit<SheetEntry, "row"> => ({
  name: cells.filled("name", 50),
  birthDate: cells.day("birthDate"),
  sex: cells.word("sex", words.sexes, undefined),
  unit: cells.word("unit", words.units, onlyUnit(words)),
  post: cells.text("post", 50),
  identityClass: cells.word("identityClass", words.classes, undefined),
  skillLevel: cells.word<SkillLevel | null>("skillLevel", words.skills, null),
  isStudent: cells.word("isStudent", words.truths, false),
  team: cells.text("team", 40),
  identityKind: cells.word<IdentityKind | null>("identityKind", words.papers, null),
  identityNumber: cells.text("identityNumber", 40),
  phone: cells.text("phone", 30),
})

function onlyUnit({ units }: Vocabulary): number | undefined {
  const ids = new Set(units.values())
  return ids.size === 1 ? [...ids][0] : undefined
}
