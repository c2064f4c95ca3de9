import { z } from "zod"
import { choice, line, whole } from "#http/forms.ts"

export const reopeningForm = z.object({ seat: line(64), reason: line(500) })

export const panelSizeForm = z.object({ entry: line(64), node: line(64), size: whole(1, 99), reason: line(500) })

/** What a head judge may find an entry to be; `competed` takes an earlier finding back. */
export const findings = ["competed", "absent", "withdrawn", "disqualified"] as const

export const statusForm = z.object({ entry: line(64), status: choice(findings), reason: line(500) })
