import { Worker } from "node:worker_threads"
import writeExcelFile from "write-excel-file/universal"
import { ok, type Result, refuse } from "#lib/result.ts"
import { guardSheet } from "./xlsx-guard.ts"

const seconds = 10
const maxRows = 5000

/** The first sheet of a workbook as rows of text; parsed in a thread that is stopped after ten seconds. */
export async function readSheet(bytes: Uint8Array, limit = seconds * 1000): Promise<Result<string[][]>> {
  const guarded = guardSheet(bytes)
  if (!guarded.ok) return guarded
  const read = await parse(bytes, limit)
  if (read === "slow") return refuse({ code: "sheet_too_slow" })
  if (read === "unreadable") return refuse({ code: "not_a_sheet" })
  return read.length > maxRows ? refuse({ code: "sheet_too_long", max: maxRows }) : ok(read)
}

type Read = string[][] | "slow" | "unreadable"

function parse(bytes: Uint8Array, limit: number): Promise<Read> {
  const worker = new Worker(new URL("./xlsx-worker.ts", import.meta.url), {
    workerData: new Uint8Array(bytes).buffer,
    resourceLimits: { maxOldGenerationSizeMb: 256 },
  })
  return new Promise<Read>((resolve) => {
    const timer = setTimeout(() => resolve("slow"), limit)
    const done = (read: Read) => {
      clearTimeout(timer)
      resolve(read)
    }
    worker.once("message", done)
    worker.once("error", () => done("unreadable"))
  }).finally(() => worker.terminate())
}

/** A workbook of one sheet; every cell is text, so that codes keep their zeros and nothing is taken for a formula. */
export async function writeSheet(rows: readonly (readonly string[])[]): Promise<Uint8Array<ArrayBuffer>> {
  const widest = (column: number) => Math.max(...rows.map((row) => width(row[column] ?? "")))
  const columns = (rows[0] ?? []).map((_, column) => ({ width: Math.min(48, widest(column) + 4) }))
  const cells = rows.map((row, at) =>
    row.map((value) => ({ type: String, value, ...(at === 0 ? { fontWeight: "bold" as const } : {}) })),
  )
  const blob = await writeExcelFile(cells, { columns, stickyRowsCount: 1 }).toBlob()
  return new Uint8Array(await blob.arrayBuffer())
}

/** In figures of a proportional font: a Chinese sign takes two. */
const width = (text: string): number => [...text].reduce((sum, sign) => sum + (sign > "ÿ" ? 2 : 1), 0)

export const sheetType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
