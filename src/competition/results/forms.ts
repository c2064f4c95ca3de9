import { z } from "zod"
import { line, seenVersion, whole } from "#http/forms.ts"

export const decodingForm = z.strictObject({ version: seenVersion(), witness: whole(1, 999_999_999) })

export const reopeningForm = z.strictObject({ version: seenVersion(), reason: line(500) })

export const publicationForm = z.strictObject({ version: seenVersion(), reason: line(500) })
