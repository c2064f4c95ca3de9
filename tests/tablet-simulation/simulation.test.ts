import "fake-indexeddb/auto"
import { readFileSync } from "node:fs"
import { expect, test } from "vitest"
import { verifyTrail } from "#audit/verify/verify.ts"
import { keys } from "../support/app.ts"
import { freshDatabase, onPostgres } from "../support/database.ts"
import { faults, type Struck } from "./network.ts"
import { simulate } from "./simulate.ts"

const { db } = await freshDatabase()
const seeds = Number(process.env.SIMULATION_SEEDS ?? (onPostgres() ? 50 : 20))
const from = Number(process.env.SIMULATION_FROM ?? 1)

test("the simulator runs the very outbox that the tablets run", () => {
  const source = readFileSync("tests/tablet-simulation/tablet.ts", "utf8")
  expect(source).toContain('from "../../src/browser/outbox/outbox.ts"')
  expect(readFileSync("src/browser/tablet/outbox.ts", "utf8")).toContain('from "../outbox/outbox.ts"')
})

test(
  `in ${seeds} halls nothing acknowledged is lost, done twice or hidden, whatever the network does`,
  async () => {
    const struck: Struck = new Map()
    let operations = 0
    for (let seed = from; seed < from + seeds; seed++) {
      const run = await simulate(db, seed, struck)
      operations += run.operations
      if (run.violations.length > 0)
        throw new Error(`SIMULATION_FROM=${seed} SIMULATION_SEEDS=1 breaks:\n${run.violations.join("\n")}`)
    }
    const counts = faults.map((fault) => `${fault} ${struck.get(fault) ?? 0}`)
    console.log(`${seeds} seeds from ${from}, ${operations} operations answered: ${counts.join(", ")}`)
    // A fault that never strikes proves nothing.
    const least = Math.floor(seeds / 10)
    expect(faults.filter((fault) => (struck.get(fault) ?? 0) < least)).toEqual([])
    const trail = await verifyTrail({ db, keys })
    expect(trail.findings).toEqual([])
  },
  600_000 + seeds * 2_000,
)

test("a server that forgets the keys of what it did is found out", async () => {
  const found: string[] = []
  for (let seed = 1; seed <= 3; seed++)
    found.push(...(await simulate(db, seed, new Map(), { forgetful: true })).violations)
  expect(found.filter((one) => one.includes("different answers")).length).toBeGreaterThan(0)
  expect(found.filter((one) => /its operations make|is lost/.test(one)).length).toBeGreaterThan(0)
}, 60_000)
