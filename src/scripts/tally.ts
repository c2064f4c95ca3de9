import { readFile } from "node:fs/promises"
import { resolve } from "node:path"
import { buffer } from "node:stream/consumers"
import { sentence } from "#competition/contests/sentence.ts"
import { readBundle } from "#competition/ranking/read.ts"
import { resultText, tally } from "#competition/ranking/tally.ts"

function refuse(lines: readonly string[]): void {
  process.exitCode = 2
  process.stderr.write(`${lines.join("\n")}\n`)
}

function print(bytes: Uint8Array): void {
  const bundle = readBundle(bytes)
  if (bundle.ok) process.stdout.write(resultText(tally(bundle.value)))
  else refuse(bundle.problems.map(sentence))
}

async function main([file, ...more]: readonly string[]): Promise<void> {
  if (file === undefined || more.length > 0)
    return refuse(["usage: npm run -s tally -- BUNDLE.json", "       npm run -s tally -- - < BUNDLE.json"])
  const reading = file === "-" ? buffer(process.stdin) : readFile(file)
  const bytes = await reading.catch((error: NodeJS.ErrnoException) => {
    const where = file === "-" ? "standard input" : resolve(file)
    refuse([`${where} cannot be read: ${error.code === "ENOENT" ? "there is no such file" : error.message}`])
  })
  if (bytes) print(bytes)
}

// `tally … | head` closes the pipe early, which is no error of ours.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error
})
await main(process.argv.slice(2))
