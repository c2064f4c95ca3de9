import { writeCsv } from "#files/csv.ts"
import { sheetType, writeSheet } from "#files/xlsx.ts"
import type { C } from "#http/env.ts"
import { gate } from "#lib/gate.ts"
import { type FileKind, fileAddress } from "./files.ts"
import type { Table, Words } from "./tables.ts"

/** What a file holds: a name for it, its table, and the same as data. */
export type Content = { readonly name: string; readonly table: Table; readonly data: object }

/** A workbook of ten thousand lines takes the processor for a second: one at a time, and few that wait. */
const inTurn = gate(1, 8)

export const wordsOf =
  (c: C): Words =>
  (both) =>
    c.var.view.lang === "en" ? both.en || both.zh : both.zh || both.en

/** Answers a view as a file, with the way to its next part. */
export async function asFile(c: C, kind: FileKind, { name, table, data }: Content, next?: number): Promise<Response> {
  c.header("Content-Disposition", `attachment; filename="${name}.${kind}"`)
  if (next) c.header("Link", `<${fileAddress(c.req.path, c.req.query(), next)}>; rel="next"`)
  if (kind === "json") return c.json(data)
  if (kind === "csv") return c.body(writeCsv(table), 200, { "Content-Type": "text/csv; charset=utf-8" })
  return c.body(await inTurn(() => writeSheet(table)), 200, { "Content-Type": sheetType })
}
