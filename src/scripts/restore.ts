import { configFrom } from "#main/config.ts"
import { restore } from "./backup/copies.ts"
import { fileGiven, said } from "./backup/said.ts"

// `npm run restore -- FILE`: fills the empty database that the settings name.
await said(async () => {
  const config = configFrom(process.env)
  await restore(config, fileGiven("restore"))
  console.log(
    config.databaseUrl
      ? "Restored."
      : `Restored. Put the key of then into ${config.dataDir}/laurel.key before you start.`,
  )
  return 0
})
