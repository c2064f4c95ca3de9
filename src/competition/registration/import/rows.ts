import type { IdentityClass, Sex, SkillLevel } from "#db/words.ts"
import { isDay } from "#lib/dates.ts"
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
] as const
export type SheetColumn = (typeof sheetColumns)[number]
const needed: readonly SheetColumn[] = ["name", "sex", "birthDate", "identityClass"]

/** What words a sheet may use, in every language of the interface, and what they stand for. */
export type Vocabulary = {
  readonly headers: ReadonlyMap<string, SheetColumn>
  readonly sexes: ReadonlyMap<string, Sex>
  readonly classes: ReadonlyMap<string, IdentityClass>
  readonly skills: ReadonlyMap<string, SkillLevel>
  readonly truths: ReadonlyMap<string, boolean>
  /** Names of the units within reach; one alone stands for an empty cell. */
  readonly units: ReadonlyMap<string, number>
}

export type SheetEntry = NewEntryForm & { readonly row: number }
export type SheetProblem = {
  readonly row: number
  readonly column: SheetColumn | undefined
  readonly code:
    | "missing_column"
    | "cell_missing"
    | "cell_unknown"
    | "cell_not_a_date"
    | "cell_too_long"
    | "no_rows"
    | "too_many_rows"
  readonly value: string
}

export const mostRows = 500

/** Reads every row of a sheet whose first row names the columns; rows are numbered as the spreadsheet shows them. */
export function readRows(sheet: readonly (readonly string[])[], words: Vocabulary) {
  const problems: SheetProblem[] = []
  const header = sheet[0]?.map((title) => words.headers.get(key(title))) ?? []
  for (const column of needed)
    if (!header.includes(column)) problems.push({ row: 1, column, code: "missing_column", value: "" })
  const filled = sheet.flatMap((cells, at) =>
    at > 0 && cells.some((cell) => cell !== "") ? [{ cells, row: at + 1 }] : [],
  )
  const whole = filled.length === 0 ? "no_rows" : filled.length > mostRows ? "too_many_rows" : undefined
  if (whole)
    problems.push({
      row: 1,
      column: undefined,
      code: whole,
      value: String(mostRows),
    })
  if (problems.length > 0) return { rows: [], problems }
  const rows = filled.map(({ cells, row }) => {
    const cell = (column: SheetColumn) => cells[header.indexOf(column)] ?? ""
    return { row, ...readRow(readerOf(row, cell, problems), words) }
  })
  return { rows: problems.length > 0 ? [] : rows, problems }
}

/** One spelling for a cell's word: width, case and spaces do not matter. */
export const key = (text: string): string => text.normalize("NFKC").toLowerCase().replace(/\s/g, "")

/** Reads one row's cells by the kind of what they hold, and notes what is wrong with them. */
function readerOf(row: number, cell: (column: SheetColumn) => string, problems: SheetProblem[]) {
  const wrong = (column: SheetColumn, code: SheetProblem["code"]) =>
    problems.push({ row, column, code, value: cell(column).slice(0, 40) })
  const text = (column: SheetColumn, max: number): string => {
    if ([...cell(column)].length > max) wrong(column, "cell_too_long")
    return cell(column)
  }
  return {
    text,
    filled(column: SheetColumn, max: number): string {
      const typed = text(column, max)
      if (typed === "") wrong(column, "cell_missing")
      return typed
    },
    day(column: SheetColumn): string {
      const day = dashed(cell(column))
      if (!isDay(day)) wrong(column, day === "" ? "cell_missing" : "cell_not_a_date")
      return day
    },
    word<T>(column: SheetColumn, list: ReadonlyMap<string, T>, empty: T | undefined): T {
      const typed = key(cell(column))
      const found = typed === "" ? empty : list.get(typed)
      if (found === undefined) wrong(column, typed === "" ? "cell_missing" : "cell_unknown")
      return found as T
    },
  }
}

const readRow = (cells: ReturnType<typeof readerOf>, words: Vocabulary): Omit<SheetEntry, "row"> => ({
  name: cells.filled("name", 50),
  birthDate: cells.day("birthDate"),
  sex: cells.word("sex", words.sexes, undefined),
  unit: cells.word("unit", words.units, onlyUnit(words)),
  post: cells.text("post", 50),
  identityClass: cells.word("identityClass", words.classes, undefined),
  skillLevel: cells.word<SkillLevel | null>("skillLevel", words.skills, null),
  isStudent: cells.word("isStudent", words.truths, false),
  team: cells.text("team", 40),
})

/** A day as people write it, in the writing of the database. */
const dashed = (written: string): string =>
  written
    .replace(/[/.年月]/g, "-")
    .replace("日", "")
    .replace(/-(\d)(?=-|$)/g, "-0$1")

function onlyUnit({ units }: Vocabulary): number | undefined {
  const ids = new Set(units.values())
  return ids.size === 1 ? [...ids][0] : undefined
}
