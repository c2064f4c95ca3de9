import { rmSync } from "node:fs"
import { boot } from "#main/boot.ts"
import { untilSignalled } from "#main/signals.ts"
import { started } from "#main/start.ts"
import { hallLines, ownAddresses } from "./demo/hall.ts"
import type { Card } from "./demo/judging.ts"
import { populate } from "./demo/populate.ts"
import { demoConfig } from "./demo/settings.ts"
import { keepCards, signIns } from "./demo/sign-ins.ts"

// `npm run demo`: a fictional city on the embedded database in .data/demo, made on the first run; --reset makes it anew.
const config = await started(async () => demoConfig(process.env))
const { dataDir } = config
if (process.argv.includes("--reset")) rmSync(dataDir, { recursive: true, force: true })

const say = (words: string) => process.stdout.write(process.stdout.isTTY ? `\r\x1b[K${words}` : `${words}\n`)
let made: readonly Card[] | undefined
const running = await started(() =>
  boot(config, async (world) => {
    made = await populate(world, new Date(), say)
  }),
)
say("")
const hall = hallLines(config.origin, running.port, ownAddresses())
console.log(signIns(config.origin, keepCards(dataDir, made), hall))

untilSignalled(running)
