import { Hono } from "hono"
import type { C, Env } from "#http/env.ts"
import { longPageOf, pager } from "#http/paging.ts"
import { notFound, show } from "#http/show.ts"
import { entryPage, eventPage } from "./pages.ts"
import { bundleOf, findEvent, openEntry, type PublicEvent, resultOf } from "./queries.ts"

/** The version that the address asks for, or the newest. */
function versionIn(c: C, { versions }: PublicEvent) {
  const asked = c.req.query("version")
  return asked === undefined ? versions[0] : versions.find(({ number }) => String(number) === asked)
}

async function event(c: C, slug: string, code: string): Promise<Response> {
  const { scope } = c.var
  const found = await findEvent(scope, slug, code)
  if (!found) return notFound(c)
  const version = versionIn(c, found)
  if (!version) return c.req.query("version") ? notFound(c) : show(c, eventPage, { ...found, result: undefined })
  const page = longPageOf(c)
  const result = await resultOf(scope, found, version, page)
  return show(c, eventPage, { ...found, result: { ...result, pager: pager(c, page, result.total) } })
}

async function entry(c: C, slug: string, eventCode: string, code: string): Promise<Response> {
  const { scope } = c.var
  const found = await findEvent(scope, slug, eventCode)
  const version = found && versionIn(c, found)
  const opened = found && version && (await openEntry(scope, found, version, code))
  return opened ? show(c, entryPage, { ...found, version, ...opened }) : notFound(c)
}

/** Only where the contest shows single marks: without them a bundle recomputes nothing, and codes would tell whose they are. */
async function bundle(c: C, slug: string, code: string): Promise<Response> {
  const { scope } = c.var
  const found = await findEvent(scope, slug, code)
  const version = found && versionIn(c, found)
  if (!version || !found.event.showsJudgeMarks) return notFound(c)
  return c.body(await bundleOf(scope, version), 200, {
    "Content-Type": "application/json; charset=utf-8",
    "Content-Disposition": `attachment; filename="${code}-v${version.number}.json"`,
  })
}

export const resultBoardRoutes = new Hono<Env>()
  .get("/contests/:slug/:event", (c) => event(c, c.req.param("slug"), c.req.param("event")))
  .get("/contests/:slug/:event/bundle.json", (c) => bundle(c, c.req.param("slug"), c.req.param("event")))
  .get("/contests/:slug/:event/entries/:code", (c) => {
    const { slug, event: eventCode, code } = c.req.param()
    return entry(c, slug, eventCode, code)
  })
