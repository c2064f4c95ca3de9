import { parseArgs } from "node:util"
import { openDatabase } from "#db/open.ts"
import { configFrom } from "#main/config.ts"
import { keysOf } from "#main/keys.ts"
import { started } from "#main/start.ts"
import { isEmpty } from "./seed/empty.ts"
import { seedAll } from "./seed/seed.ts"

// npm run seed -- --honours 1000000: a made-up register of that size, the same every time, in an empty database.
const { values } = parseArgs({ options: { honours: { type: "string", default: "10000" } } })
const count = Number(values.honours)
if (!Number.isInteger(count) || count < 1 || count > 10_000_000) {
  console.error("--honours takes a whole number from 1 to 10000000.")
  process.exit(2)
}
const config = await started(async () => configFrom(process.env))
const database = await started(() => openDatabase({ ...config, pool: 1 }))
if (!(await isEmpty(database.db))) {
  console.error("This database is in use: a made-up register goes into an empty one.")
  await database.close()
  process.exit(2)
}
const began = performance.now()
const say = (done: number) => process.stdout.write(`${process.stdout.isTTY ? "\r\x1b[K" : "\n"}${done} of ${count}`)
await seedAll({ db: database.db, keys: keysOf(config) }, count, new Date(), say)
console.log(`\n${count} honours in ${((performance.now() - began) / 60_000).toFixed(1)} minutes; sign in as admin.`)
await database.close()
