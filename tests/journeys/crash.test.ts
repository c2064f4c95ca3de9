import { eq } from "drizzle-orm"
import { afterAll, beforeAll, expect, test } from "vitest"
import { markOperations, marks } from "#db/schema/index.ts"
import { uuidv7 } from "#lib/uuid.ts"
import { type Client, createClient } from "../../src/scripts/replay/client.ts"
import { signInSeat } from "../../src/scripts/replay/drive.ts"
import { openJudging, setUpContest, signInOffice } from "../../src/scripts/replay/office.ts"
import { replay } from "../../src/scripts/replay/replay.ts"
import { type ServerProcess, startServer } from "./process.ts"
import { counts, smallBundle } from "./small-bundle.ts"

let server: ServerProcess
let stopped: Awaited<ReturnType<ServerProcess["stop"]>> | undefined
beforeAll(async () => {
  server = await startServer()
})
afterAll(async () => {
  await (stopped ?? (await server.stop())).close()
})

let replayed = 0
let raced = 0

test("a server that is killed twice in the middle of the marks comes back with all it acknowledged", async () => {
  const restarts: Promise<void>[] = []
  const onSaved = (saved: number) => {
    if (saved === 20 || saved === 55) restarts.push(server.killAndRestart())
  }
  const outcome = await replay(server.office, smallBundle, { name: "small", onSaved })
  await Promise.all(restarts)
  expect(outcome.found).toEqual([])
  expect(outcome.exact).toBe(true)
  expect(restarts.length).toBe(2)
  expect(outcome.driven.saved).toBe(counts.marks + counts.values)
  replayed = outcome.eventId
}, 120_000)

test("a mark that was changed on the way is a difference that names its entry", async () => {
  const outcome = await replay(server.office, smallBundle, { name: "small", change: "A07/finish/J2=1" })
  expect(outcome.exact).toBe(false)
  expect(outcome.found.filter((line) => line.startsWith("A07: total")).length).toBe(1)
  expect(outcome.driven.refused).toEqual([])
})

type Result = {
  readonly status: number
  readonly code: string
  readonly value?: string
  readonly version?: number
  readonly current?: { readonly value: string; readonly version: number }
}

async function save(client: Client, value: string, seenVersion: number): Promise<Result> {
  const id = uuidv7(new Date(), crypto.getRandomValues(new Uint8Array(10)))
  const operation = { id, kind: "mark", entry: "A01", slot: "form", value, seenVersion }
  const answer = await client.json("/judge/operations", { operations: [operation] })
  return (JSON.parse(answer.text) as { results: Result[] }).results[0] as Result
}

test("of two who write one mark at once, one is saved and the other is told both values", async () => {
  const office = createClient(server.office.origin)
  await signInOffice(office, server.office.username, server.office.password)
  raced = await setUpContest(office, smallBundle, "race", new Date().toISOString().slice(0, 10))
  const cards = await openJudging(office, raced)
  const card = cards.find(({ alias }) => alias === "J1")
  if (!card) throw new Error("no card for J1")
  const client = await signInSeat(server.office.origin, card)
  for (let version = 0; version < 10; version++) {
    const mine = ["70", "80"].map((value) => `${value}.${version}`)
    const results = await Promise.all(mine.map((value) => save(client, value, version)))
    const at = results.findIndex(({ code }) => code === "saved")
    const [winner, loser] = [results[at], results[1 - at]]
    expect(winner).toMatchObject({ status: 200, version: version + 1, value: mine[at] })
    expect(loser).toMatchObject({ status: 409, code: "stale", current: { value: mine[at], version: version + 1 } })
  }
})

test("every operation is there once, and no mark was written twice", async () => {
  stopped = await server.stop()
  const { db } = stopped
  const operations = await db.select().from(markOperations).where(eq(markOperations.eventId, replayed))
  expect(operations.map(({ outcome }) => outcome)).toEqual(operations.map(() => "saved"))
  expect(operations.length).toBe(counts.marks + counts.values)
  const kept = await db.select().from(marks).where(eq(marks.eventId, replayed))
  expect(kept.length).toBe(counts.marks + counts.values)
  expect(kept.filter(({ version }) => version !== 1)).toEqual([])
  const race = await db.select().from(markOperations).where(eq(markOperations.eventId, raced))
  expect(
    race
      .filter(({ outcome }) => outcome === "saved")
      .map(({ version }) => version)
      .sort((a, b) => a - b),
  ).toEqual(Array.from({ length: 10 }, (_, index) => index + 1))
  expect(race.filter(({ outcome }) => outcome === "stale").length).toBe(10)
})
