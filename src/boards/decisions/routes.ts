import { Hono } from "hono"
import type { C, Env } from "#http/env.ts"
import { idParam } from "#http/ids.ts"
import { notFound, show } from "#http/show.ts"
import { listed } from "./list.ts"
import { decisionPage, decisionPaper } from "./pages.ts"
import { findPublicDecision } from "./queries.ts"

async function decision(c: C, onPaper: boolean): Promise<Response> {
  const found = await findPublicDecision(c.var.scope, idParam(c) ?? 0)
  if (!found) return notFound(c)
  const shape = { decision: found.decision, groups: listed(found.lines) }
  const back = `/decisions/${found.decision.id}`
  return onPaper ? show(c, decisionPaper, { ...shape, back, isWhole: true }) : show(c, decisionPage, shape)
}

export const decisionBoardRoutes = new Hono<Env>()
  .get("/decisions/:id{[0-9]+}", (c) => decision(c, false))
  .get("/decisions/:id{[0-9]+}/paper", (c) => decision(c, true))
