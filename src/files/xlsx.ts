import { unzipSync, zipSync } from "fflate"
import writeExcelFile from "write-excel-file/universal"
import type { Result } from "#lib/result.ts"

/** Reads the first sheet of a workbook as rows of text; how, is the platform's matter (see xlsx-reader.ts). */
export type ReadSheet = (bytes: Uint8Array) => Promise<Result<string[][]>>

/** The most that is read of any table: a directory of a large enterprise, and no more columns than anybody fills in. */
export const tableLimits = { bytes: 10 * 2 ** 20, rows: 50_001, columns: 100 } as const

/** In local time, as a zip writes its times: the same bytes wherever it is written. */
const noDate = new Date(1980, 0, 1)

/**
 * A workbook of one sheet; every cell is text, so that codes keep their zeros and nothing is taken for a formula. The same
 * rows give the same bytes at any time, so that whoever has the file is told by its tag.
 */
export async function writeSheet(rows: readonly (readonly string[])[]): Promise<Uint8Array<ArrayBuffer>> {
  const widest = (column: number) => Math.max(...rows.map((row) => width(row[column] ?? "")))
  const columns = (rows[0] ?? []).map((_, column) => ({ width: Math.min(48, widest(column) + 4) }))
  const cells = rows.map((row, at) =>
    row.map((value) => ({ type: String, value, ...(at === 0 ? { fontWeight: "bold" as const } : {}) })),
  )
  const blob = await writeExcelFile(cells, { columns, stickyRowsCount: 1 }).toBlob()
  return zipSync(unzipSync(new Uint8Array(await blob.arrayBuffer())), { mtime: noDate })
}

/** In figures of a proportional font: a Chinese sign takes two. */
const width = (text: string): number => [...text].reduce((sum, sign) => sum + (sign > "ÿ" ? 2 : 1), 0)

export const sheetType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
