import { Hono } from "hono"
import { filterIn } from "#boards/board/filter.ts"
import { boardOrderIn } from "#boards/board/order.ts"
import { LINES, partsOf } from "#boards/board/parts.ts"
import { pageUnder } from "#boards/board/queries.ts"
import { everywhere } from "#boards/board/words/everywhere.ts"
import { wantedBy } from "#boards/board/words/queries.ts"
import { findPublicDecision } from "#boards/decisions/queries.ts"
import { entryOf } from "#boards/open/lines.ts"
import { readableAnywhere } from "#boards/open/middleware.ts"
import { findEvent, resultOf } from "#boards/results/queries.ts"
import type { C, Env } from "#http/env.ts"
import { idParam } from "#http/ids.ts"
import { problem } from "#http/problems.ts"
import { notFound } from "#http/show.ts"
import { type FileKind, fileKinds, partIn } from "./files.ts"
import { asFile, wordsOf } from "./pages.ts"
import { linesOfDecision, linesOfPerson } from "./queries.ts"
import { honourTable, resultTable } from "./tables.ts"

const kindOf = (c: C) => fileKinds.find((one) => one === c.req.param("kind")) as FileKind

type Lines = Awaited<ReturnType<typeof pageUnder>>["lines"]

const honourFile = (c: C, name: string, lines: Lines, more: object = {}, next?: number) => {
  const table = honourTable(lines, c.var.view.t, wordsOf(c))
  return asFile(c, kindOf(c), { name, table, data: { ...more, lines: lines.map(entryOf) } }, next)
}

/** A board as a file: the same filter, order and lines as its page, in parts where it is long. */
async function board(c: C): Promise<Response> {
  const { scope } = c.var
  const typed = filterIn(c.req.query())
  const { q, isEverywhere } = await wantedBy(scope, typed.q)
  if (isEverywhere) return problem(c, 400, everywhere)
  const filter = { ...typed, q }
  const order = boardOrderIn(c.req.query("order"))
  const number = partIn(c.req.query("part"))
  const page = { number, size: LINES, offset: (number - 1) * LINES }
  const { total, lines } = await pageUnder(scope, filter, order, page)
  const parts = partsOf(total)
  if (number > parts) return notFound(c)
  const name = parts > 1 ? `honours-${number}` : "honours"
  return honourFile(c, name, lines, { order, total, part: number, parts }, number < parts ? number + 1 : undefined)
}

async function person(c: C): Promise<Response> {
  const lines = await linesOfPerson(c.var.scope, idParam(c) ?? 0)
  return lines.length > 0 ? honourFile(c, `person-${c.req.param("id")}`, lines) : notFound(c)
}

async function decision(c: C): Promise<Response> {
  const found = await findPublicDecision(c.var.scope, idParam(c) ?? 0)
  if (!found) return notFound(c)
  const { id, number, decidedOn } = found.decision
  return honourFile(c, `decision-${id}`, await linesOfDecision(c.var.scope, id), { number, decidedOn })
}

async function result(c: C, slug: string, code: string): Promise<Response> {
  const { scope, view } = c.var
  const found = await findEvent(scope, slug, code)
  const asked = c.req.query("version")
  const version = found?.versions.find(({ number }) => asked === undefined || String(number) === asked)
  if (!found || !version) return notFound(c)
  const shown = await resultOf(scope, found, version, { number: 1, size: LINES, offset: 0 })
  const { lines, columns, prizes, promotes, teams } = shown
  const entries = lines.map(({ code, name, unitName, status, place, tied, total, nodes, prize, promotedTo }) => ({
    ...{ code, name, unitName, status, place, tied, total, nodes, prize, promotedTo },
  }))
  const data = { contest: slug, event: code, version: version.number, columns, prizes, entries, teams }
  const table = resultTable({ lines, columns, prizes, promotes }, view.t, wordsOf(c))
  return asFile(c, kindOf(c), { name: `${slug}-${code}-v${version.number}`, table, data })
}

const kind = `:kind{${fileKinds.join("|")}}`

/** Every view of names as a file. */
export const dataRoutes = new Hono<Env>()
  .use("/data/*", readableAnywhere())
  .get(`/data/honours/${kind}`, board)
  .get(`/data/people/:id{[0-9]+}/${kind}`, person)
  .get(`/data/decisions/:id{[0-9]+}/${kind}`, decision)
  .get(`/data/contests/:slug/:event/${kind}`, (c) => result(c, c.req.param("slug"), c.req.param("event")))
