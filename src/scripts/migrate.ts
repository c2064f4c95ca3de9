import { openDatabase } from "#db/open.ts"
import { configFrom } from "#main/config.ts"
import { started } from "#main/start.ts"

// `npm run migrate`: brings the tables up to date without starting the server (which does the same at its start).
const database = await started(async () => openDatabase(configFrom(process.env)))
await database.close()
console.log("The tables are up to date.")
