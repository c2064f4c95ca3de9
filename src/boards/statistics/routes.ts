import { Hono } from "hono"
import { writeCsv } from "#files/csv.ts"
import { sheetType, writeSheet } from "#files/xlsx.ts"
import type { C, Env } from "#http/env.ts"
import { notFound, show } from "#http/show.ts"
import { type Chart, chartsOf } from "./charts.ts"
import { columnsOf, lengthsOf, topOf } from "./geometry.ts"
import { type Drawn, statisticsPage } from "./pages.ts"
import { figuresOf } from "./queries.ts"
import { shareOf } from "./withheld.ts"
import { cellsOf, headsOf, tableOf, wordOf } from "./words.ts"

const charts = async (c: C): Promise<Chart[]> => chartsOf(await figuresOf(c.var.scope), c.var.leastShown)

function drawn({ var: { view } }: C, chart: Chart): Drawn {
  const firsts = chart.rows.map(({ counts }) => counts?.[0] ?? 0)
  const shares = chart.rows.map(({ counts }) => (counts ? shareOf(counts) : null))
  return {
    ...chart,
    heads: headsOf(view.t, chart),
    lines: chart.rows.map((row) => ({
      name: wordOf(view.t, chart.key, row),
      cells: cellsOf(view.t, chart, row),
    })),
    columns:
      chart.form === "columns" ? columnsOf(chart.rows.map(({ key }, at) => ({ key, count: firsts[at] ?? 0 }))) : [],
    top: topOf(Math.max(1, ...firsts)),
    lengths: chart.form === "shares" ? shares : lengthsOf(firsts),
  }
}

async function all(c: C): Promise<Response> {
  const filled = (await charts(c)).filter(({ rows }) => rows.length > 0)
  return show(c, statisticsPage, { charts: filled.map((chart) => drawn(c, chart)), least: c.var.leastShown })
}

async function table(c: C): Promise<{ name: string; rows: string[][] } | undefined> {
  const chart = (await charts(c)).find(({ key }) => key === c.req.param("chart"))
  return chart && { name: chart.key, rows: tableOf(c.var.view.t, chart) }
}

const attached = (name: string) => ({ "Content-Disposition": `attachment; filename="${name}"` })

async function asCsv(c: C): Promise<Response> {
  const found = await table(c)
  if (!found) return notFound(c)
  const head = { "Content-Type": "text/csv; charset=utf-8", ...attached(`${found.name}.csv`) }
  return c.body(writeCsv(found.rows), 200, head)
}

async function asWorkbook(c: C): Promise<Response> {
  const found = await table(c)
  if (!found) return notFound(c)
  return c.body(await writeSheet(found.rows), 200, { "Content-Type": sheetType, ...attached(`${found.name}.xlsx`) })
}

export const statisticsRoutes = new Hono<Env>()
  .get("/statistics", all)
  .get("/statistics/:chart/data.csv", asCsv)
  .get("/statistics/:chart/data.xlsx", asWorkbook)
