import { existsSync, readFileSync } from "node:fs"
import { basename } from "node:path"
import { parseArgs } from "node:util"
import { replay } from "./replay/replay.ts"
import { startOwnServer } from "./replay/server.ts"

// npm run replay -- BUNDLE.json… [--url http://… --username … --password …] [--change ENTRY/NODE/JUDGE=VALUE]
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    url: { type: "string" },
    username: { type: "string" },
    password: { type: "string" },
    change: { type: "string" },
  },
})
if (positionals.length === 0 || (values.url && !(values.username && values.password))) {
  console.error(
    "usage: npm run replay -- BUNDLE.json… [--url URL --username NAME --password WORDS] [--change ENTRY/NODE/JUDGE=VALUE]",
  )
  process.exit(2)
}

const own = values.url ? undefined : await startOwnServer(process.env.DATABASE_URL || undefined)
const office = own ?? { origin: values.url ?? "", username: values.username ?? "", password: values.password ?? "" }
let [wrong, met, places] = [0, 0, 0]
for (const path of positionals) {
  const beside = path.replace(/\.json$/, ".expected.json")
  const official = existsSync(beside) ? JSON.parse(readFileSync(beside, "utf8")).places : undefined
  const outcome = await replay(office, readFileSync(path), {
    name: basename(path, ".json"),
    change: values.change,
    official,
  })
  console.log(outcome.words)
  if (!outcome.exact) wrong++
  met += outcome.met
  places += outcome.places
}
await own?.stop()
const official = places > 0 ? `, ${met}/${places} official places` : ""
const exact = positionals.length - wrong
console.log(`${wrong === 0 ? "exact" : "differences"}: ${exact} of ${positionals.length} exact${official}`)
process.exit(wrong === 0 ? 0 : 1)
