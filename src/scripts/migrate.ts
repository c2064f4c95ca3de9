import { openDatabase } from "#db/open.ts"
import { configFrom } from "#main/config.ts"
import { keysOf } from "#main/keys.ts"
import { started } from "#main/start.ts"
import { fillStored } from "#main/stored.ts"

// `npm run migrate`: brings the tables up to date without starting the server (which does the same at its start).
const config = configFrom(process.env)
const database = await started(async () => openDatabase(config))
await fillStored({ db: database.db, keys: keysOf(config) }, new Date())
await database.close()
console.log("The tables are up to date.")
