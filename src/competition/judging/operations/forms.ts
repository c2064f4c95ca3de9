import { z } from "@hono/zod-openapi"
import { isUuid } from "#lib/uuid.ts"

const common = {
  id: z.string().refine(isUuid).openapi({ description: "A UUIDv7, made once by the tablet and sent until answered." }),
  seat: z.number().int().positive().optional().openapi({
    description: "Whose operation it is, as `GET /judge/session` names the seat; the seat that is signed in if absent.",
  }),
  intendedAt: z.iso.datetime().optional().openapi({ description: "The tablet's own clock: evidence, not a deadline." }),
}
const entry = z.string().min(1).max(64)
const slot = z.string().min(1).max(80).openapi({ description: "A node key, or `value:` and the name of a value." })
const value = z.string().min(1).max(100).openapi({ description: "A decimal text." })
const seenVersion = z.number().int().min(0).max(999_999_999).openapi({ description: "0 where there was no mark yet." })
const place = { entry, slot, seenVersion }

export const operation = z
  .discriminatedUnion("kind", [
    z.strictObject({ ...common, kind: z.literal("mark"), ...place, value }),
    z.strictObject({ ...common, kind: z.literal("clear"), ...place }),
    z.strictObject({ ...common, kind: z.literal("not_observed"), ...place }),
    z.strictObject({ ...common, kind: z.literal("remark"), ...place, value, reason: z.string().min(1).max(500) }),
    z.strictObject({
      ...common,
      kind: z.literal("sign"),
      marks: z
        .array(z.strictObject({ entry, slot, value }))
        .max(5000)
        .openapi({ description: "Every mark of the sheet as the judge saw it: anything else is not signed." }),
    }),
    z.strictObject({
      ...common,
      kind: z.literal("call"),
      entry: entry.optional(),
      note: z.string().max(200).optional(),
    }),
  ])
  .openapi("Operation")

const device = z
  .strictObject({
    unsent: z.number().int().min(0).max(1_000_000),
    version: z.string().max(40).optional().openapi({ description: "The build that the tablet runs." }),
    battery: z.number().int().min(0).max(100).optional().openapi({ description: "In percent." }),
    sentAt: z.iso.datetime().optional().openapi({ description: "By the tablet's clock, to tell how far it is off." }),
  })
  .openapi("Device")

export const batch = z.strictObject({
  device: device.optional(),
  operations: z.array(operation).max(50).openapi({ description: "None just says that the tablet is there." }),
})

export type SeatOperation = z.infer<typeof operation>
export type MarkOperation = Extract<SeatOperation, { kind: "mark" | "clear" | "remark" | "not_observed" }>
export type DeviceTold = z.infer<typeof device>

export const isMark = (operation: SeatOperation): operation is MarkOperation =>
  operation.kind !== "sign" && operation.kind !== "call"
