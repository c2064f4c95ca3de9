import { createRoute, OpenAPIHono, z } from "@hono/zod-openapi"
import type { C, Env } from "#http/env.ts"
import { refusalWords, statusOf } from "#http/show.ts"
import { isUuid } from "#lib/uuid.ts"
import { seatOnly } from "../seats/middleware.ts"
import { type Operation, saveMark } from "./commands.ts"

const operation = z
  .strictObject({
    id: z.string().refine(isUuid).openapi({ description: "Made once by the tablet and sent again until answered." }),
    entry: z.string().min(1).max(64),
    slot: z.string().min(1).max(80).openapi({ description: "A node key, or `value:` and the name of a value." }),
    value: z.string().max(100).nullable().openapi({ description: "A decimal text, or null to clear the mark." }),
    seenVersion: z.number().int().min(0).max(999_999_999).openapi({ description: "0 where there was no mark yet." }),
  })
  .openapi("Operation")

/** One result per operation, in the order sent. */
const operationResult = z
  .object({
    id: z.string(),
    status: z.number().openapi({ description: "What a single request would have got: 200, 404, 409, 422, 423." }),
    code: z.string().openapi({ description: "`saved` (also where it was so already), or the code of the refusal." }),
    message: z.string(),
    version: z.number().optional(),
    value: z.string().nullable().optional(),
    at: z.string().optional(),
    current: z
      .object({
        value: z.string().nullable(),
        version: z.number(),
        at: z.string(),
        by: z.string().nullable(),
        device: z.string().nullable(),
      })
      .optional()
      .openapi({ description: "With `stale`: what the mark is now, by whom and since when." }),
  })
  .openapi("OperationResult")

export type OperationResult = z.infer<typeof operationResult>

const json = <S extends z.ZodType>(schema: S, description: string) => ({
  description,
  content: { "application/json": { schema } },
})

const operationsRoute = createRoute({
  method: "post",
  path: "/judge/operations",
  summary: "Saves 1 to 50 marks of the seat that is signed in",
  request: {
    body: {
      required: true,
      ...json(z.strictObject({ operations: z.array(operation).min(1).max(50) }), "Saves, in order"),
    },
  },
  responses: {
    200: json(z.object({ results: z.array(operationResult) }), "One result per operation, in the order sent"),
    422: json(z.object({ error: z.string(), problems: z.array(z.string()) }), "The body is not as described"),
  },
})

async function resultOf(c: C, operation: Operation): Promise<OperationResult> {
  const saved = await saveMark(c.var.scope, operation)
  const { id } = operation
  if (saved.ok) {
    const { value, version, at } = saved.value
    const message = c.var.view.t("judging.mark.saved")
    return { id, status: 200, code: "saved", message, version, value, at: at.toISOString() }
  }
  const { code, current, ...facts } = saved.refusal
  const result = { id, status: statusOf(saved.refusal), code, message: refusalWords(c, { code, ...facts }) }
  return current ? { ...result, current: { ...current, at: current.at.toISOString() } } : result
}

export const markApi = new OpenAPIHono<Env>({
  defaultHook: (read, c) =>
    read.success
      ? undefined
      : c.json({ error: "invalid", problems: read.error.issues.map(({ path }) => path.join("/")) }, 422),
})
markApi.use("/judge/operations", seatOnly("judge", "scorekeeper"))
markApi.openapi(operationsRoute, async (c) => {
  const results: OperationResult[] = []
  for (const one of c.req.valid("json").operations) results.push(await resultOf(c, one))
  return c.json({ results }, 200)
})
