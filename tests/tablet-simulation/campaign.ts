import type { Db } from "#db/db.ts"
import type { Struck } from "./faults.ts"
import { sharedApp } from "./server.ts"
import { simulate } from "./simulate.ts"

/** Halls that play at the same time: while one waits for the database, another goes on. */
const SIDE_BY_SIDE = 8

export type Campaign = {
  readonly seeds: number
  readonly from?: number
  readonly struck: Struck
  /** After every hall: how many are done. */
  readonly progress?: (done: number) => void
}

/** One hall for every seed; throws at the first that breaks anything, with what plays it again. */
export async function campaign(db: Db, { seeds, from = 1, struck, progress }: Campaign) {
  const shared = sharedApp(db)
  let [next, done, operations, totals] = [from, 0, 0, 0]
  const line = async () => {
    while (next < from + seeds) {
      const seed = next++
      const run = await simulate(shared, seed, struck).catch((error) => {
        throw new Error(`seed ${seed} stopped`, { cause: error })
      })
      if (run.violations.length > 0)
        throw new Error(`SIMULATION_FROM=${seed} SIMULATION_SEEDS=1 breaks:\n${run.violations.join("\n")}`)
      operations += run.ledger.size
      totals += run.totals
      progress?.(++done)
    }
  }
  await Promise.all(Array.from({ length: Math.min(SIDE_BY_SIDE, seeds) }, line))
  return { operations, totals }
}
