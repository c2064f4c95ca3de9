import type { Scope } from "#db/db.ts"
import { openDatabase } from "#db/open.ts"
import { type Config, configFrom } from "#main/config.ts"
import { keysOf } from "#main/keys.ts"
import { said } from "./backup/said.ts"
import { makeNewKey } from "./keys/new-key.ts"
import { type Rotated, rotate, unfinished } from "./keys/rotation.ts"

// `npm run keys:rotate`: with LAUREL_KEY, after the new key was put first and the old one into LAUREL_OLD_KEYS, and the
// servers started anew; without it, the key beside the embedded database is changed here. Stopped, it goes on next time.

function print({ current, resealed, old }: Rotated): void {
  console.log(`${resealed} rows were sealed anew under the key ${current}.`)
  for (const { id, sealed, trail } of old)
    console.log(
      sealed > 0
        ? `The key ${id} is still needed for ${sealed} sealed fields: run this again.`
        : `The key ${id} opens nothing any more. Checking the trail needs it for ${trail} entries until retention has removed them.`,
    )
  if (old.length === 0) console.log("No old key is needed any more.")
}

async function scopeOf(config: Config, db: Scope["db"]): Promise<Scope | undefined> {
  const scope = () => ({ db, keys: keysOf(config), actor: { kind: "system", name: "keys" }, now: new Date() }) as const
  if (config.keys.length > 1 || (config.keys.length === 0 && (await unfinished(scope())))) return scope()
  if (config.keys.length === 1) return undefined
  await makeNewKey(config.dataDir)
  return scope()
}

await said(async () => {
  const config = configFrom(process.env)
  const database = await openDatabase(config)
  try {
    const scope = await scopeOf(config, database.db)
    if (scope) print(await rotate(scope))
    else
      process.stderr.write(
        "There is one key only. Make another with `openssl rand -base64 32`, put it into LAUREL_KEY and the present one into LAUREL_OLD_KEYS, start the servers anew, and run this again.\n",
      )
    return scope ? 0 : 2
  } finally {
    await database.close()
  }
})
