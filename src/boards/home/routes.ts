import { Hono } from "hono"
import { countsByYear } from "#boards/honours/queries.ts"
import type { Env } from "#http/env.ts"
import { show } from "#http/show.ts"
import { dayOf } from "#lib/dates.ts"
import { boardsByKind, figuresOf } from "./figures.ts"
import { homePage } from "./pages.ts"
import { recentDecisions, recentResults } from "./queries.ts"

export const homeRoutes = new Hono<Env>().get("/", async (c) => {
  const { scope } = c.var
  const counts = await countsByYear(scope)
  const decisions = await recentDecisions(scope)
  const results = await recentResults(scope)
  const thisYear = Number(dayOf(scope.now).slice(0, 4))
  return show(c, homePage, { ...figuresOf(counts, thisYear), kinds: boardsByKind(counts), decisions, results })
})
