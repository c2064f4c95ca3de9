import { z } from "zod"
import { chosenId, line, seenVersion, ticked } from "#http/forms.ts"

export const filingForm = z.strictObject({ personId: chosenId(), version: seenVersion(), confirmed: ticked() })
export const unfilingForm = z.strictObject({ version: seenVersion(), reason: line(200) })
