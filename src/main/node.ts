import { boot } from "./boot.ts"
import { configFrom } from "./config.ts"
import { untilSignalled } from "./signals.ts"
import { started } from "./start.ts"

const { config, running } = await started(async () => {
  const config = configFrom(process.env)
  return { config, running: await boot(config) }
})
console.log(`Laurel 桂冠  ${config.origin}`)
if (running.setupPath)
  console.log(`No account yet. Set up your federation once at  ${config.origin}${running.setupPath}`)
if (running.database.embedded)
  console.log(
    "Embedded database (for trying out and small events: it survives a crash of the process, not of the power). Set DATABASE_URL for PostgreSQL.",
  )

untilSignalled(running)
