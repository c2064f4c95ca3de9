import { z } from "@hono/zod-openapi"
import { entryStatuses, eventStates } from "#db/words.ts"
import { seatRoles } from "#lib/actor.ts"

const both = z.object({ zh: z.string(), en: z.string() })

const slot = z.object({
  slot: z.string(),
  kind: z.enum(["judged", "measured", "value"]),
  title: both,
  descriptor: both,
  min: z.string().optional(),
  max: z.string().optional(),
  step: z.string().optional(),
  judges: z.number(),
  drops: z.number(),
  optional: z.boolean(),
  spread: z.string().optional(),
  unobserved: z.enum(["0", "omit"]).optional(),
})

const mark = z.object({
  entry: z.string(),
  slot: z.string(),
  value: z.string().nullable(),
  version: z.number(),
  at: z.string(),
  look: z
    .object({ done: z.boolean(), first: z.string().nullable() })
    .optional()
    .openapi({ description: "Where the panel has to look again." }),
})

/** All that a seat's screens show: a tablet makes them of this without a network. */
export const session = z
  .object({
    at: z.string(),
    event: z.object({ code: z.string(), title: both, state: z.enum(eventStates) }),
    seat: z.object({ id: z.number(), alias: z.string(), role: z.enum(seatRoles), signedAt: z.string().nullable() }),
    packet: z
      .object({ event: z.number(), device: z.number(), key: z.string() })
      .optional()
      .openapi({ description: "What the tablet signs a file of its unsent operations with (HMAC-SHA-256)." }),
    open: z.boolean().openapi({ description: "Whether marks are taken now." }),
    slots: z.array(slot),
    entries: z.array(
      z.object({
        code: z.string(),
        status: z.enum(entryStatuses),
        open: z.boolean(),
        excused: z.array(z.string()).openapi({ description: "The blank slots that may stay so." }),
      }),
    ),
    marks: z.array(mark),
    totals: z.boolean().openapi({ description: "Whether the sheet shows sums." }),
    undo: z
      .object({ entry: z.string(), slot: z.string(), version: z.number(), before: z.string().nullable() })
      .optional()
      .openapi({ description: "The mark that was changed last, and what it was before." }),
  })
  .openapi("Session")
