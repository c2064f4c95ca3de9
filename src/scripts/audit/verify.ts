import { readFileSync } from "node:fs"
import { parseArgs } from "node:util"
import { type Outside, readOutside } from "#audit/outside.ts"
import { findingText, unknownText } from "#audit/verify/findings.ts"
import { type Report, verifyTrail } from "#audit/verify/verify.ts"
import { withDatabase } from "./opened.ts"

// `npm run audit:verify [-- --checkpoint FILE]`. Ends with 0: nothing found · 1: the trail was changed · 2: it could not
// be read, or the file · 3: nothing found, but some of it could not be checked for want of a key.

function outsideIn(file: string | undefined): Outside | undefined {
  if (file === undefined) return undefined
  const outside = readOutside(readFileSync(file, "utf8"))
  if (!outside)
    throw new Error(`${file} holds no checkpoint: neither the file of the page, nor a line with number and code`)
  return outside
}

function print({ entries, chains, checkpoints, findings, found, unknown }: Report): number {
  console.log(`${entries} entries in ${chains} chains, ${checkpoints} checkpoints`)
  for (const finding of findings) console.log(`FOUND    ${findingText(finding)}`)
  if (found > findings.length) console.log(`FOUND    and ${found - findings.length} more`)
  for (const one of unknown) console.log(`UNKNOWN  ${unknownText(one)}`)
  console.log(found > 0 ? `The trail was changed: ${found} found.` : "Nothing was found to be changed.")
  if (found > 0) return 1
  return unknown.some(({ code }) => code === "key") ? 3 : 0
}

function given(): { outside: Outside | undefined } | undefined {
  try {
    const { values } = parseArgs({ options: { checkpoint: { type: "string" } } })
    return { outside: outsideIn(values.checkpoint) }
  } catch (error) {
    process.stderr.write(`${(error as Error).message}\nusage: npm run audit:verify [-- --checkpoint FILE]\n`)
    process.exitCode = 2
    return undefined
  }
}

const asked = given()
if (asked) await withDatabase(async (scope) => print(await verifyTrail(scope, asked.outside)))
