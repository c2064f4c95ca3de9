import { Hono } from "hono"
import { unitChoices } from "#directory/organisations/queries.ts"
import { sheetType, writeSheet } from "#files/xlsx.ts"
import type { C, Env } from "#http/env.ts"
import { fileOf, type Problem, problemFrom, readForm } from "#http/forms.ts"
import { idParam } from "#http/ids.ts"
import { notFound, seeOther, show } from "#http/show.ts"
import { refusalKey } from "#i18n/translate.ts"
import type { Refusal } from "#lib/result.ts"
import type { Reason } from "../eligibility.ts"
import { importForm } from "../forms.ts"
import { conditionWords, previewPage, type RowProblem, reasonWords, uploadPage } from "../pages.ts"
import { findOpenEvent, type OpenEvent, takesTeams } from "../queries.ts"
import { type ImportProblem, importEntries } from "./commands.ts"
import { readRows, type SheetProblem, sheetColumns } from "./rows.ts"
import { vocabulary } from "./vocabulary.ts"

const path = "/manage/registration/events/:id/import"

/** Stands behind the sign-in that the routes of registration ask for. */
export const importRoutes = new Hono<Env>()
  .get(path, async (c) => {
    const open = await findOpenEvent(c.var.scope, idParam(c) ?? 0)
    return open ? upload(c, open, []) : notFound(c)
  })
  .get(`${path}/template.xlsx`, async (c) => {
    const open = await findOpenEvent(c.var.scope, idParam(c) ?? 0)
    if (!open) return notFound(c)
    const wanted = (await takesTeams(c.var.scope, open)) ? sheetColumns : sheetColumns.filter((one) => one !== "team")
    const header = wanted.map((column) => c.var.view.t(`registration.fields.${column}`))
    const disposition = `attachment; filename="registration-${open.event.code}.xlsx"`
    return c.body(await writeSheet([header]), 200, {
      "Content-Type": sheetType,
      "Content-Disposition": disposition,
    })
  })
  .post(path, async (c) => {
    const open = await findOpenEvent(c.var.scope, idParam(c) ?? 0)
    if (!open) return notFound(c)
    const sheet = await fileOf(c, "sheet")
    if (!sheet) return upload(c, open, [noFile(c)])
    const read = await c.var.readSheet(sheet)
    if (!read.ok) return upload(c, open, [problemFrom(c, { ...read.refusal, field: "sheet" })])
    return judge(c, open, read.value, false)
  })
  .post(`${path}/rows`, async (c) => {
    const open = await findOpenEvent(c.var.scope, idParam(c) ?? 0)
    if (!open) return notFound(c)
    const form = await readForm(c, importForm, "registration.fields")
    const rows = form.ok ? rowsOf(form.value.rows) : undefined
    return rows ? judge(c, open, rows, true) : upload(c, open, [noFile(c)])
  })

const noFile = (c: C): Problem => ({
  field: "sheet",
  message: c.var.view.t("registration.import.no_file"),
})

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

async function upload(c: C, open: OpenEvent, problems: Problem[]) {
  const shape = {
    ...open,
    conditions: conditionWords(c.var.view.t, open),
    hasTeams: await takesTeams(c.var.scope, open),
  }
  return show(c, uploadPage, { ...shape, problems }, problems.length > 0 ? 422 : 200)
}

async function judge(c: C, open: OpenEvent, rows: string[][], save: boolean) {
  const units = await unitChoices(c.var.scope, "registration.enter")
  const read = readRows(rows, vocabulary(units))
  const sheet = JSON.stringify(rows)
  const preview = (rowProblems: RowProblem[], rowLines: { row: number; name: string; outcome: string }[]) =>
    show(c, previewPage, { ...open, rowProblems, rowLines, sheet }, rowProblems.length > 0 ? 422 : 200)
  if (read.problems.length > 0)
    return preview(
      read.problems.map((one) => cellProblem(c, one)),
      [],
    )
  const done = await importEntries(c.var.scope, open.event.id, read.rows, save)
  if (done.ok) return seeOther(c, `/manage/registration/events/${open.event.id}?done=imported`)
  const { refusal } = done
  if (refusal.code === "not_found") return notFound(c)
  if (refusal.code === "preview") return preview([], [...refusal.lines])
  return preview(
    refusal.problems.flatMap((one) => rowProblems(c, one)),
    [],
  )
}

function cellProblem(c: C, { row, column, code, value }: SheetProblem): RowProblem {
  const { t } = c.var.view
  return {
    row,
    column: column ? t(`registration.fields.${column}`) : "",
    message: t(`imports.problems.${code}`, { value }),
  }
}

function rowProblems(c: C, { row, refusal }: ImportProblem): RowProblem[] {
  const { t } = c.var.view
  const { code, field, ...facts } = refusal as Refusal
  if (code === "not_eligible")
    return (facts.reasons as Reason[]).map((reason) => ({
      row,
      column: "",
      message: reasonWords(t, reason),
    }))
  const column = sheetColumns.find((one) => one === field)
  return [
    {
      row,
      column: column ? t(`registration.fields.${column}`) : "",
      message: t(refusalKey(code), facts),
    },
  ]
}
