import { createRoute, z } from "@hono/zod-openapi"
import { eventsOf, findAnnounced } from "#boards/contests/queries.ts"
import { bundleOf, findEvent, resultOf } from "#boards/results/queries.ts"
import type { ContestRow } from "#competition/contests/queries.ts"
import { titleIn } from "#competition/results/columns.ts"
import { problem } from "#http/problems.ts"
import { afterIn, stretch } from "../cursor.ts"
import { openApi } from "../middleware.ts"
import { answers, listOf, paging } from "../schemas.ts"
import { contestsAfter } from "./queries.ts"
import { contest, contestFile, result } from "./schemas.ts"

const name = (name: string) =>
  z
    .string()
    .max(64)
    .openapi({ param: { name, in: "path" } })
const version = z.coerce
  .number()
  .int()
  .min(1)
  .max(9999)
  .optional()
  .openapi({ description: "The newest where left out." })
const ofEvent = {
  params: z.object({ contest: name("contest"), event: name("event") }),
  query: z.strictObject({ version }),
}
const list = (path: string, summary: string) => ({ method: "get" as const, path, tags: ["Contests"], summary })

const contestsRoute = createRoute({
  ...list("/api/v1/contests", "Contests that were announced"),
  request: { query: z.strictObject(paging) },
  responses: answers(listOf(contest), "A stretch of contests"),
})
const contestRoute = createRoute({
  ...list("/api/v1/contests/{contest}", "A contest with its events"),
  request: { params: z.object({ contest: name("contest") }) },
  responses: answers(contestFile, "The contest"),
})
const resultRoute = createRoute({
  ...list("/api/v1/contests/{contest}/events/{event}/result", "A published result, line by line"),
  request: ofEvent,
  responses: answers(result, "The result"),
})
const bundleRoute = createRoute({
  ...list("/api/v1/contests/{contest}/events/{event}/bundle", "All that a result rests on, by code: laurel-contest/1"),
  description: "Byte for byte as it was ranked. Only where the contest shows single marks.",
  request: ofEvent,
  responses: answers(z.looseObject({ format: z.literal("laurel-contest/1") }), "The contest bundle"),
})

const factsOf = (row: ContestRow, host: string): z.infer<typeof contest> => ({
  slug: row.slug,
  title: { zh: row.titleZh, en: row.titleEn },
  host,
  tier: row.tier,
  state: row.state === "closed" ? "closed" : "announced",
  startsOn: row.startsOn,
  endsOn: row.endsOn,
  place: row.place,
})

const whole = { number: 1, size: 100_000, offset: 0 }
const missing = "no public result is found here"

type Found = NonNullable<Awaited<ReturnType<typeof findEvent>>>
const versionOf = ({ versions }: Found, asked: number | undefined) =>
  asked === undefined ? versions[0] : versions.find(({ number }) => number === asked)
const said = ({ number, reason, visibleFrom }: Found["versions"][number]) => ({
  ...{ number, reason, publishedAt: visibleFrom.toISOString() },
})

export const contestApi = openApi()
  .openapi(contestsRoute, async (c) => {
    const { cursor, limit } = c.req.valid("query")
    const { items, next } = stretch(await contestsAfter(c.var.scope, afterIn(cursor) ?? 0, limit + 1), limit)
    return c.json({ items: items.map(({ contest, host }) => factsOf(contest, host)), next }, 200)
  })
  .openapi(contestRoute, async (c) => {
    const found = await findAnnounced(c.var.scope, c.req.valid("param").contest)
    if (!found) return problem(c, 404, "no contest of this name was announced")
    const base = `/api/v1/contests/${found.contest.slug}/events`
    const events = (await eventsOf(c.var.scope, found.contest.id)).map(({ event, version, publishedAt }) => ({
      code: event.code,
      title: { zh: event.titleZh, en: event.titleEn },
      result: version === null ? null : `${base}/${event.code}/result`,
      publishedAt: publishedAt?.toISOString() ?? null,
    }))
    return c.json({ ...factsOf(found.contest, found.host), events }, 200)
  })
  .openapi(resultRoute, async (c) => {
    const { contest, event } = c.req.valid("param")
    const found = await findEvent(c.var.scope, contest, event)
    const shown = found && versionOf(found, c.req.valid("query").version)
    if (!found || !shown) return problem(c, 404, missing)
    const { columns, prizes, lines, teams } = await resultOf(c.var.scope, found, shown, whole)
    const entries = lines.map(({ code, name, unitName, status, place, tied, total, nodes, prize, promotedTo }) => ({
      ...{ code, name, unit: unitName, status, place, tied, total },
      parts: Object.fromEntries(columns.flatMap(({ key }) => (nodes[key] === undefined ? [] : [[key, nodes[key]]]))),
      prize: prize === null ? null : titleIn(prizes, prize),
      promotedTo,
    }))
    const bundle = found.event.showsJudgeMarks
      ? `/api/v1/contests/${contest}/events/${event}/bundle?version=${shown.number}`
      : null
    const facts = { contest, event, version: said(shown), versions: found.versions.map(said), bundle }
    return c.json({ ...facts, columns: columns.map(({ key, title }) => ({ key, title })), entries, teams }, 200)
  })
  .openapi(bundleRoute, async (c) => {
    const { contest, event } = c.req.valid("param")
    const found = await findEvent(c.var.scope, contest, event)
    const shown = found && versionOf(found, c.req.valid("query").version)
    if (!shown || !found.event.showsJudgeMarks) return problem(c, 404, missing)
    const text = await bundleOf(c.var.scope, shown)
    return c.body(text, 200, { "Content-Type": "application/json" }) as never
  })
