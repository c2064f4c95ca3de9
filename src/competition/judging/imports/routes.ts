import { Hono } from "hono"
import { sheetType, writeSheet } from "#files/xlsx.ts"
import type { C, Env } from "#http/env.ts"
import { fileOf, problemFrom, readForm } from "#http/forms.ts"
import { refusalWords, seeOther, show } from "#http/show.ts"
import { sha256 } from "#lib/hash.ts"
import type { Refusal } from "#lib/result.ts"
import { saveAll } from "../marks/commands.ts"
import { tabletOf } from "../marks/queries.ts"
import { seatOnly } from "../seats/middleware.ts"
import { confirmForm } from "./forms.ts"
import { idFrom } from "./operation-id.ts"
import { importPage, previewPage } from "./pages.ts"
import { findings, headOf, templateRows } from "./rows.ts"

async function showImport(c: C, refusal?: Refusal): Promise<Response> {
  const problems = refusal ? [problemFrom(c, { ...refusal, field: "file" })] : []
  return show(c, importPage, { ...(await tabletOf(c.var.scope)), problems }, refusal ? 422 : 200)
}

async function preview(c: C): Promise<Response> {
  const file = await fileOf(c, "file")
  if (!file) return showImport(c, { code: "no_file" })
  const sheet = await c.var.readSheet(file)
  if (!sheet.ok) return showImport(c, sheet.refusal)
  const tablet = await tabletOf(c.var.scope)
  const found = findings(sheet.value, tablet.lines)
  const rows = found.map(({ code: entry, slot, value, seenVersion }) => ({ entry, slot, value, seenVersion }))
  const bad = found.filter(({ problem }) => problem).length
  const lines = found.map((one) => ({ ...one, problem: one.problem ? refusalWords(c, one.problem) : "" }))
  const page = { ...tablet, findings: lines, bad, rows: bad > 0 ? "" : JSON.stringify(rows) }
  return show(c, previewPage, page, bad > 0 ? 422 : 200)
}

async function confirm(c: C): Promise<Response> {
  const form = await readForm(c, confirmForm, "judging.fields")
  if (!form.ok) return showImport(c, { code: "import_has_problems" })
  const { actor } = c.var.scope
  const seatId = actor.kind === "seat" ? actor.seatId : 0
  const operations = form.value.rows.map((row) => ({
    ...row,
    id: idFrom(sha256(JSON.stringify([seatId, row.entry, row.slot, row.value, row.seenVersion]))),
  }))
  const saved = await saveAll(c.var.scope, operations)
  return saved.ok ? seeOther(c, "/judge/sheet?done=imported") : showImport(c, { code: "import_has_problems" })
}

export const importRoutes = new Hono<Env>()
  .use("/judge/sheet/import", seatOnly("scorekeeper"))
  .use("/judge/sheet/import/*", seatOnly("scorekeeper"))
  .get("/judge/sheet/import", (c) => showImport(c))
  .get("/judge/sheet/import/template.xlsx", async (c) => {
    const { slots, lines, event } = await tabletOf(c.var.scope)
    const { t, lang } = c.var.view
    const head = headOf(t("judging.column.code"), slots, ({ title }) => (lang === "en" ? title.en : title.zh))
    return c.body(await writeSheet([head, ...templateRows(lines)]), 200, {
      "Content-Type": sheetType,
      "Content-Disposition": `attachment; filename="${event.code}.xlsx"`,
    })
  })
  .post("/judge/sheet/import", preview)
  .post("/judge/sheet/import/confirmation", confirm)
