import type { Logger } from "pino"
import type { Db, Scope } from "#db/db.ts"
import type { Keyring } from "#lib/keyring.ts"

/** One thing to look after; what it is called stands in the log where it fails. */
export type Care = { readonly name: string; readonly tend: (scope: Scope) => Promise<unknown> }

export type Tended = { readonly db: Db; readonly keys: Keyring; readonly log: Logger; readonly clock: () => Date }

/** A checkpoint of the trail is due after so many minutes or entries, whichever comes first. */
export const trailUpkeep = { minutes: 15, entries: 10_000 } as const

/** Looks after one thing; what fails is logged, and tried again the next time. */
export async function tend({ db, keys, log, clock }: Tended, care: Care): Promise<void> {
  try {
    await care.tend({ db, keys, actor: { kind: "system", name: "upkeep" }, now: clock() })
  } catch (error) {
    const { name: kind, cause } = error as { name: string; cause?: { code?: unknown } }
    log.error({ care: care.name, kind, code: cause?.code }, "upkeep failed")
  }
}
