import { Hono } from "hono"
import { isFiltered, without } from "#boards/board/filter.ts"
import { askedBoard, tidied } from "#boards/board/pages.ts"
import type { C, Env } from "#http/env.ts"
import { idParam } from "#http/ids.ts"
import { notFound, show } from "#http/show.ts"
import { unitPage } from "./pages.ts"
import { findUnit } from "./queries.ts"

/** A unit with its people, its teams and all that stands below it; one without an honour is nobody here. */
async function unit(c: C): Promise<Response> {
  const id = idParam(c) ?? 0
  const found = await findUnit(c.var.scope, id)
  if (!found) return notFound(c)
  const path = `/units/${id}`
  const tidy = tidied(c, path, ["unit"])
  if (tidy) return c.redirect(tidy, 302)
  const board = await askedBoard(c, path, { unit: id, district: undefined, industry: undefined })
  if (board.total === 0 && !isFiltered(without(board.filter, "unit"))) return notFound(c)
  return show(c, unitPage, { unit: found, board })
}

export const honouredUnitRoutes = new Hono<Env>().get("/units/:id{[0-9]+}", unit)
