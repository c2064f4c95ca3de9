import "fake-indexeddb/auto"
import { parseArgs } from "node:util"
import { verifyTrail } from "#audit/verify/verify.ts"
import { connect } from "#db/connect.ts"
import { startEmbedded } from "#db/embedded.ts"
import { migrate, migrateUrl } from "#db/migrate.ts"
import { makeDatabase } from "../../src/scripts/bench/database.ts"
import { keys } from "../support/app.ts"
import { campaign } from "./campaign.ts"
import { countsOf, type Struck, tooRare } from "./faults.ts"

// npm run simulate -- --seeds 20000 [--from 1]: more halls than the suite has time for, on the PostgreSQL of
// TEST_DATABASE_URL or else on the embedded database. Ends with 1 at the first hall that breaks something.
const { values } = parseArgs({
  options: { seeds: { type: "string", default: "1000" }, from: { type: "string", default: "1" } },
})
const [seeds, from] = [Number(values.seeds), Number(values.from)]
if (!Number.isSafeInteger(seeds) || seeds < 1 || !Number.isSafeInteger(from) || from < 0) {
  console.error("--seeds and --from are whole numbers.")
  process.exit(2)
}

/** Halls on one database, so that a night of them does not slow down as its tables grow. */
const TOGETHER = 500

async function openDatabase() {
  const admin = process.env.TEST_DATABASE_URL
  if (!admin) {
    const embedded = await startEmbedded({})
    await migrate(embedded)
    return { db: embedded.db, end: embedded.close }
  }
  const { url, drop } = await makeDatabase(admin, "simulation", { synchronous_commit: "off" })
  await migrateUrl(url)
  const { db, close } = connect(url)
  return { db, end: () => close().then(drop) }
}

const struck: Struck = new Map()
const began = performance.now()
let operations = 0
const spent = () => `${((performance.now() - began) / 1000).toFixed(0)} s`

for (let done = 0; done < seeds; done += TOGETHER) {
  const part = Math.min(TOGETHER, seeds - done)
  const { db, end } = await openDatabase()
  try {
    const progress = (count: number) => {
      if (count % 50 === 0 || count === part) console.log(`${done + count} of ${seeds} halls, ${spent()}`)
    }
    operations += (await campaign(db, { seeds: part, from: from + done, struck, progress })).operations
    const { findings } = await verifyTrail({ db, keys })
    if (findings.length > 0) throw new Error(`the trail is broken: ${JSON.stringify(findings)}`)
  } finally {
    await end()
  }
}
console.log(
  `${seeds} seeds from ${from}, ${operations} operations answered, 0 violations, ${spent()}: ${countsOf(struck)}`,
)
const rare = tooRare(struck, seeds)
if (rare.length > 0) console.error(`struck too rarely to prove anything: ${rare.join(", ")}`)
process.exit(rare.length > 0 ? 1 : 0)
