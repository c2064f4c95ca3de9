import { z } from "zod"
import { line } from "#http/forms.ts"

export const numbersForm = z.strictObject({ reason: line(200) })
