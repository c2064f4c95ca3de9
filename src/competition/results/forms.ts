import { z } from "zod"
import { chosenId, line, seenVersion } from "#http/forms.ts"

export const decodingForm = z.strictObject({ version: seenVersion(), witness: chosenId() })

export const reopeningForm = z.strictObject({ version: seenVersion(), reason: line(500) })

export const publicationForm = z.strictObject({ version: seenVersion(), reason: line(500) })
