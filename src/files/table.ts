import { ok, type Result, refuse } from "#lib/result.ts"
import { readCsv, withoutApostrophe } from "./csv.ts"
import type { ReadSheet } from "./xlsx.ts"

const begins = (bytes: Uint8Array, signs: readonly number[]) => signs.every((sign, at) => bytes[at] === sign)

/** Reads a workbook or a CSV file as rows of text; what a file is called and says of its type counts for nothing. */
export async function readTable(readSheet: ReadSheet, bytes: Uint8Array): Promise<Result<string[][]>> {
  // A workbook of Excel 97–2003, renamed or not.
  if (begins(bytes, [0xd0, 0xcf, 0x11, 0xe0])) return refuse({ code: "old_workbook" })
  const isZip = begins(bytes, [0x50, 0x4b])
  const read = isZip ? await readSheet(bytes) : readCsv(bytes)
  return read.ok ? ok(read.value.map((row) => row.map(withoutApostrophe))) : read
}
