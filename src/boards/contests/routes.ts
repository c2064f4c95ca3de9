import { Hono } from "hono"
import { yearIn } from "#boards/board/filter.ts"
import type { C, Env } from "#http/env.ts"
import { pageOf, pager } from "#http/paging.ts"
import { notFound, show } from "#http/show.ts"
import { contestPage, contestsPage } from "./pages.ts"
import { type ContestFilter, conferredBy, countContests, eventsOf, findAnnounced, listContests } from "./queries.ts"
import { publicStates } from "./states.ts"

async function list(c: C): Promise<Response> {
  const { scope } = c.var
  const state = publicStates.find((one) => one === c.req.query("state"))
  const filter: ContestFilter = { year: yearIn(c.req.query("year")) ?? undefined, state }
  const page = pageOf(c)
  const counts = await countContests(scope)
  const matching = counts.filter((one) => (!filter.year || one.year === filter.year) && (!state || one.state === state))
  const total = matching.reduce((sum, one) => sum + one.count, 0)
  return show(c, contestsPage, {
    filter,
    states: publicStates,
    years: [...new Set(counts.map(({ year }) => year))],
    contests: await listContests(scope, filter, page),
    pager: pager(c, page, total),
  })
}

async function contest(c: C, slug: string): Promise<Response> {
  const { scope } = c.var
  const found = await findAnnounced(scope, slug)
  if (!found) return notFound(c)
  const events = await eventsOf(scope, found.contest.id)
  return show(c, contestPage, { ...found, events, conferred: await conferredBy(scope, found.contest.id) })
}

export const contestBoardRoutes = new Hono<Env>()
  .get("/contests", list)
  .get("/contests/:slug", (c) => contest(c, c.req.param("slug")))
