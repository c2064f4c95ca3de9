import { asc, eq } from "drizzle-orm"
import type { Browser } from "playwright-core"
import { afterAll, beforeAll, expect, test } from "vitest"
import { verifyTrail } from "#audit/verify/verify.ts"
import type { Db } from "#db/db.ts"
import { entries, markOperations, marks, seats } from "#db/schema/index.ts"
import { startChromium } from "./server.ts"
import { emergency, handOver, openPhone, signSheet, takeOver } from "./tablets/acts.ts"
import { play } from "./tablets/cuts.ts"
import { type Hall, openHall } from "./tablets/hall.ts"
import { type Cell, cuts, planOf } from "./tablets/plan.ts"
import { keysOn, openTablet, type Tablet } from "./tablets/tablet.ts"

const seed = Number(process.env.TABLETS_SEED ?? 7)

let chromium: Browser
let hall: Hall
beforeAll(async () => {
  chromium = await startChromium()
  hall = await openHall()
})
afterAll(async () => {
  await chromium.close()
  hall?.server.abandon()
})

const byCell = (rows: readonly (Cell & { alias: string })[]) =>
  Object.fromEntries(rows.map(({ alias, entry, slot, value }) => [`${alias} ${entry} ${slot}`, value]))

const marksIn = (db: Db) =>
  db
    .select({ alias: seats.alias, entry: entries.code, slot: marks.slot, value: marks.value, version: marks.version })
    .from(marks)
    .innerJoin(entries, eq(entries.id, marks.entryId))
    .innerJoin(seats, eq(seats.id, marks.seatId))

test(`200 marks on three tablets through every kind of cut arrive once, as they were typed (seed ${seed})`, async () => {
  const tablets: Tablet[] = []
  for (const alias of ["J1", "J2", "J3"]) tablets.push(await openTablet(chromium, hall, alias))
  const holding = (alias: string) => tablets.find((one) => one.alias === alias) as Tablet
  const plan = planOf(seed)
  const peaceful = (alias: string, after: number) =>
    plan.findIndex((one, at) => at > after && !one.cut && one.alias === alias)
  const acts = { handOver: peaceful("J1", 8), takeOver: peaceful("J3", 12), emergency: peaceful("J2", 20) }
  const typed: (Cell & { alias: string })[] = []
  const gone: string[] = []
  const struck = new Map<string, number>()
  for (const [at, burst] of plan.entries()) {
    const tablet = holding(burst.alias)
    typed.push(...burst.cells.map((cell) => ({ ...cell, alias: burst.alias })))
    if (at === acts.handOver) gone.push(...(await handOver(hall, tablet, holding("J2"), burst)))
    else if (at === acts.takeOver) {
      const phone = await openPhone(tablet, hall)
      const { kept, keys } = await takeOver(hall, phone, tablet, burst)
      typed.push({ ...kept, alias: burst.alias })
      gone.push(...keys)
      await phone.context.close()
    } else if (at === acts.emergency) await emergency(hall, tablet, burst)
    else await play({ hall, tablet, burst })
    if (burst.cut) struck.set(burst.cut, (struck.get(burst.cut) ?? 0) + 1)
  }
  expect(cuts.map((cut) => struck.get(cut))).toEqual([5, 5, 5, 5, 5])
  for (const tablet of tablets) await signSheet(tablet)
  const keys = [...gone, ...(await Promise.all(tablets.map(keysOn))).flat()]

  const { db, keys: keyring, close } = await hall.server.stop()
  const kept = await marksIn(db)
  expect(kept.length).toBe(200)
  expect(byCell(kept as (Cell & { alias: string })[])).toEqual(byCell(typed))
  const [contested] = kept.filter(({ version }) => version > 1)
  expect(kept.filter(({ version }) => version > 1)).toEqual([{ ...contested, version: 2 }])
  const operations = await db.select().from(markOperations).orderBy(asc(markOperations.id))
  expect(operations.map(({ id }) => id)).toEqual([...keys].sort())
  const outcomes = operations.map(({ kind, outcome }) => `${kind} ${outcome}`)
  const counts = Object.fromEntries(
    [...new Set(outcomes)].map((one) => [one, outcomes.filter((x) => x === one).length]),
  )
  expect(counts).toEqual({ "mark saved": 201, "mark stale": 2, "sign signed": 3 })
  expect((await db.select().from(seats)).map(({ role, signedAt }) => role === "judge" && !signedAt)).not.toContain(true)
  expect((await verifyTrail({ db, keys: keyring })).findings).toEqual([])
  await close()
})
