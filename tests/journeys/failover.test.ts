import { setTimeout as wait } from "node:timers/promises"
import { eq } from "drizzle-orm"
import { expect, onTestFinished, test } from "vitest"
import { verifyTrail } from "#audit/verify/verify.ts"
import type { Db } from "#db/db.ts"
import { auditEntries, entries, markOperations, marks, seats } from "#db/schema/index.ts"
import { uuidv7 } from "#lib/uuid.ts"
import { createClient } from "../../src/scripts/replay/client.ts"
import { signInSeat } from "../../src/scripts/replay/drive.ts"
import { openJudging, setUpContest, signInOffice } from "../../src/scripts/replay/office.ts"
import { onPostgres } from "../support/database.ts"
import { createCluster, programs } from "./cluster.ts"
import { type ServerProcess, startServer } from "./process.ts"
import { smallBundle } from "./small-bundle.ts"

const kills = 30
const recovery = 10_000
const codes = ["A01", "A02", "A03", "A04", "A05", "A06"]

type Saved = { readonly id: string; readonly cell: string; readonly value: string }
type Crowd = { going: boolean; onSaved: () => void; readonly saved: Saved[]; readonly answers: Set<string> }

/** What the judges' address says: a status, and with 200 what became of the mark. */
async function send(origin: string, cookie: string, operation: object): Promise<string> {
  const headers = { Origin: origin, Cookie: cookie, "Content-Type": "application/json" }
  const body = JSON.stringify({ operations: [operation] })
  try {
    const answer = await fetch(`${origin}/judge/operations`, { method: "POST", headers, body })
    const text = await answer.text()
    return answer.status === 200 ? `200 ${JSON.parse(text).results[0].code}` : `${answer.status}`
  } catch {
    return "no answer"
  }
}

type Cell = { readonly alias: string; readonly cookie: string; readonly entry: string }

/** A judge who changes one mark without end, and sends every change until it is acknowledged. */
async function judge(origin: string, { alias, cookie, entry }: Cell, crowd: Crowd): Promise<void> {
  for (let seenVersion = 0; crowd.going; seenVersion++) {
    const id = uuidv7(new Date(), crypto.getRandomValues(new Uint8Array(10)))
    const value = `${seenVersion % 100}.${seenVersion % 10}`
    let answer = ""
    for (let tries = 0; answer !== "200 saved" && tries < 200; tries++) {
      if (tries > 0) await wait(100)
      answer = await send(origin, cookie, { id, kind: "mark", entry, slot: "form", value, seenVersion })
      crowd.answers.add(answer)
    }
    if (answer !== "200 saved") return
    crowd.saved.push({ id, cell: `${alias} ${entry}`, value })
    crowd.onSaved()
  }
}

/** Milliseconds from now to the next acknowledged mark. */
async function nextSaved(crowd: Crowd): Promise<number> {
  const began = performance.now()
  const saved = new Promise<void>((resolve) => {
    crowd.onSaved = resolve
  })
  await Promise.race([saved, wait(4 * recovery, undefined, { ref: false })])
  return performance.now() - began
}

async function seat({ office: { origin, username, password } }: ServerProcess): Promise<Cell[]> {
  const office = createClient(origin)
  await signInOffice(office, username, password)
  const event = await setUpContest(office, smallBundle, "kills", new Date().toISOString().slice(0, 10))
  const cards = (await openJudging(office, event)).filter(({ alias }) => alias.startsWith("J"))
  const signedIn = cards.map(async (card) => ({ alias: card.alias, cookie: (await signInSeat(origin, card)).cookie() }))
  return (await Promise.all(signedIn)).flatMap((judge) => codes.map((entry) => ({ ...judge, entry })))
}

async function expectAll(db: Db, saved: readonly Saved[]): Promise<void> {
  const ids = saved.map(({ id }) => id).sort()
  const operations = await db.select().from(markOperations)
  expect(operations.map(({ outcome }) => outcome)).toEqual(operations.map(() => "saved"))
  expect(operations.map(({ id }) => id).sort()).toEqual(ids)
  const trail = await db.select().from(auditEntries).where(eq(auditEntries.action, "mark.save"))
  expect(trail.map(({ facts }) => facts.operation).sort()).toEqual(ids)
  const kept = await db
    .select({ alias: seats.alias, code: entries.code, value: marks.value, version: marks.version })
    .from(marks)
    .innerJoin(seats, eq(seats.id, marks.seatId))
    .innerJoin(entries, eq(entries.id, marks.entryId))
  const cells = Map.groupBy(saved, ({ cell }) => cell)
  expect(new Map(kept.map((mark) => [`${mark.alias} ${mark.code}`, [mark.value, mark.version]]))).toEqual(
    new Map([...cells].map(([cell, given]) => [cell, [given.at(-1)?.value, given.length]])),
  )
}

test.skipIf(!onPostgres())(
  `${kills} kills of the server and of PostgreSQL under load lose and double nothing, and are over in seconds`,
  { timeout: 420_000 },
  async ({ skip }) => {
    if (!programs) return skip("there is no PostgreSQL on this machine to kill: only a connection to one")
    const cluster = await createCluster(programs)
    onTestFinished(cluster.stop)
    await cluster.start()
    const server = await startServer({ databaseUrl: cluster.url })
    onTestFinished(server.abandon)
    const crowd: Crowd = { going: true, onSaved: () => {}, saved: [], answers: new Set() }
    const judges = (await seat(server)).map((cell) => judge(server.office.origin, cell, crowd))
    const recoveries: number[] = []
    for (let kill = 0; kill < kills; kill++) {
      for (let saved = 0; saved < 10; saved++) await nextSaved(crowd)
      if (kill % 2 === 0) await cluster.kill().then(cluster.start)
      else await server.killAndRestart()
      recoveries.push(await nextSaved(crowd))
    }
    crowd.going = false
    await Promise.all(judges)
    expect([...crowd.answers].sort()).toEqual(["200 saved", "503", "no answer"])
    expect(recoveries.filter((ms) => ms > recovery)).toEqual([])

    const { db, keys, close } = await server.stop()
    onTestFinished(close)
    await expectAll(db, crowd.saved)
    expect((await verifyTrail({ db, keys })).findings).toEqual([])
  },
)
