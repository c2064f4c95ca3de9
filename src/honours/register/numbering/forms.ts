import { z } from "zod"
import { line, seenVersion } from "#http/forms.ts"

export const formatForm = z.strictObject({ pattern: line(60), version: seenVersion() })
