import type { Logger } from "pino"
import { upkeepOf } from "#audit/upkeep.ts"
import type { Db } from "#db/db.ts"
import type { Keyring } from "#lib/keyring.ts"

type World = { readonly db: Db; readonly keys: Keyring; readonly log: Logger; readonly clock: () => Date }

/** Tends the trail once a minute until it is told to stop; a failure is logged, and the next minute tries again. */
export function startUpkeep({ db, keys, log, clock }: World, retentionDays: number): () => Promise<void> {
  const tend = upkeepOf({ minutes: 15, entries: 10_000, retentionDays })
  let running: Promise<void> = Promise.resolve()
  const once = async () => {
    try {
      await tend({ db, keys, actor: { kind: "system", name: "upkeep" }, now: clock() })
    } catch (error) {
      const { name, cause } = error as { name: string; cause?: { code?: unknown } }
      log.error({ kind: name, code: cause?.code }, "the trail could not be tended")
    }
  }
  const timer = setInterval(() => {
    running = running.then(once)
  }, 60_000)
  return () => {
    clearInterval(timer)
    return running
  }
}
