import { z } from "zod"
import type { PacketLine } from "#db/schema/index.ts"
import { isUuid } from "#lib/uuid.ts"
import { operation, type SeatOperation } from "../operations/forms.ts"

const file = z.strictObject({
  laurel: z.literal("packet/1"),
  device: z
    .number()
    .int()
    .positive()
    .max(2 ** 31 - 1),
  payload: z.string(),
  mac: z.string().regex(/^[0-9a-f]{64}$/),
})

const uuid = z.string().refine(isUuid)

const contents = z.strictObject({
  event: z.number(),
  device: z.number(),
  seat: z.string(),
  madeAt: z.iso.datetime(),
  operations: z.array(operation).min(1).max(5000),
  behind: z.record(uuid, uuid),
})

export type PacketFile = z.infer<typeof file>
export type PacketContents = z.infer<typeof contents>

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** A file that a tablet wrote, as far as its form tells; what is signed in it is still a text. */
export const readPacket = (text: string): PacketFile | undefined => file.safeParse(parsed(text)).data

/** What was signed, once the signature holds. */
export const contentsOf = ({ payload, device }: PacketFile): PacketContents | undefined => {
  const read = contents.safeParse(parsed(payload)).data
  return read?.device === device ? read : undefined
}

/**
 * An operation as the tablet would have sent it after hearing of those before: made upon one of the same packet, it saw
 * the version that one left.
 */
export function caughtUp(
  one: SeatOperation,
  behind: Readonly<Record<string, string>>,
  left: ReadonlyMap<string, number>,
): SeatOperation {
  const before = behind[one.id]
  const seenVersion = before === undefined ? undefined : left.get(before)
  return seenVersion === undefined || !("seenVersion" in one) ? one : { ...one, seenVersion }
}

export const outcomes = ["conflict", "tray", "refused", "held", "done"] as const satisfies PacketLine["outcome"][]

/** How many operations came to what, the ones to look at first. */
export const tallyOf = (lines: readonly PacketLine[]) =>
  outcomes.map((outcome) => ({ outcome, count: lines.filter((line) => line.outcome === outcome).length }))
