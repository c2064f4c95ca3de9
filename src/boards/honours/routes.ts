import { Hono } from "hono"
import { addressOf, filterIn, isFiltered, without } from "#boards/board/filter.ts"
import { askedBoard, tidied } from "#boards/board/pages.ts"
import type { C, Env } from "#http/env.ts"
import { notFound, show } from "#http/show.ts"
import { byLevel } from "./arrangement.ts"
import { boardPage, filteredPage, honoursPage } from "./pages.ts"
import { decisionsOf, findHonour, revokedOf } from "./queries.ts"

/** All honours: as plates, or as one board of names under a filter. One honour alone has an address of its own. */
async function all(c: C): Promise<Response> {
  const filter = filterIn(c.req.query())
  const order = c.req.query("order")
  if (filter.honour) return c.redirect(addressOf(`/honours/${filter.honour}`, without(filter, "honour"), order), 302)
  const tidy = tidied(c, "/honours", [])
  if (tidy) return c.redirect(tidy, 302)
  const board = await askedBoard(c, "/honours", {})
  if (isFiltered(filter)) return show(c, filteredPage, { board })
  return show(c, honoursPage, { board, levels: byLevel(board.honours) })
}

async function one(c: C, slug: string): Promise<Response> {
  const { scope } = c.var
  const honour = await findHonour(scope, slug)
  if (!honour) return notFound(c)
  const path = `/honours/${slug}`
  const asked = filterIn(c.req.query())
  if (asked.honour) return c.redirect(addressOf("/honours", asked, c.req.query("order")), 302)
  const tidy = tidied(c, path, ["honour"])
  if (tidy) return c.redirect(tidy, 302)
  const board = await askedBoard(c, path, { honour: slug, level: undefined, kind: undefined })
  const { year } = board.filter
  return show(c, boardPage, {
    honour,
    board,
    decisions: (await decisionsOf(scope, honour.id)).filter(
      (decision) => decision.decidedOn !== "" && (year === undefined || decision.year === year),
    ),
    revoked: await revokedOf(scope, honour.id),
  })
}

export const honourRoutes = new Hono<Env>()
  .get("/honours", all)
  .get("/honours/:slug", (c) => one(c, c.req.param("slug")))
