import { Hono } from "hono"
import { signedInOnly } from "#accounts/signed-in.ts"
import type { C, Env } from "#http/env.ts"
import { type Problem, problemFrom, type Typed, typedOf } from "#http/forms.ts"
import { idOf } from "#http/ids.ts"
import { notFound, seeOther, show } from "#http/show.ts"
import type { Refusal } from "#lib/result.ts"
import { allottedTo } from "../allotting.ts"
import {
  allotmentsOf,
  definitionOf,
  findProgramme,
  offeredHonours,
  type SeenProgramme,
  seeProgramme,
} from "../queries.ts"
import { mayChange } from "../workflow.ts"
import { saveAllotments } from "./commands.ts"
import { cellsFrom, columnsOf, fieldOf, pasted, spreadByPeople, typedOfCells } from "./matrix.ts"
import { allotmentsPage } from "./pages.ts"
import { recommenders } from "./queries.ts"

const slugOf = (c: C): string => c.req.param("slug") ?? ""

async function sheetOf(c: C, { programme, office, keeps }: SeenProgramme) {
  const { scope } = c.var
  const { definition } = await definitionOf(scope, programme)
  const honours = await offeredHonours(scope, definition)
  const cells = await allotmentsOf(scope, programme.id)
  const seated = [...new Set(cells.map(({ unitId }) => unitId))]
  const rows = await recommenders(scope, office, seated)
  const columns = columnsOf(honours, definition.seatTypes)
  return { programme, changes: keeps && mayChange(programme.state), rows, columns, honours, cells }
}
type Sheet = Awaited<ReturnType<typeof sheetOf>>
type Asked = { typed: Typed; pasted?: string; version?: number; problems?: readonly Problem[] }

function ask(c: C, sheet: Sheet, { typed, problems = [], pasted: text = "", version }: Asked, status: 200 | 409 = 200) {
  const { programme, changes, rows, columns, honours } = sheet
  const { cells } = cellsFrom(typed, rows, columns)
  const sums = columns.map(({ honour }) => allottedTo(cells, honour))
  const seen = version ?? programme.version
  const shape = {
    programme,
    changes,
    rows,
    columns,
    honours,
    fieldOf,
    sums,
    typed,
    pasted: text,
    version: seen,
    problems,
  }
  return show(c, allotmentsPage, shape, problems.length > 0 && status === 200 ? 422 : status)
}

const unread = (c: C, fields: readonly string[]): Problem[] =>
  fields.map((field) => ({ field, message: c.var.view.t("programmes.allotments.unread") }))

function paste(c: C, sheet: Sheet, typed: Typed, version: number) {
  const text = String(typed.pasted ?? "").slice(0, 20_000)
  const found = pasted(text, sheet.rows, sheet.columns)
  const message = (line: string) => c.var.view.t("programmes.allotments.unread_line", { line: line.slice(0, 60) })
  const problems = found.unread.map((line) => ({ field: "pasted", message: message(line) }))
  return ask(c, sheet, {
    typed: { ...typed, ...found.fields },
    pasted: problems.length > 0 ? text : "",
    version,
    problems,
  })
}

/** What is over is said beside the sum of its honour, in its own name. */
function worded(c: C, sheet: Sheet, refusal: Refusal): Problem {
  const at = sheet.columns.findIndex(({ honour }) => honour === refusal.honour)
  const first = sheet.rows[0]
  return { ...problemFrom(c, refusal), field: at >= 0 && first ? fieldOf(first.id, at) : "" }
}

async function save(c: C, sheet: Sheet, typed: Typed, version: number): Promise<Response> {
  const { cells, unread: fields } = cellsFrom(typed, sheet.rows, sheet.columns)
  if (fields.length > 0) return ask(c, sheet, { typed, version, problems: unread(c, fields) })
  const { slug } = sheet.programme
  const saved = await saveAllotments(c.var.scope, slug, { seen: version, cells })
  if (saved.ok) return seeOther(c, `/manage/programmes/${slug}?done=allot`)
  const isStale = saved.refusal.code === "stale"
  const seen = isStale ? sheet.programme.version : version
  return ask(c, sheet, { typed, version: seen, problems: [worded(c, sheet, saved.refusal)] }, isStale ? 409 : 200)
}

export const allotmentRoutes = new Hono<Env>()
  .use("/manage/programmes/*", signedInOnly())
  .get("/manage/programmes/:slug/allotments", async (c) => {
    const seen = await seeProgramme(c.var.scope, slugOf(c))
    if (!seen?.reads) return notFound(c)
    const sheet = await sheetOf(c, seen)
    return ask(c, sheet, { typed: typedOfCells(sheet.cells, sheet.columns) })
  })
  .post("/manage/programmes/:slug/allotments", async (c) => {
    const found = await findProgramme(c.var.scope, slugOf(c))
    if (!found) return notFound(c)
    const sheet = await sheetOf(c, found)
    const typed = await typedOf(c)
    const version = idOf(typed.version) ?? 0
    if (typed.do === "save") return save(c, sheet, typed, version)
    if (typed.do === "paste") return paste(c, sheet, typed, version)
    if (typed.do !== "spread") return ask(c, sheet, { typed, version })
    const dealt = spreadByPeople(cellsFrom(typed, sheet.rows, sheet.columns).cells, sheet.rows, sheet.columns)
    return ask(c, sheet, { typed: typedOfCells(dealt, sheet.columns), version })
  })
