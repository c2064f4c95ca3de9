import { z } from "zod"
import { line } from "#http/forms.ts"

export const codeForm = z.strictObject({ code: line(64) })

export const acceptanceForm = z.strictObject({
  code: line(64),
  password: z.string().min(1, "required").max(256, "too_long"),
})
