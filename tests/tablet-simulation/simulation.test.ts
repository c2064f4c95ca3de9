import "fake-indexeddb/auto"
import { readFileSync } from "node:fs"
import { expect, test } from "vitest"
import { verifyTrail } from "#audit/verify/verify.ts"
import { keys } from "../support/app.ts"
import { freshDatabase } from "../support/database.ts"
import { campaign } from "./campaign.ts"
import { countsOf, leastOf, type Struck, tooRare } from "./faults.ts"
import { sharedApp } from "./server.ts"
import { simulate } from "./simulate.ts"

const { db } = await freshDatabase()
const seeds = Number(process.env.SIMULATION_SEEDS || 50)
const from = Number(process.env.SIMULATION_FROM || 1)

test("the simulator runs the very outbox that the tablets run", () => {
  const source = readFileSync("tests/tablet-simulation/tablet.ts", "utf8")
  expect(source).toContain('from "../../src/browser/outbox/outbox.ts"')
  expect(readFileSync("src/browser/tablet/outbox.ts", "utf8")).toContain('from "../outbox/outbox.ts"')
})

test(
  `in ${seeds} halls nothing acknowledged is lost, done twice or hidden, whatever the network does`,
  async () => {
    const struck: Struck = new Map()
    const { operations, totals } = await campaign(db, { seeds, from, struck })
    console.log(`${seeds} seeds from ${from}, ${operations} operations answered: ${countsOf(struck)}`)
    expect(tooRare(struck, seeds)).toEqual([])
    expect(totals).toBeGreaterThanOrEqual(leastOf(seeds))
    expect((await verifyTrail({ db, keys })).findings).toEqual([])
  },
  600_000 + seeds * 2_000,
)

test("a seed that is played again brings the same faults and the same answers", async () => {
  const play = async () => {
    const struck: Struck = new Map()
    const { db: own } = await freshDatabase()
    const { ledger } = await simulate(sharedApp(own), 4, struck, { inTurn: true })
    const told = [...ledger].map(([id, answers]) => [
      id,
      answers.map(({ status, code, heard }) => [status, code, heard]),
    ])
    return { told, struck: [...struck] }
  }
  const first = await play()
  expect(first.told.length).toBeGreaterThan(5)
  expect(await play()).toEqual(first)
})

test("a server that forgets the keys of what it did is found out", async () => {
  const found: string[] = []
  const shared = sharedApp(db)
  for (let seed = 1; seed <= 3; seed++)
    found.push(...(await simulate(shared, seed, new Map(), { forgetful: true })).violations)
  expect(found.filter((one) => one.includes("different answers")).length).toBeGreaterThan(0)
  expect(found.filter((one) => /its operations make|is lost/.test(one)).length).toBeGreaterThan(0)
}, 60_000)
