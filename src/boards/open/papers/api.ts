import { createRoute, z } from "@hono/zod-openapi"
import { findPublicDecision } from "#boards/decisions/queries.ts"
import { noticeStates } from "#db/words.ts"
import { problem } from "#http/problems.ts"
import { afterIn, stretch } from "../cursor.ts"
import { openApi } from "../middleware.ts"
import { answers, both, idPath, listOf, paging } from "../schemas.ts"
import { listPublicDecisions, listPublicNotices } from "./queries.ts"

const decision = z
  .object({
    id: z.int(),
    number: z.string(),
    title: both,
    unit: z.string().openapi({ description: "In whose name it was numbered." }),
    issuers: z.array(z.string()),
    decidedOn: z.string(),
    publicFrom: z.iso.datetime(),
    count: z.int().openapi({ description: "How many public lines it made." }),
  })
  .openapi("Decision")
const decisionPaper = z
  .object({
    ...{ id: z.int(), number: z.string(), title: both, issuers: z.array(z.string()), decidedOn: z.string() },
    lines: z.array(
      z.object({
        ...{ entry: z.int(), name: z.string(), unit: z.string(), honour: z.string() },
        ...{ grade: both, for: both, posthumous: z.boolean() },
      }),
    ),
  })
  .openapi("DecisionWithLines")
const notice = z
  .object({
    id: z.int(),
    title: z.string(),
    unit: z.string(),
    state: z.enum(noticeStates).exclude(["draft"]),
    about: z.string().openapi({ description: "The address of what it is about; empty where there is none." }),
    firstDay: z.string().nullable(),
    lastDay: z.string().nullable(),
    endsAt: z.iso.datetime().nullable(),
    hash: z.string().nullable().openapi({ description: "SHA-256 of the frozen list." }),
    page: z.string(),
    objection: z.string().nullable().openapi({ description: "Where objections are received, while they are." }),
  })
  .openapi("Notice")

const list = (path: string, summary: string) => ({
  ...{ method: "get" as const, path, tags: ["Papers"], summary },
})

const decisionsRoute = createRoute({
  ...list("/api/v1/decisions", "Decisions by which honours were conferred"),
  request: { query: z.strictObject(paging) },
  responses: answers(listOf(decision), "A stretch of decisions"),
})
const decisionRoute = createRoute({
  ...list("/api/v1/decisions/{id}", "A decision with its list, in its own order"),
  request: { params: idPath },
  responses: answers(decisionPaper, "The decision"),
})
const noticesRoute = createRoute({
  ...list("/api/v1/notices", "Public notices, running and ended; names stand on their pages"),
  request: { query: z.strictObject(paging) },
  responses: answers(listOf(notice), "A stretch of notices"),
})

type NoticeLine = Awaited<ReturnType<typeof listPublicNotices>>[number]

function noticeOf({ id, title, unit, state, about, list: shown }: NoticeLine, now: Date): z.infer<typeof notice>[] {
  if (state === "draft") return []
  const page = `/notices/${id}`
  const takes = state === "open" && shown !== undefined && now < shown.endsAt
  const period = {
    firstDay: shown?.firstDay ?? null,
    lastDay: shown?.lastDay ?? null,
    endsAt: shown?.endsAt.toISOString() ?? null,
  }
  const objection = takes ? `${page}/objection` : null
  return [{ id, title, unit, state, about, ...period, hash: shown?.hash ?? null, page, objection }]
}

export const paperApi = openApi()
  .openapi(decisionsRoute, async (c) => {
    const { cursor, limit } = c.req.valid("query")
    const rows = await listPublicDecisions(c.var.scope, afterIn(cursor) ?? 0, limit + 1)
    const { items, next } = stretch(rows, limit)
    const shown = items.map(({ titleZh, titleEn, visibleFrom, issuers, ...one }) => ({
      ...{ ...one, title: { zh: titleZh, en: titleEn }, issuers: [...issuers], publicFrom: visibleFrom.toISOString() },
    }))
    return c.json({ items: shown, next }, 200)
  })
  .openapi(decisionRoute, async (c) => {
    const found = await findPublicDecision(c.var.scope, c.req.valid("param").id)
    if (!found) return problem(c, 404, "no public decision has this number")
    const { id, number, titleZh, titleEn, issuers, decidedOn } = found.decision
    const lines = found.lines.map(({ entry, honour }) => ({
      ...{ entry: entry.id, name: entry.recipientName, unit: entry.unitName, honour: honour.slug },
      ...{ grade: { zh: entry.gradeZh, en: entry.gradeEn }, for: { zh: entry.forZh, en: entry.forEn } },
      posthumous: entry.isPosthumous,
    }))
    return c.json({ id, number, title: { zh: titleZh, en: titleEn }, issuers: [...issuers], decidedOn, lines }, 200)
  })
  .openapi(noticesRoute, async (c) => {
    const { cursor, limit } = c.req.valid("query")
    const { scope } = c.var
    const { items, next } = stretch(await listPublicNotices(scope, afterIn(cursor) ?? 0, limit + 1), limit)
    return c.json({ items: items.flatMap((one) => noticeOf(one, scope.now)), next }, 200)
  })
