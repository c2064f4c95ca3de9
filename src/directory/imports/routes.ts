import { type Context, Hono } from "hono"
import { signedInOnly } from "#accounts/signed-in.ts"
import { type ImportKind, importKinds } from "#db/words.ts"
import { writeCsv } from "#files/csv.ts"
import { readTable } from "#files/table.ts"
import { sheetType, writeSheet } from "#files/xlsx.ts"
import type { C, Env } from "#http/env.ts"
import { fileOf, type Problem, problemFrom } from "#http/forms.ts"
import { idParam } from "#http/ids.ts"
import { notFound, refused, seeOther, show } from "#http/show.ts"
import { confirmImport, keepSheet } from "./commands.ts"
import { countsOf, isWholeSheet, withProblems } from "./judged.ts"
import { donePage, previewPage, problemLine, uploadPage } from "./pages.ts"
import { columnsOf, findImport, judge, mayImport, type Sheet, sheetOf } from "./queries.ts"
import { exampleOf } from "./template.ts"

const kindOf = (c: C): ImportKind | undefined => importKinds.find((one) => one === c.req.param("kind"))

/** For a kind that the actor may import; any other is not found. */
const forKind = (handler: (c: C, kind: ImportKind) => Promise<Response>) => (c: Context<Env>) => {
  const kind = kindOf(c)
  return kind && mayImport(c.var.scope.actor, kind) ? handler(c, kind) : notFound(c)
}

/** For an upload of the actor's own. */
const forUpload = (handler: (c: C, kind: ImportKind, id: number, sheet: Sheet) => Promise<Response>) =>
  forKind(async (c, kind) => {
    const found = await findImport(c.var.scope, kind, idParam(c) ?? 0)
    if (!found) return notFound(c)
    if (found.confirmedAt) return show(c, donePage, { kind, counts: found })
    const sheet = sheetOf(c.var.scope, found)
    return sheet ? handler(c, kind, found.id, sheet) : show(c, donePage, { kind, counts: undefined })
  })

const upload = (c: C, kind: ImportKind, problems: Problem[]) =>
  show(c, uploadPage, { kind, problems }, problems.length > 0 ? 422 : 200)

async function receive(c: C, kind: ImportKind): Promise<Response> {
  const { t } = c.var.view
  const file = await fileOf(c, "sheet")
  if (!file) return upload(c, kind, [{ field: "sheet", message: t("imports.no_file") }])
  const read = await readTable(c.var.readSheet, file)
  if (!read.ok) return upload(c, kind, [problemFrom(c, { ...read.refusal, field: "sheet" })])
  const { problems } = await judge(c.var.scope, c.var.policy, kind, read.value.slice(0, 2))
  const whole = problems.filter(isWholeSheet).map((one) => problemLine(t, kind, one))
  if (whole.length > 0)
    return upload(
      c,
      kind,
      whole.map(({ column, message }) => ({ field: "sheet", message: [column, message].filter(Boolean).join("：") })),
    )
  const kept = await keepSheet(c.var.scope, kind, read.value)
  return kept.ok ? seeOther(c, `/manage/imports/${kind}/${kept.value}`) : notFound(c)
}

const most = 100

async function preview(c: C, kind: ImportKind, id: number, sheet: Sheet): Promise<Response> {
  const { problems, lines, warnings } = await judge(c.var.scope, c.var.policy, kind, sheet)
  const fresh = lines.filter(({ outcome }) => outcome !== "unchanged")
  return show(c, previewPage, {
    kind,
    id,
    rows: sheet.length - 1,
    counts: countsOf(lines),
    wrong: problems.slice(0, most).map((one) => problemLine(c.var.view.t, kind, one)),
    lines: fresh.slice(0, most),
    warnings,
    all: { wrong: problems.length, lines: fresh.length },
  })
}

async function problemRows(c: C, kind: ImportKind, sheet: Sheet): Promise<string[][]> {
  const { t } = c.var.view
  const { problems } = await judge(c.var.scope, c.var.policy, kind, sheet)
  const texts = problems.map((one) => {
    const { row, column, message } = problemLine(t, kind, one)
    return { row, text: [column, message].filter(Boolean).join("：") }
  })
  return withProblems(sheet, t("imports.problem"), texts)
}

const attached = (name: string) => ({ "Content-Disposition": `attachment; filename="${name}"` })

const templateRows = (c: C, kind: ImportKind): string[][] => {
  const { t } = c.var.view
  return [columnsOf[kind].map((column) => t(`imports.columns.${kind}.${column}`)), exampleOf(t, kind)]
}

const asWorkbook = async (c: C, name: string, rows: string[][]) =>
  c.body(await writeSheet(rows), 200, { "Content-Type": sheetType, ...attached(`${name}.xlsx`) })

const asCsv = (c: C, name: string, rows: string[][]) =>
  c.body(writeCsv(rows), 200, { "Content-Type": "text/csv; charset=utf-8", ...attached(`${name}.csv`) })

const base = "/manage/imports/:kind"

export const directoryImportRoutes = new Hono<Env>()
  .use("/manage/imports/*", signedInOnly())
  .get(
    base,
    forKind(async (c, kind) => upload(c, kind, [])),
  )
  .post(base, forKind(receive))
  .get(
    `${base}/template.xlsx`,
    forKind(async (c, kind) => asWorkbook(c, kind, templateRows(c, kind))),
  )
  .get(
    `${base}/template.csv`,
    forKind(async (c, kind) => asCsv(c, kind, templateRows(c, kind))),
  )
  .get(`${base}/:id{[0-9]+}`, forUpload(preview))
  .get(
    `${base}/:id{[0-9]+}/problems.xlsx`,
    forUpload(async (c, kind, _, sheet) => asWorkbook(c, `${kind}-problems`, await problemRows(c, kind, sheet))),
  )
  .get(
    `${base}/:id{[0-9]+}/problems.csv`,
    forUpload(async (c, kind, _, sheet) => asCsv(c, `${kind}-problems`, await problemRows(c, kind, sheet))),
  )
  .post(
    `${base}/:id{[0-9]+}/confirmation`,
    forKind(async (c, kind) => {
      const id = idParam(c) ?? 0
      const done = await confirmImport(c.var.scope, c.var.policy, kind, id)
      const here = `/manage/imports/${kind}/${id}`
      // What has become wrong since the preview, the preview says.
      const again = done.ok || done.refusal.code === "sheet_problems"
      return again ? seeOther(c, here) : refused(c, done.refusal, `/manage/imports/${kind}`)
    }),
  )
