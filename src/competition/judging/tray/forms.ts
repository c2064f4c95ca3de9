import { z } from "zod"
import { choice, line, seenVersion } from "#http/forms.ts"

export const settlementForm = z.object({ act: choice(["apply", "set_aside"]), seen: seenVersion(), reason: line(500) })
