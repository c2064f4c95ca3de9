import type { Logger } from "pino"
import { sweepStore } from "#attachments/commands.ts"
import { upkeepOf } from "#audit/upkeep.ts"
import type { Db, Scope } from "#db/db.ts"
import type { FileStore } from "#files/store.ts"
import type { Keyring } from "#lib/keyring.ts"

type World = {
  readonly db: Db
  readonly keys: Keyring
  readonly files: FileStore
  readonly log: Logger
  readonly clock: () => Date
}

/** One thing to look after, at most so often; what it is called stands in the log where it fails. */
type Care = { readonly name: string; readonly minutes: number; readonly tend: (scope: Scope) => Promise<unknown> }

/** Looks after what nobody asks for once a minute until it is told to stop; what fails is logged, and tried again. */
export function startUpkeep({ db, keys, files, log, clock }: World, retentionDays: number): () => Promise<void> {
  const cares: readonly Care[] = [
    { name: "trail", minutes: 1, tend: upkeepOf({ minutes: 15, entries: 10_000, retentionDays }) },
    { name: "stored files", minutes: 60, tend: (scope) => sweepStore(scope, files) },
  ]
  let running: Promise<void> = Promise.resolve()
  let round = 0
  const once = async () => {
    const due = cares.filter(({ minutes }) => round % minutes === 0)
    round++
    for (const { name, tend } of due)
      try {
        await tend({ db, keys, actor: { kind: "system", name: "upkeep" }, now: clock() })
      } catch (error) {
        const { name: kind, cause } = error as { name: string; cause?: { code?: unknown } }
        log.error({ care: name, kind, code: cause?.code }, "upkeep failed")
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
