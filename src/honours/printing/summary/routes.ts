import { Hono } from "hono"
import { signedInOnly } from "#accounts/signed-in.ts"
import { sheetType, writeSheet } from "#files/xlsx.ts"
import type { C, Env } from "#http/env.ts"
import { idQuery } from "#http/ids.ts"
import { notFound, show } from "#http/show.ts"
import { layoutFor } from "../../programmes/layouts/ready.ts"
import type { PaperFacts } from "../facts/queries.ts"
import { speechOf } from "../routes.ts"
import { wordsOf } from "../wording/wording.ts"
import { summaryPage } from "./pages.ts"
import { type Summary, summaryOf } from "./queries.ts"
import { summaryTable } from "./table.ts"

const base = "/manage/programmes/:slug"

function tableOf(c: C, { definition }: Summary, group: readonly PaperFacts[]) {
  const kind = group[0]?.nomination.recipientKind ?? "person"
  const speech = speechOf(c)
  return summaryTable(
    layoutFor(definition.papers, "summary", kind),
    group.map((facts) => wordsOf(speech, facts)),
  )
}

async function page(c: C): Promise<Response> {
  const found = await summaryOf(c.var.scope, c.req.param("slug") ?? "", idQuery(c, "unit"))
  if (!found) return notFound(c)
  const groups = found.groups.flatMap((group) =>
    group[0] ? [{ honour: group[0].honour, table: tableOf(c, found, group) }] : [],
  )
  const { programme, office, recommending, only } = found
  return show(c, summaryPage, { programme, office, recommending, only, groups })
}

/** The same as a workbook, one honour at a time, as its columns follow from who can receive it. */
async function workbook(c: C): Promise<Response> {
  const found = await summaryOf(c.var.scope, c.req.param("slug") ?? "", idQuery(c, "unit"))
  const group = found?.groups.find(([first]) => first?.honour.id === idQuery(c, "honour")) ?? found?.groups[0]
  if (!found || !group) return notFound(c)
  const { columns, rows } = tableOf(c, found, group)
  const kind = group[0]?.nomination.recipientKind ?? "person"
  const nameOf = (field: string) => (field === "name" ? `printing.names.${kind}` : `printing.fields.${field}`)
  const head = columns.map(({ field, label }) => label || c.var.view.t(nameOf(field)))
  const name = { "Content-Disposition": `attachment; filename="summary-${group[0]?.honour.slug}.xlsx"` }
  return c.body(await writeSheet([head, ...rows]), 200, { "Content-Type": sheetType, ...name })
}

export const summaryRoutes = new Hono<Env>()
  .use("/manage/programmes/*", signedInOnly())
  .get(`${base}/summary`, page)
  .get(`${base}/summary.xlsx`, workbook)
