import { z } from "zod"
import { line } from "#http/forms.ts"

export const drawForm = z.strictObject({ prefix: line(8) })
