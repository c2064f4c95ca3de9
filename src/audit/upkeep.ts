import type { Scope } from "#db/db.ts"
import { entriesSince, latestCheckpoint, makeCheckpoint } from "./checkpoints.ts"
import { cutOld } from "./retention.ts"

/** Minutes and entries after which a checkpoint is due, whichever comes first. */
type Due = { readonly minutes: number; readonly entries: number }
export type Upkeep = Due & { readonly retentionDays: number }

const day = 86_400_000

/** Makes a checkpoint where one is due. */
export async function checkpointWhenDue(scope: Scope, { minutes, entries }: Due): Promise<void> {
  const latest = await latestCheckpoint(scope.db)
  const since = await entriesSince(scope.db, latest)
  const waited = scope.now.getTime() - (latest?.at.getTime() ?? 0)
  if (since > 0 && (since >= entries || waited >= minutes * 60_000)) await makeCheckpoint(scope)
}

/** What the trail needs from time to time: a checkpoint when one is due, and once a day the end of what is too old. */
export function upkeepOf({ retentionDays, ...due }: Upkeep): (scope: Scope) => Promise<void> {
  let cutAt = 0
  return async (scope) => {
    await checkpointWhenDue(scope, due)
    if (scope.now.getTime() - cutAt < day) return
    cutAt = scope.now.getTime()
    await cutOld(scope, retentionDays)
  }
}
