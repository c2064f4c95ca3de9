import papaparse from "papaparse"
import { ok, type Result, refuse } from "#lib/result.ts"
import { tableLimits } from "./xlsx.ts"

/** The text of a file in UTF-8 (with or without its mark), UTF-16 with its mark, or GB 18030; nothing if it is none. */
export function decodeText(bytes: Uint8Array): string | undefined {
  const wide = bytes[0] === 0xff && bytes[1] === 0xfe
  for (const encoding of wide ? ["utf-16le"] : ["utf-8", "gb18030"])
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(bytes)
    } catch {
      // Not in this encoding; perhaps in the next.
    }
  return undefined
}

/** Signs that no table holds and every picture, PDF or old workbook does. */
const binary = /(?![\t\n\r])[\p{Cc}\ufffd\ufffe\uffff]/u

const separators = [",", ";", "\t"]

/** Commas, semicolons or tabs: whichever the first line holds most of outside quotes. */
function separatorOf(text: string): string {
  const first = /^(?:"(?:[^"]|"")*"|[^"\r\n])*/.exec(text)?.[0].replace(/"(?:[^"]|"")*"/g, "") ?? ""
  const count = (sign: string) => first.split(sign).length
  return separators.toSorted((a, b) => count(b) - count(a))[0] as string
}

/** Reads a table of RFC 4180 in any of these encodings and separators as rows of trimmed text. */
export function readCsv(bytes: Uint8Array): Result<string[][]> {
  if (bytes.length > tableLimits.bytes) return refuse({ code: "sheet_too_large" })
  const text = decodeText(bytes)
  if (text === undefined || binary.test(text)) return refuse({ code: "not_a_table" })
  const { data, errors } = papaparse.parse<string[]>(text, {
    delimiter: separatorOf(text),
    preview: tableLimits.rows + 1,
  })
  const broken = errors.find(({ type }) => type === "Quotes")
  if (broken) return refuse({ code: "csv_quotes", row: (broken.row ?? 0) + 1 })
  const rows = data.map((row) => row.map((cell) => cell.trim()))
  while (rows.at(-1)?.every((cell) => cell === "")) rows.pop()
  return withinLimits(rows)
}

/** More rows or columns than anybody types. */
export function withinLimits(rows: string[][]): Result<string[][]> {
  if (rows.length > tableLimits.rows) return refuse({ code: "sheet_too_long", max: tableLimits.rows })
  const wide = rows.some((row) => row.length > tableLimits.columns)
  return wide ? refuse({ code: "sheet_too_wide", max: tableLimits.columns }) : ok(rows)
}

/** A cell with another separator in it is quoted as well, so that whoever guesses the separator guesses right. */
const quoted = (cell: unknown) => /[;\t]/.test(String(cell))

/** Programs take a cell that begins like this for a formula; an apostrophe before it keeps it text. */
const formula = /^[=+\-@\t\r]/

/** Rows as CSV that every spreadsheet program opens in the right encoding and that holds no formula. */
export const writeCsv = (rows: readonly (readonly string[])[]): string =>
  `\ufeff${papaparse.unparse(
    rows.map((row) => row.map((cell) => (formula.test(cell) ? `'${cell}` : cell))),
    { newline: "\r\n", quotes: quoted },
  )}\r\n`

/** A cell without the apostrophe that `writeCsv` put before it. */
export const withoutApostrophe = (cell: string): string => (/^'[=+\-@\t\r]/.test(cell) ? cell.slice(1) : cell)
