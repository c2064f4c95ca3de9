import { z } from "zod"
import { line, optionalLine, seenVersion } from "#http/forms.ts"

export const formatForm = z.strictObject({ pattern: line(60), wording: optionalLine(200), version: seenVersion() })
