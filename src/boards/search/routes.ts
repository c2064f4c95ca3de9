import { Hono } from "hono"
import { holderOf } from "#boards/board/links.ts"
import type { Env } from "#http/env.ts"
import { pageOf, pager } from "#http/paging.ts"
import { show } from "#http/show.ts"
import { searchTerms } from "#lib/search.ts"
import { searchPage } from "./pages.ts"
import { search } from "./queries.ts"

export const searchRoutes = new Hono<Env>().get("/search", async (c) => {
  const q = (c.req.query("q") ?? "").trim().slice(0, 100)
  const page = pageOf(c)
  const found = await search(c.var.scope, searchTerms(q), page)
  return show(c, searchPage, { ...found, q, holderOf, pager: pager(c, page, found.total) })
})
