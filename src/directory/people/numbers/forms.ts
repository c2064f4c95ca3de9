import { z } from "zod"
import { choice, line } from "#http/forms.ts"
import { revealedFields } from "./fields.ts"

export const numberForm = z.strictObject({ number: line(40) })
export const revelationForm = z.strictObject({ field: choice(revealedFields), reason: line(200) })
