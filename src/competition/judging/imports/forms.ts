import { z } from "zod"

/** What the preview hands on to its confirmation, cell by cell. */
const cell = z.strictObject({
  entry: z.string().min(1).max(64),
  slot: z.string().min(1).max(80),
  value: z.string().min(1).max(100),
  seenVersion: z.number().int().min(0).max(999_999_999),
})

export const confirmForm = z.object({
  rows: z.string().transform((text, context) => {
    const read = z.array(cell).min(1).max(20_000).safeParse(json(text))
    if (read.success) return read.data
    context.addIssue("not_a_choice")
    return z.NEVER
  }),
})

function json(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
