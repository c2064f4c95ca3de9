import { mayReadTrail } from "#accounts/permissions.ts"
import { record } from "#audit/record.ts"
import { type Scope, transact } from "#db/db.ts"
import { ok, type Result, refuse } from "#lib/result.ts"
import type { TrailFilter } from "./filter.ts"
import { countTrail, listTrail, type TrailLine } from "./queries.ts"

/** Lines of one download: what stands in memory at once. */
export const mostLines = 20_000

/** Hands the entries of a filter out for a download, and records that it did, with what was asked for. */
export function exportTrail(scope: Scope, filter: TrailFilter) {
  return transact(scope, async (inner): Promise<Result<TrailLine[]>> => {
    if (!mayReadTrail(inner.actor)) return refuse({ code: "not_found" })
    const count = await countTrail(inner, filter)
    if (count > mostLines) return refuse({ code: "too_many_lines", count, max: mostLines })
    const lines = await listTrail(inner, filter, { size: mostLines, offset: 0 })
    const asked = Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== ""))
    await record(inner, "audit.export", { kind: "audit", id: 0 }, { ...asked, count: lines.length })
    return ok(lines)
  })
}
