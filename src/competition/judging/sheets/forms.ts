import { z } from "zod"
import { entryStatuses } from "#db/words.ts"
import { choice, line, whole } from "#http/forms.ts"

export const reopeningForm = z.object({ seat: line(64), reason: line(500) })

export const panelSizeForm = z.object({ entry: line(64), node: line(64), size: whole(1, 99), reason: line(500) })

export const statusForm = z.object({ entry: line(64), status: choice(entryStatuses), reason: line(500) })
