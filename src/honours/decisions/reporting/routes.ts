import { Hono } from "hono"
import { signedInOnly } from "#accounts/signed-in.ts"
import { sheetType, writeSheet } from "#files/xlsx.ts"
import type { C, Env } from "#http/env.ts"
import { type Problem, problemFrom, readForm, type Typed } from "#http/forms.ts"
import { notFound, show } from "#http/show.ts"
import { speechOf } from "../../printing/routes.ts"
import { titled } from "../../printing/wording/said.ts"
import { layoutFor } from "../../programmes/layouts/ready.ts"
import { reportForm } from "../forms.ts"
import { reportPage } from "../pages.ts"
import { findNaming, type Naming } from "../queries.ts"
import { type Report, reportUpward } from "./commands.ts"
import { reportedFields, reportTable } from "./report.ts"

const path = "/manage/programmes/:slug/report"

function page(c: C, naming: Naming, problems: Problem[] = [], typed: Typed = {}): Response {
  const nominees = [...naming.waiting, ...naming.honoured]
  const groups = [...Map.groupBy(nominees, ({ honour }) => honour.id).values()].flatMap((group) =>
    group[0] ? [{ honour: group[0].honour, nominees: group }] : [],
  )
  return show(c, reportPage, { naming, groups, problems, typed }, problems.length > 0 ? 422 : 200)
}

async function workbook(c: C, { naming, nominees }: Report): Promise<Uint8Array<ArrayBuffer>> {
  const { t } = c.var.view
  const kinds = [...new Set(nominees.map(({ kind }) => kind))]
  const fields = reportedFields(kinds.map((kind) => layoutFor(naming.definition.papers, "approval", kind)))
  const label = (field: string) => t(`printing.fields.${field}`)
  const head = { number: label("number"), honour: label("honour"), labels: fields.map(label) }
  const speech = speechOf(c)
  const named = nominees.map((one) => ({ ...one, title: titled(speech, one.honour) }))
  return writeSheet(reportTable(head, fields, named))
}

/** The list for programs: every field by its name, with the hash that the trail keeps. */
const data = (c: C, { naming: { programme, office }, nominees, hash }: Report): string =>
  JSON.stringify(
    {
      format: "laurel-nominees/1",
      programme: { slug: programme.slug, title: programme.titleZh, year: programme.year },
      ...{ from: office.name, at: c.var.scope.now.toISOString(), hash, nominees },
    },
    null,
    2,
  )

async function send(c: C): Promise<Response> {
  const naming = await findNaming(c.var.scope, c.req.param("slug") ?? "")
  if (!naming) return notFound(c)
  const form = await readForm(c, reportForm, "naming.report.fields")
  if (!form.ok) return page(c, naming, form.problems, form.typed)
  const made = await reportUpward(c.var.scope, naming.programme.slug, form.value.reason, speechOf(c))
  if (!made.ok) return page(c, naming, [problemFrom(c, made.refusal)], form.typed)
  const name = `attachment; filename="${naming.programme.slug}-${made.value.hash.slice(0, 12)}`
  if (form.value.file === "data")
    return c.body(data(c, made.value), 200, {
      "Content-Type": "application/json; charset=UTF-8",
      "Content-Disposition": `${name}.json"`,
    })
  const sheet = await workbook(c, made.value)
  return c.body(sheet, 200, { "Content-Type": sheetType, "Content-Disposition": `${name}.xlsx"` })
}

export const reportRoutes = new Hono<Env>()
  .use(path, signedInOnly())
  .get(path, async (c) => {
    const naming = await findNaming(c.var.scope, c.req.param("slug"))
    return naming ? page(c, naming) : notFound(c)
  })
  .post(path, send)
