import { createRoute, z } from "@hono/zod-openapi"
import { findLaureate, prizesOf } from "#boards/people/queries.ts"
import { findUnit } from "#boards/units/queries.ts"
import { problem } from "#http/problems.ts"
import { afterIn, stretch } from "../cursor.ts"
import { entryOf } from "../lines.ts"
import { openApi } from "../middleware.ts"
import { answers, both, entry, idPath, listOf, paging, promotion } from "../schemas.ts"
import { linesOfUnit, listHolders, listHonouredUnits } from "./queries.ts"

const ofUnit = z.object({ id: z.int().nullable(), name: z.string() })
const person = z.object({ id: z.int(), name: z.string(), unit: ofUnit }).openapi("Person")
const prize = z.object({
  contest: z.string(),
  event: z.string(),
  title: both,
  prize: both.nullable().openapi({ description: "Null where there was no prize, but a promotion." }),
  promotedTo: promotion,
  place: z.int().nullable(),
  tied: z.boolean(),
  publishedAt: z.iso.datetime(),
})
const personFile = person
  .extend({ entries: z.array(entry), prizes: z.array(prize) })
  .openapi("PersonWithHonours", { description: "Name, unit and honours; no other personal data is public." })
const unit = z.object({ id: z.int(), name: z.string(), kind: z.string(), level: z.string().nullable() }).openapi("Unit")
const unitFile = unit.extend({ former: z.array(z.string()), entries: z.array(entry) }).openapi("UnitWithHonours", {
  description: "At most 500 lines, the newest; `/api/v1/entries?unit=` lists all, and those below.",
})

const list = (path: string, summary: string) => ({ method: "get" as const, path, tags: ["Holders"], summary })

const peopleRoute = createRoute({
  ...list("/api/v1/people", "People who hold an honour"),
  request: { query: z.strictObject(paging) },
  responses: answers(listOf(person), "A stretch of people"),
})
const personRoute = createRoute({
  ...list("/api/v1/people/{id}", "A person with all honours, and prizes and promotions of contests"),
  request: { params: idPath },
  responses: answers(personFile, "The person"),
})
const unitsRoute = createRoute({
  ...list("/api/v1/units", "Units with an honour of their own or of their people"),
  request: { query: z.strictObject(paging) },
  responses: answers(listOf(unit), "A stretch of units"),
})
const unitRoute = createRoute({
  ...list("/api/v1/units/{id}", "A unit with its honours"),
  request: { params: idPath },
  responses: answers(unitFile, "The unit"),
})

const nobody = "nobody public has this number"

export const holderApi = openApi()
  .openapi(peopleRoute, async (c) => {
    const { cursor, limit } = c.req.valid("query")
    return c.json(stretch(await listHolders(c.var.scope, afterIn(cursor) ?? 0, limit + 1), limit), 200)
  })
  .openapi(personRoute, async (c) => {
    const { scope } = c.var
    const found = await findLaureate(scope, c.req.valid("param").id)
    if (!found) return problem(c, 404, nobody)
    const prizes = (await prizesOf(scope, found.id)).map((one) => ({
      ...{ contest: one.contestSlug, event: one.eventCode, title: one.event, prize: one.prize },
      ...{ promotedTo: one.promotedTo, place: one.place, tied: one.tied, publishedAt: one.publishedAt.toISOString() },
    }))
    const { id, name, unitId, unitName } = found
    return c.json({ id, name, unit: { id: unitId, name: unitName }, entries: found.lines.map(entryOf), prizes }, 200)
  })
  .openapi(unitsRoute, async (c) => {
    const { cursor, limit } = c.req.valid("query")
    const { items, next } = stretch(await listHonouredUnits(c.var.scope, afterIn(cursor) ?? 0, limit + 1), limit)
    return c.json({ items: items.map(({ newest: _, ...one }) => one), next }, 200)
  })
  .openapi(unitRoute, async (c) => {
    const { scope } = c.var
    const found = await findUnit(scope, c.req.valid("param").id)
    const lines = found ? await linesOfUnit(scope, found.id) : []
    if (!found || lines.length === 0) return problem(c, 404, "no unit with a public honour has this number")
    const { id, name, kind, level, former } = found
    return c.json({ id, name, kind, level, former, entries: lines.map(entryOf) }, 200)
  })
