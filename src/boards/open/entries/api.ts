import { createRoute, z } from "@hono/zod-openapi"
import { filterIn } from "#boards/board/filter.ts"
import { linesAfter } from "#boards/board/queries.ts"
import { boardOf } from "#boards/board/whole/queries.ts"
import { everywhere } from "#boards/board/words/everywhere.ts"
import { wantedBy } from "#boards/board/words/queries.ts"
import { honourLevels, recipientKinds } from "#db/words.ts"
import { problem } from "#http/problems.ts"
import { afterIn, stretch } from "../cursor.ts"
import { entryOf } from "../lines.ts"
import { openApi } from "../middleware.ts"
import { answers, both, entry, filter, listOf, paging } from "../schemas.ts"

const choice = z
  .object({ value: z.string(), count: z.int(), text: z.union([z.string(), both]).optional() })
  .openapi("Choice", {
    description: "A choice of the filter, and how many lines it leaves, all other choices standing.",
  })

const counts = z
  .object({
    honours: z.array(
      z.object({
        slug: z.string(),
        title: both,
        level: z.enum(honourLevels),
        kind: z.enum(recipientKinds),
        conferredBy: z.string(),
        count: z.int(),
      }),
    ),
    choices: z.object(
      Object.fromEntries(
        (["level", "honour", "kind", "year", "district", "industry", "unit"] as const).map((name) => [
          name,
          z.array(choice),
        ]),
      ),
    ),
  })
  .openapi("Counts")

const entriesRoute = createRoute({
  method: "get",
  path: "/api/v1/entries",
  tags: ["Honours"],
  summary: "Lines of the register: who was given which honour, when and by which decision",
  description: "Under the filter of the boards, in the order in which they were entered.",
  request: { query: z.strictObject({ ...filter, ...paging }) },
  responses: answers(listOf(entry), "A stretch of lines"),
})

const honoursRoute = createRoute({
  method: "get",
  path: "/api/v1/honours",
  tags: ["Honours"],
  summary: "Every honour, and how many lines each choice of the filter leaves",
  request: { query: z.strictObject(filter) },
  responses: answers(counts, "Honours and counts"),
})

/** As an address says it: the boards read their filters from texts. */
const asTyped = (query: Readonly<Record<string, unknown>>) =>
  filterIn(Object.fromEntries(Object.entries(query).flatMap(([name, value]) => (value ? [[name, String(value)]] : []))))

export const entryApi = openApi()
  .openapi(entriesRoute, async (c) => {
    const { cursor, limit, ...query } = c.req.valid("query")
    const { scope } = c.var
    const typed = asTyped(query)
    const { q, isEverywhere } = await wantedBy(scope, typed.q)
    if (isEverywhere) return problem(c, 400, everywhere)
    const rows = await linesAfter(scope, { ...typed, q }, afterIn(cursor) ?? 0, limit + 1)
    const { items, next } = stretch(rows, limit)
    return c.json({ items: items.map(entryOf), next }, 200)
  })
  .openapi(honoursRoute, async (c) => {
    const asked = asTyped(c.req.valid("query"))
    const page = { number: 1, size: 1, offset: 0 }
    const { honours, facets, isEverywhere } = await boardOf(c.var.scope, {
      filter: asked,
      fixed: [],
      order: "stroke",
      page,
    })
    if (isEverywhere) return problem(c, 400, everywhere)
    const listed = honours.map(({ honour, count }) => ({
      slug: honour.slug,
      title: { zh: honour.titleZh, en: honour.titleEn },
      ...{ level: honour.level, kind: honour.recipientKind, conferredBy: honour.conferredBy, count },
    }))
    const choices = Object.fromEntries(Object.entries(facets).map(([name, list]) => [name, [...list]]))
    return c.json({ honours: listed, choices }, 200)
  })
