import { cutOld } from "#audit/retention.ts"
import { checkpointWhenDue } from "#audit/upkeep.ts"
import { forgetOperations } from "#competition/judging/retention/commands.ts"
import type { Scope } from "#db/db.ts"
import { type Care, type Tended, tend, trailUpkeep } from "./care.ts"

/**
 * What Workers look after, by the cron of wrangler.toml that wakes them: no isolate lives long enough to count the hours.
 * Mails and stored files are looked after by the office server, which alone has them.
 */
export const caresByCron = (retentionDays: number): Readonly<Record<string, Care>> => ({
  "*/15 * * * *": { name: "trail", tend: (scope: Scope) => checkpointWhenDue(scope, trailUpkeep) },
  "30 18 * * *": {
    name: "retention",
    tend: async (scope: Scope) => {
      await cutOld(scope, retentionDays)
      await forgetOperations(scope)
    },
  },
})

export async function tendByCron(cron: string, world: Tended, retentionDays: number): Promise<void> {
  const care = caresByCron(retentionDays)[cron]
  if (care) await tend(world, care)
  else world.log.error({ cron }, "nothing is looked after at this time")
}
