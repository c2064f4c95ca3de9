import { z } from "zod"
import { chosenId, line, optionalMinute, seenVersion, whole } from "#http/forms.ts"

export const decodingForm = z.strictObject({ version: seenVersion(), witness: chosenId() })

export const reopeningForm = z.strictObject({ version: seenVersion(), reason: line(500) })

export const publicationForm = z.strictObject({
  version: seenVersion(),
  reason: line(500),
  visibleFrom: optionalMinute(),
})

export const hourForm = z.strictObject({
  number: whole(1, 9999),
  seen: z.iso.datetime().transform((text) => new Date(text)),
  visibleFrom: optionalMinute(),
})
