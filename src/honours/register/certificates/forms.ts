import { z } from "zod"
import { optionalLine, several } from "#http/forms.ts"

export const printForm = z.strictObject({ entries: several(), reason: optionalLine(200) })
