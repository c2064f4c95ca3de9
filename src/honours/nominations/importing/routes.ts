import { Hono } from "hono"
import { holds } from "#accounts/permissions.ts"
import { isWholeSheet, withProblems } from "#directory/imports/judged.ts"
import { readTable } from "#files/table.ts"
import { sheetType, writeSheet } from "#files/xlsx.ts"
import type { C, Env } from "#http/env.ts"
import { fileOf, type Problem, problemFrom, readForm, typedOf } from "#http/forms.ts"
import { idOf, idQuery } from "#http/ids.ts"
import { notFound, seeOther, show } from "#http/show.ts"
import { texts } from "#i18n/texts.ts"
import { refusalKey } from "#i18n/translate.ts"
import type { CellProblem } from "#lib/sheet.ts"
import { fieldLabel, whoColumns, whoLabel } from "./columns.ts"
import { type ImportRefusal, importNominations } from "./commands.ts"
import { rowsForm } from "./forms.ts"
import { previewPage, type RowProblem, uploadPage } from "./pages.ts"
import { importFor } from "./queries.ts"
import { exampleRow } from "./template.ts"

const path = "/manage/nominations/import"

async function upload(c: C, id: number | undefined, problems: Problem[] = []): Promise<Response> {
  if (!holds(c.var.scope.actor, "nominations.write")) return notFound(c)
  const { programmes, programme } = await importFor(c.var.scope, id)
  return show(c, uploadPage, { programmes, programme, problems }, problems.length > 0 ? 422 : 200)
}

/** Of a selection; whoever names none is asked for one. */
async function template(c: C): Promise<Response> {
  if (!holds(c.var.scope.actor, "nominations.write")) return notFound(c)
  const found = await importFor(c.var.scope, idQuery(c, "programme"))
  if (!found.world) return seeOther(c, path)
  const { t } = c.var.view
  const head = [
    ...whoColumns.map((one) => t(whoLabel(one))),
    ...found.world.columns.map(({ key }) => t(fieldLabel(key))),
  ]
  const name = { "Content-Disposition": 'attachment; filename="nominations.xlsx"' }
  const rows = [head, exampleRow(c.var.view, found.world)]
  return c.body(await writeSheet(rows), 200, { "Content-Type": sheetType, ...name })
}

async function receive(c: C): Promise<Response> {
  const id = idOf((await typedOf(c)).programme)
  const file = await fileOf(c, "sheet")
  if (!file) return upload(c, id, [{ field: "sheet", message: c.var.view.t("imports.no_file") }])
  const read = await readTable(c.var.readSheet, file)
  if (!read.ok) return upload(c, id, [problemFrom(c, { ...read.refusal, field: "sheet" })])
  return judged(c, id ?? 0, read.value, false)
}

/** What the preview carried, if it is still rows of texts: it is judged again from the start in any case. */
function rowsOf(text: string): string[][] | undefined {
  try {
    const rows: unknown = JSON.parse(text)
    const isRow = (row: unknown) => Array.isArray(row) && row.every((cell) => typeof cell === "string")
    return Array.isArray(rows) && rows.every(isRow) ? rows : undefined
  } catch {
    return undefined
  }
}

const carried = (work: (c: C, id: number, rows: string[][]) => Promise<Response>) => async (c: C) => {
  const form = await readForm(c, rowsForm, "nominations.fields")
  const rows = form.ok ? rowsOf(form.value.rows) : undefined
  const none = { field: "sheet", message: c.var.view.t("imports.no_file") }
  return form.ok && rows ? work(c, form.value.programme, rows) : upload(c, idOf(form.typed.programme), [none])
}

async function judged(c: C, id: number, rows: string[][], save: boolean): Promise<Response> {
  const done = await importNominations(c.var.scope, id, rows, save)
  if (done.ok) return seeOther(c, `/manage/nominations?programme=${id}&done=imported`)
  const { refusal } = done
  if (refusal.code === "not_found") return notFound(c)
  const whole = refusal.code === "sheet_problems" ? refusal.problems.filter(isWholeSheet) : []
  if (whole.length > 0)
    return upload(
      c,
      id,
      whole.map((one) => ({ field: "sheet", message: said(c, one) })),
    )
  return preview(c, id, rows, refusal)
}

async function preview(
  c: C,
  id: number,
  rows: string[][],
  refusal: Exclude<ImportRefusal, { code: "not_found" }>,
): Promise<Response> {
  const { programme } = await importFor(c.var.scope, id)
  if (!programme) return notFound(c)
  const shape = { programme, sheet: JSON.stringify(rows), wrong: [], lines: [], seats: [] }
  if (refusal.code === "preview") return show(c, previewPage, { ...shape, lines: refusal.lines, seats: refusal.seats })
  return show(c, previewPage, { ...shape, wrong: refusal.problems.map((one) => worded(c, one)) }, 422)
}

/** A problem in words; what the sheet's own machinery finds, its texts say. */
function worded(c: C, { row, column, code, value }: CellProblem): RowProblem {
  const { t } = c.var.view
  const own = code in texts["zh-CN"].imports.problems
  const label = !column ? "" : column.includes(".") ? t(fieldLabel(column)) : t(whoLabel(column))
  return { row, column: label, message: t(own ? `imports.problems.${code}` : refusalKey(code), { value, max: value }) }
}

const said = (c: C, one: CellProblem): string => {
  const { column, message } = worded(c, one)
  return [column, message].filter(Boolean).join("：")
}

/** The sheet as it was sent, with what is wrong with each row behind it. */
async function problemSheet(c: C, id: number, rows: string[][]): Promise<Response> {
  const done = await importNominations(c.var.scope, id, rows, false)
  if (done.ok || done.refusal.code !== "sheet_problems") return judged(c, id, rows, false)
  const listed = done.refusal.problems.map((one) => ({ row: one.row, text: said(c, one) }))
  const sheet = await writeSheet(withProblems(rows, c.var.view.t("imports.problem"), listed))
  const name = { "Content-Disposition": 'attachment; filename="nominations-problems.xlsx"' }
  return c.body(sheet, 200, { "Content-Type": sheetType, ...name })
}

export const importingRoutes = new Hono<Env>()
  .get(path, (c) => upload(c, idQuery(c, "programme")))
  .get(`${path}/template.xlsx`, template)
  .post(path, (c) => (holds(c.var.scope.actor, "nominations.write") ? receive(c) : notFound(c)))
  .post(
    `${path}/rows`,
    carried((c, id, rows) => judged(c, id, rows, true)),
  )
  .post(`${path}/problems`, carried(problemSheet))
