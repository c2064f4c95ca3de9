import { makeCheckpoint } from "#audit/checkpoints.ts"
import { cutOld } from "#audit/retention.ts"
import { withDatabase } from "./opened.ts"

// `npm run audit:cut`: removes what is older than AUDIT_RETENTION_DAYS (the server does the same once a day).
await withDatabase(async (scope, { auditRetentionDays }) => {
  await makeCheckpoint(scope)
  const { entries, chains } = await cutOld(scope, auditRetentionDays)
  console.log(`${entries} entries older than ${auditRetentionDays} days were removed from ${chains} chains.`)
  return 0
})
