import { statSync } from "node:fs"
import { resolve } from "node:path"
import { configFrom } from "#main/config.ts"
import { backUp } from "./backup/copies.ts"
import { fileGiven, said } from "./backup/said.ts"

// `npm run backup -- FILE`: the whole database in one file, from a running server too where it is PostgreSQL, and
// the files that people sent in a folder beside it. The key is
// not in it: what is sealed stays sealed.
await said(async () => {
  const file = fileGiven("backup")
  const config = configFrom(process.env)
  await backUp(config, file)
  console.log(
    `${resolve(file)}: ${statSync(file).size} bytes. Keep the key (${config.databaseUrl ? "LAUREL_KEY" : "laurel.key"}) elsewhere: it is not in there.`,
  )
  return 0
})
