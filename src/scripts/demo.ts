import { rmSync } from "node:fs"
import { join } from "node:path"
import { boot } from "#main/boot.ts"
import { configFrom } from "#main/config.ts"
import { started } from "#main/start.ts"
import type { Card } from "./demo/judging.ts"
import { populate } from "./demo/populate.ts"
import { keepCards, signIns } from "./demo/sign-ins.ts"

// `npm run demo`: a fictional city on the embedded database in .data/demo, made on the first run; --reset makes it anew.
const config = configFrom({ LOG: "warn", ...process.env, DATABASE_URL: "" })
const dataDir = join(config.dataDir, "demo")
if (process.argv.includes("--reset")) rmSync(dataDir, { recursive: true, force: true })

const say = (words: string) => process.stdout.write(process.stdout.isTTY ? `\r\x1b[K${words}` : `${words}\n`)
let made: readonly Card[] | undefined
const running = await started(() =>
  boot({ ...config, dataDir }, async (db) => {
    made = await populate(db, new Date(), say)
  }),
)
say("")
console.log(signIns(config.origin, keepCards(dataDir, made)))

for (const signal of ["SIGINT", "SIGTERM"] as const)
  process.once(signal, async () => {
    await running.stop()
    process.exit(0)
  })
