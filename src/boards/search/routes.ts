import { Hono } from "hono"
import { holderOf } from "#boards/board/links.ts"
import type { C, Env } from "#http/env.ts"
import { pageOf, pager } from "#http/paging.ts"
import { show } from "#http/show.ts"
import { searchTerms } from "#lib/search.ts"
import { marked } from "./marking.ts"
import { searchPage, suggestionsPage } from "./pages.ts"
import { search, suggest } from "./queries.ts"

const typed = (c: C) => (c.req.query("q") ?? "").trim().slice(0, 100)

/** As far as anybody pages: further on another word finds it sooner. */
const FURTHEST = 50

export const searchRoutes = new Hono<Env>()
  .get("/search", async (c) => {
    const q = typed(c)
    const words = searchTerms(q)
    const asked = pageOf(c)
    const number = Math.min(asked.number, FURTHEST)
    const page = { ...asked, number, offset: (number - 1) * asked.size }
    const found = await search(c.var.scope, words, page)
    const more = (found.isMore || page.offset + page.size < found.total) && number < FURTHEST
    const mark = (text: string) => marked(text, words)
    return show(c, searchPage, { ...found, more, q, holderOf, mark, page: number, link: pager(c, page, 0).link })
  })
  .get("/search/suggestions", async (c) => {
    const q = typed(c)
    return show(c, suggestionsPage, { ...(await suggest(c.var.scope, searchTerms(q))), q })
  })
