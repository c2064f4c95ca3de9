import { isDay } from "./dates.ts"

/** What is wrong with a cell, a row (no column) or a whole sheet (row 1), and what stood there. */
export type CellProblem<C extends string = string, K extends string = string> = {
  readonly row: number
  readonly column: C | undefined
  readonly code: K
  readonly value: string
}

export type CellFault =
  | "missing_column"
  | "no_rows"
  | "too_many_rows"
  | "cell_missing"
  | "cell_unknown"
  | "cell_not_a_date"
  | "cell_too_long"
  | "cell_sign"

type Faults<C extends string> = CellProblem<C, CellFault>[]

/** One spelling for a cell's word: width, case and spaces do not matter. */
export const cellKey = (text: string): string => text.normalize("NFKC").toLowerCase().replace(/\s/g, "")

/** A day as people write it, in the writing of the database. */
export const dashedDay = (written: string): string =>
  written
    .replace(/^(\d{4})(\d\d)(\d\d)$/, "$1-$2-$3")
    .replace(/[/.年月]/g, "-")
    .replace("日", "")
    .replace(/-(\d)(?=-|$)/g, "-0$1")

/** The filled rows of a sheet whose first row names the columns, numbered as the spreadsheet shows them. */
export function tableOf<C extends string>(
  sheet: readonly (readonly string[])[],
  headers: ReadonlyMap<string, C>,
  needed: readonly C[],
  most: number,
) {
  const header = sheet[0]?.map((title) => headers.get(cellKey(title))) ?? []
  const problems: Faults<C> = needed
    .filter((column) => !header.includes(column))
    .map((column) => ({ row: 1, column, code: "missing_column", value: "" }))
  const filled = sheet.flatMap((cells, at) =>
    at > 0 && cells.some((cell) => cell !== "") ? [{ cells, row: at + 1 }] : [],
  )
  const whole = filled.length === 0 ? "no_rows" : filled.length > most ? "too_many_rows" : undefined
  if (whole) problems.push({ row: 1, column: undefined, code: whole, value: String(most) })
  if (problems.length > 0) return { rows: [], problems }
  const at = new Map(header.map((column, index) => [column, index] as const).toReversed())
  const rows = filled.map(({ cells, row }) => ({
    row,
    cell: (column: C): string => cells[at.get(column) ?? -1] ?? "",
  }))
  return { rows, problems }
}

/** What no name holds: control signs, and signs that turn the reading direction or show nothing. */
export const unseenSigns = /[\p{Cc}\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/u

/** Reads one row's cells by the kind of what they hold, and notes what is wrong with them. */
export function cellReader<C extends string>(row: number, cell: (column: C) => string, problems: Faults<C>) {
  const wrong = (column: C, code: CellFault) =>
    problems.push({ row, column, code, value: [...cell(column)].slice(0, 40).join("") })
  const text = (column: C, max: number): string => {
    if ([...cell(column)].length > max) wrong(column, "cell_too_long")
    if (unseenSigns.test(cell(column))) wrong(column, "cell_sign")
    return cell(column)
  }
  return {
    text,
    filled(column: C, max: number): string {
      const typed = text(column, max)
      if (typed === "") wrong(column, "cell_missing")
      return typed
    },
    /** A day, or nothing where the cell is empty. */
    optionalDay(column: C): string | undefined {
      const day = dashedDay(cell(column))
      if (day !== "" && !isDay(day)) wrong(column, "cell_not_a_date")
      return day === "" ? undefined : day
    },
    day(column: C): string {
      const day = dashedDay(cell(column))
      if (!isDay(day)) wrong(column, day === "" ? "cell_missing" : "cell_not_a_date")
      return day
    },
    /** What a word stands for, or nothing where the cell is empty. */
    optionalWord<T>(column: C, list: ReadonlyMap<string, T>): T | undefined {
      const typed = cellKey(cell(column))
      const found = list.get(typed)
      if (typed !== "" && found === undefined) wrong(column, "cell_unknown")
      return found
    },
    word<T>(column: C, list: ReadonlyMap<string, T>, empty: T | undefined): T {
      const typed = cellKey(cell(column))
      const found = typed === "" ? empty : list.get(typed)
      if (found === undefined) wrong(column, typed === "" ? "cell_missing" : "cell_unknown")
      return found as T
    },
  }
}
