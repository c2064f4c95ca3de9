import type { Scope } from "#db/db.ts"
import { openDatabase } from "#db/open.ts"
import { type Config, configFrom } from "#main/config.ts"
import { keysOf } from "#main/keys.ts"
import { startProblem } from "#main/start.ts"

/** Does a piece of work on the database of the settings; where it cannot be opened, says why and ends with 2. */
export async function withDatabase(work: (scope: Scope, config: Config) => Promise<number>): Promise<void> {
  try {
    const config = configFrom(process.env)
    const database = await openDatabase(config)
    const scope = {
      db: database.db,
      keys: keysOf(config),
      actor: { kind: "system", name: "command" },
      now: new Date(),
    } as const
    process.exitCode = await work(scope, config).finally(database.close)
  } catch (error) {
    process.stderr.write(`${startProblem(error) ?? (error as Error).stack}\n`)
    process.exitCode = 2
  }
}
