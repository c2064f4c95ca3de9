import { Hono } from "hono"
import { sourceOf } from "#boards/search/pages.ts"
import type { C, Env } from "#http/env.ts"
import { inOrder, longPageOf, nameOrderOf, pager } from "#http/paging.ts"
import { notFound, show } from "#http/show.ts"
import { byLevel, grouped } from "./arrangement.ts"
import { boardPage, honoursPage } from "./pages.ts"
import { type BoardFilter, boardLines, countsByYear, decisionsOf, findHonour, gradesOf, revokedOf } from "./queries.ts"

export const yearOf = (c: C): number | undefined => {
  const asked = c.req.query("year") ?? ""
  return /^\d{4}$/.test(asked) ? Number(asked) : undefined
}

/** The year that the address asks a board for; `unknown` is for what has none. */
const boardYear = (c: C): number | null | undefined => (c.req.query("year") === "unknown" ? null : yearOf(c))

async function board(c: C, slug: string): Promise<Response> {
  const { scope } = c.var
  const honour = await findHonour(scope, slug)
  if (!honour) return notFound(c)
  const filter: BoardFilter = { year: boardYear(c), q: (c.req.query("q") ?? "").trim().slice(0, 100) }
  const page = longPageOf(c)
  const order = nameOrderOf(c)
  const decisions = await decisionsOf(scope, honour.id)
  const grades = await gradesOf(scope, honour.id, filter)
  const lines = await boardLines(scope, honour.id, filter, order, page)
  const total = grades.reduce((sum, grade) => sum + grade.count, 0)
  return show(c, boardPage, {
    honour,
    filter,
    years: [...new Set(decisions.map(({ year }) => year))],
    decisions: decisions.filter(
      ({ year, decidedOn }) => decidedOn !== "" && (filter.year === undefined || year === filter.year),
    ),
    revoked: await revokedOf(scope, honour.id),
    groups: grouped(grades, lines),
    sourceOf,
    order,
    inOrder: inOrder(c),
    pager: pager(c, page, total),
  })
}

export const honourRoutes = new Hono<Env>()
  .get("/honours", async (c) => show(c, honoursPage, { levels: byLevel(await countsByYear(c.var.scope)) }))
  .get("/honours/:slug", (c) => board(c, c.req.param("slug")))
