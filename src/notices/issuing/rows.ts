import type { KeyedRow, ListedRow } from "#db/schema/index.ts"
import type { ListOrder } from "#db/words.ts"
import { sha256 } from "#lib/hash.ts"
import { normaliseName } from "#lib/names.ts"
import { redactText } from "#lib/redaction.ts"
import { ok, type Result, refuse } from "#lib/result.ts"
import { unseenSigns } from "#lib/sheet.ts"
import { strokeOrder } from "#lib/strokes.ts"

/** The most lines of one list. */
export const mostRows = 3_000

export const columns = ["name", "unit", "post", "award", "note"] as const
const longest: Readonly<Record<(typeof columns)[number], number>> = {
  name: 60,
  unit: 100,
  post: 60,
  award: 60,
  note: 100,
}

/** What is wrong with a line, counted from 1; nothing where it may be shown to everybody. */
export function rowFault(row: ListedRow): string | undefined {
  if (row.name === "") return "row_without_name"
  if (columns.some((column) => [...row[column]].length > longest[column])) return "row_too_long"
  if (columns.some((column) => unseenSigns.test(row[column]))) return "row_sign"
  return columns.some((column) => redactText(row[column]) !== row[column]) ? "row_holds_number" : undefined
}

/** The list as it may be shown: at least one line, none with a number of anybody, no two with one key. */
export function checkedRows(rows: readonly KeyedRow[]): Result<readonly KeyedRow[]> {
  if (rows.length === 0) return refuse({ code: "no_rows", field: "rows" })
  if (rows.length > mostRows) return refuse({ code: "too_many_rows", field: "rows", max: mostRows })
  for (const [at, row] of rows.entries()) {
    const fault = rowFault(row)
    if (fault) return refuse({ code: fault, field: "rows", row: at + 1 })
  }
  const keys = new Set(rows.map(({ key }) => key))
  return keys.size === rows.length ? ok(rows) : refuse({ code: "row_twice", field: "rows" })
}

/** Cells of a line that was pasted from a table (tabs) or typed (commas, also Chinese ones). */
function cellsOf(line: string): string[] {
  const cells = line.includes("\t") ? line.split("\t") : line.split(/[,，]/)
  return cells.map((cell) => cell.normalize("NFC").replace(/\s+/g, " ").trim())
}

/** Lines as people type or paste them: name, unit, post, honour, note. A line keeps its key while name and unit stay. */
export function rowsOfText(text: string): KeyedRow[] {
  const seen = new Map<string, number>()
  return text
    .split(/\r?\n/)
    .filter((line) => line.trim() !== "")
    .map((line) => {
      const [name = "", unit = "", post = "", award = "", ...note] = cellsOf(line)
      const who = `${normaliseName(name)}\n${unit}`
      const before = seen.get(who) ?? 0
      seen.set(who, before + 1)
      const key = sha256(`${who}\n${before}`).slice(0, 16)
      return { key, name: normaliseName(name), unit, post, award, note: note.filter(Boolean).join("，") }
    })
}

/** The same lines as text again, in the form that a table pastes. */
export const textOfRows = (rows: readonly ListedRow[]): string =>
  rows
    .map((row) =>
      columns
        .map((column) => row[column])
        .join("\t")
        .trimEnd(),
    )
    .join("\n")

/** By surname strokes, or as given; equal names stay as given. */
export function inListOrder(rows: readonly KeyedRow[], order: ListOrder): readonly KeyedRow[] {
  if (order === "given") return rows
  const keyed = rows.map((row) => ({ row, by: strokeOrder(row.name, "person", "") }))
  return keyed.sort((a, b) => (a.by < b.by ? -1 : a.by > b.by ? 1 : 0)).map(({ row }) => row)
}
