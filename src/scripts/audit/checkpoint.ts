import { latestCheckpoint, makeCheckpoint } from "#audit/checkpoints.ts"
import { outsideFile } from "#audit/outside.ts"
import { withDatabase } from "./opened.ts"

// `npm run -s audit:checkpoint > FILE`: makes a checkpoint of what is new, and prints the latest to be kept elsewhere.
await withDatabase(async (scope) => {
  const latest = (await makeCheckpoint(scope)) ?? (await latestCheckpoint(scope.db))
  if (latest) process.stdout.write(outsideFile(latest))
  else process.stderr.write("The trail is empty: there is nothing to make a checkpoint of.\n")
  return latest ? 0 : 2
})
