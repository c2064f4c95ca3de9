import { readFileSync } from "node:fs"
import { eq } from "drizzle-orm"
import { pino } from "pino"
import { expect, test } from "vitest"
import { auditCheckpoints, auditCuts, auditEntries } from "#db/schema/index.ts"
import { caresByCron, tendByCron } from "#main/cron.ts"
import worker from "#main/workers.ts"
import { at, recordEach, scopeAt } from "../audit/trail.ts"
import { key, keys } from "../support/app.ts"
import { freshDatabase, onPostgres } from "../support/database.ts"

const [often, daily] = Object.keys(caresByCron(400)) as [string, string]
const unit = { kind: "unit", id: 1 }
const after = (days: number) => new Date(at.getTime() + days * 86_400_000)

async function world() {
  const { db, url } = await freshDatabase()
  await recordEach(scopeAt(db), [unit, unit])
  const logged: string[] = []
  const log = pino({ level: "error" }, { write: (line: string) => void logged.push(line) })
  const wake = (cron: string, now: Date) => tendByCron(cron, { db, keys, log, clock: () => now }, 400)
  return { db, url, logged, wake }
}

test("wrangler.toml wakes the Worker for each thing that it looks after, and for nothing else", () => {
  const [, crons = ""] = /^crons = \[(.*)\]$/m.exec(readFileSync("wrangler.toml", "utf8")) ?? []
  expect(crons.split(/", "/).map((cron) => cron.replaceAll('"', ""))).toEqual([often, daily])
})

test("a checkpoint is made when one is due, and once a day what is too old goes", async () => {
  const { db, logged, wake } = await world()
  await wake(often, after(0.1))
  await wake(often, after(0.2))
  expect((await db.select().from(auditCheckpoints)).map(({ number, entries }) => [number, entries])).toEqual([[1, 2]])
  await wake(daily, after(399))
  expect((await db.select().from(auditEntries)).length).toBe(2)
  await wake(daily, after(401))
  expect((await db.select().from(auditCuts)).map(({ chain, sequence }) => [chain, sequence])).toEqual([
    ["directory", 2],
  ])
  const left = await db.select().from(auditEntries)
  expect(left.map(({ action, actorKind }) => [action, actorKind])).toEqual([["audit.cut", "system"]])
  expect(logged).toEqual([])
})

test("what fails is logged by its name without what it held, and a time that nothing belongs to, too", async () => {
  const { db, logged, wake } = await world()
  await db.execute("drop table audit_checkpoints cascade")
  await wake(often, after(1))
  await wake("0 0 * * *", after(1))
  const lines = logged.map((line) => JSON.parse(line))
  expect(lines.map(({ care, cron, code, msg }) => [care ?? cron, code, msg])).toEqual([
    ["trail", "42P01", "upkeep failed"],
    ["0 0 * * *", undefined, "nothing is looked after at this time"],
  ])
})

test.skipIf(!onPostgres())("the Worker does so over a connection of its own", async () => {
  const { db, url } = await world()
  const settings = { PUBLIC_ORIGIN: "https://laurel.test", LAUREL_KEY: key, LOG: "error" }
  const bindings = { ...settings, HYPERDRIVE: { connectionString: url }, ASSETS: { fetch: () => Promise.reject() } }
  const waited: Promise<unknown>[] = []
  const context = { waitUntil: (work: Promise<unknown>) => void waited.push(work) }
  worker.scheduled({ cron: often }, bindings, context as never)
  expect(waited.length).toBe(1)
  await Promise.all(waited)
  const made = await db.select().from(auditCheckpoints).where(eq(auditCheckpoints.number, 1))
  expect(made.map(({ entries }) => entries)).toEqual([2])
})
