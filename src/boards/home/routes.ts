import { Hono } from "hono"
import { unfiltered } from "#boards/board/filter.ts"
import { holderOf } from "#boards/board/links.ts"
import { pageUnder } from "#boards/board/queries.ts"
import { countsByYear, type HonourCount } from "#boards/honours/queries.ts"
import type { C, Env } from "#http/env.ts"
import { show } from "#http/show.ts"
import { dayOf } from "#lib/dates.ts"
import { surnameOf } from "#lib/surnames.ts"
import { openNotices } from "#notices/board/queries.ts"
import { boardsByKind, conferredIn, figuresOf } from "./figures.ts"
import { turnOf } from "./laureates.ts"
import { homePage } from "./pages.ts"
import { recentDecisions, recentResults } from "./queries.ts"

type Figures = ReturnType<typeof figuresOf<HonourCount>>

/** People of the year's highest honour with their plates; when there are more than fit, others every day. */
async function laureatesOf({ scope }: C["var"], { year, figures }: Figures) {
  const highest = figures.find(({ honour }) => honour.recipientKind === "person")
  if (!highest) return undefined
  const page = turnOf(highest.count, dayOf(scope.now))
  const filter = { ...unfiltered, honour: highest.honour.slug, year }
  const { lines } = await pageUnder(scope, filter, "stroke", page)
  return { ...highest, lines: lines.map((line) => ({ ...line, surname: surnameOf(line.name), href: holderOf(line) })) }
}

export const homeRoutes = new Hono<Env>().get("/", async (c) => {
  const { scope } = c.var
  const counts = await countsByYear(scope)
  const decisions = await recentDecisions(scope)
  const results = await recentResults(scope)
  const thisYear = Number(dayOf(scope.now).slice(0, 4))
  const figures = figuresOf(counts, thisYear)
  const laureates = await laureatesOf(c.var, figures)
  return show(c, homePage, {
    ...figures,
    conferred: conferredIn(counts, figures.year),
    laureates,
    kinds: boardsByKind(counts),
    decisions,
    results,
    notices: (await openNotices(scope)).slice(0, 6),
  })
})
