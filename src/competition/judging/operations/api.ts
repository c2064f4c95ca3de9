import { createRoute, OpenAPIHono, z } from "@hono/zod-openapi"
import type { Context } from "hono"
import type { C } from "#http/env.ts"
import { refusalWords, statusOf } from "#http/show.ts"
import { seatOnly } from "../seats/middleware.ts"
import { isForTray } from "../tray-outcomes.ts"
import { type Answer, carryOut, hear } from "./commands.ts"
import { batch, isMark, type SeatOperation } from "./forms.ts"
import { forgetTablet, lookUp, type TabletEnv, tabletOnly } from "./middleware.ts"
import { sessionOf } from "./queries.ts"
import { session } from "./session.ts"

const receipt = z.object({ id: z.string(), at: z.string(), chain: z.string(), sequence: z.number().optional() })

/** One result per operation, in the order sent. */
const operationResult = z
  .object({
    id: z.string(),
    status: z.number().openapi({
      description: "200; 404, 422 refused; 409 another version stands there; 423 laid before the head judge",
    }),
    code: z.string().openapi({ description: "`saved` (also where it was so already), or the code of the refusal." }),
    message: z.string(),
    receipt: receipt.optional().openapi({ description: "Proof that it is kept, with its place in the trail." }),
    version: z.number().optional(),
    value: z.string().nullable().optional(),
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

const asked = z.literal(true).optional().openapi({ description: "An officer asks the tablet to send all that it has." })

const operationsRoute = createRoute({
  method: "post",
  path: "/judge/operations",
  summary: "Carries out what a judge did on a tablet, each operation once",
  request: { body: { required: true, ...json(batch, "Operations, in order") } },
  responses: {
    200: json(
      z.object({ at: z.string(), results: z.array(operationResult), asked }),
      "One result per operation, in the order sent, and the server's time",
    ),
    401: json(z.object({ error: z.string() }), "Keep everything, and ask for the seat's code again"),
    422: json(z.object({ error: z.string(), problems: z.array(z.string()) }), "The body is not as described"),
  },
})

const sessionRoute = createRoute({
  method: "get",
  path: "/judge/session",
  summary: "All that the seat's pages show, so that a tablet can go on without a network: codes only",
  responses: { 200: json(session, "The seat, its entries by code, and its marks") },
})

const receiptOf = (id: string, { at, place }: { at?: Date; place?: { chain: string; sequence?: number } }) =>
  at && place && { receipt: { id, at: at.toISOString(), ...place } }

function resultOf(c: C, { id, kind }: SeatOperation, answer: Answer): OperationResult {
  if (answer.ok) {
    const { value, version } = answer.value
    const code = kind === "sign" ? "signed" : kind === "call" ? "called" : "saved"
    const now = { ...(version !== undefined && { version }), ...(value !== undefined && { value }) }
    const message = c.var.view.t(`judging.answer.${code}`)
    return { id, status: 200, code, message, ...now, ...receiptOf(id, answer.value) }
  }
  const { code, current, kept: _, at, place, ...facts } = answer.refusal
  const status = isForTray(code) ? 423 : statusOf(answer.refusal)
  const message = refusalWords(c, { code, ...facts })
  const result = { id, status, code, message, ...receiptOf(id, { ...(at && { at }), ...(place && { place }) }) }
  return current ? { ...result, current: { ...current, at: current.at.toISOString() } } : result
}

export const operationApi = new OpenAPIHono<TabletEnv>({
  defaultHook: (read, c) =>
    read.success
      ? undefined
      : c.json({ error: "invalid", problems: read.error.issues.map(({ path }) => path.join("/")) }, 422),
})
operationApi.use("/judge/operations", tabletOnly())
operationApi.openapi(operationsRoute, async (c) => {
  const { device, operations } = c.req.valid("json")
  // Saves see under their own lock whether the seat is still this tablet's; nothing else goes by what is recalled.
  const { recalled, tablet: before } = c.var
  const own = before.seat.id
  const saves = operations.length > 0 && operations.every((one) => isMark(one) && (one.seat ?? own) === own)
  const trusted = !recalled || saves
  const first = trusted ? await carriedOut(c, operations) : []
  const again = recalled && (!trusted || first.some(({ code }) => code === "not_found"))
  const refused = again ? await lookUp(c) : undefined
  if (refused) return c.json({ error: refused }, 401)
  const { barred, tablet, scope } = c.var
  if (barred && operations.length === 0) return c.json({ error: barred }, 401)
  const results = again ? await carriedOut(c, operations) : first
  const heard = device && (await hear(scope, tablet.device, device, operations.length))
  if (heard?.isNews) forgetTablet(c)
  return c.json({ at: scope.now.toISOString(), results, ...(heard?.asked && { asked: true }) }, 200)
})

async function carriedOut(c: Context<TabletEnv>, operations: readonly SeatOperation[]): Promise<OperationResult[]> {
  const results: OperationResult[] = []
  const { scope, barred } = c.var
  for (const one of operations) results.push(resultOf(c as unknown as C, one, await carryOut(scope, one, barred)))
  return results
}

operationApi.use("/judge/session", seatOnly("judge", "scorekeeper"))
operationApi.openapi(sessionRoute, async (c) => c.json(await sessionOf(c.var.scope), 200))
