import { Hono } from "hono"
import type { Env } from "#http/env.ts"
import { show } from "#http/show.ts"
import { looksWanted } from "../marks/path.ts"
import { tabletOf } from "../marks/queries.ts"
import { seatOnly } from "../seats/middleware.ts"
import { looksPart } from "./pages.ts"

/** What every page of a judge asks for now and then, so that a panel hears at once that it should look again. */
export const lookRoutes = new Hono<Env>()
  .use("/judge/looks", seatOnly("judge", "scorekeeper"))
  .get("/judge/looks", async (c) => {
    const { lines, slots } = await tabletOf(c.var.scope)
    return show(c, looksPart, { looks: looksWanted(lines), slots })
  })
