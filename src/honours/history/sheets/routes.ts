import { Hono } from "hono"
import { signedInOnly } from "#accounts/signed-in.ts"
import { writeCsv } from "#files/csv.ts"
import { sheetType, writeSheet } from "#files/xlsx.ts"
import type { C, Env } from "#http/env.ts"
import { type HistoryColumn, historyColumns, isStopped } from "../columns.ts"
import { base, forDraft, forKeepers } from "../middleware.ts"
import { givenOf, type ImportRow, rowsOf } from "../queries.ts"

async function problemRows(c: C, one: ImportRow): Promise<string[][]> {
  const { t } = c.var.view
  const head = [
    t("history.row"),
    ...historyColumns.map((column) => t(`history.columns.${column}`)),
    t("history.problem"),
  ]
  const stopped = (await rowsOf(c.var.scope, one.id)).filter((row) => row.givenSealed && isStopped(row.issues))
  const lines = stopped.map((row) => {
    const given = givenOf(c.var.scope, row)
    const words = row.issues.map((issue) => t(`history.issues.${issue}`))
    return [String(row.row), ...historyColumns.map((column) => given[column]), words.join("；")]
  })
  return [head, ...lines]
}

const attached = (name: string) => ({ "Content-Disposition": `attachment; filename="${name}"` })
const asWorkbook = async (c: C, name: string, sheet: string[][]) =>
  c.body(await writeSheet(sheet), 200, { "Content-Type": sheetType, ...attached(`${name}.xlsx`) })
const asCsv = (c: C, name: string, sheet: string[][]) =>
  c.body(writeCsv(sheet), 200, { "Content-Type": "text/csv; charset=utf-8", ...attached(`${name}.csv`) })

/** The cells of the row that shows how a row is written; it is to be written over. */
const exemplary: ReadonlySet<HistoryColumn> = new Set([
  "name",
  "unit",
  "honour",
  "year",
  "decidedOn",
  "birthYear",
  "archive",
])

const templateRows = ({ var: { view } }: C): string[][] => [
  historyColumns.map((column) => view.t(`history.columns.${column}`)),
  historyColumns.map((column) => (exemplary.has(column) ? view.t(`history.example.${column}`) : "")),
]

export const historySheetRoutes = new Hono<Env>()
  .use(`${base}/*`, signedInOnly())
  .get(
    `${base}/template.xlsx`,
    forKeepers(async (c) => asWorkbook(c, "history", templateRows(c))),
  )
  .get(
    `${base}/template.csv`,
    forKeepers((c) => asCsv(c, "history", templateRows(c))),
  )
  .get(
    `${base}/:id{[0-9]+}/problems.xlsx`,
    forDraft(async (c, one) => asWorkbook(c, "history-problems", await problemRows(c, one))),
  )
  .get(
    `${base}/:id{[0-9]+}/problems.csv`,
    forDraft(async (c, one) => asCsv(c, "history-problems", await problemRows(c, one))),
  )
