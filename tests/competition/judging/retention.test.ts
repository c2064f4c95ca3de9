import { eq } from "drizzle-orm"
import { expect, test } from "vitest"
import { moveContest } from "#competition/contests/commands.ts"
import { saveMark } from "#competition/judging/marks/commands.ts"
import { carryOut } from "#competition/judging/operations/commands.ts"
import { forgetOperations } from "#competition/judging/retention/commands.ts"
import { setAside } from "#competition/judging/tray/commands.ts"
import { auditEntries, contests, events, markOperations, operationSettlements, packets } from "#db/schema/index.ts"
import { caresByCron } from "#main/cron.ts"
import { scopeOf } from "../../support/app.ts"
import { freshDatabase } from "../../support/database.ts"
import { makePacket } from "../../support/packets.ts"
import { at, makeEvent, officerScope, operationId, seatPanel } from "./world.ts"

const { db } = await freshDatabase()
const upkeep = (now: Date) => scopeOf(db, { kind: "system", name: "upkeep" }, now)
const after = (ms: number) => new Date(at.getTime() + 30 * 86_400_000 + ms)

/** A contest with one mark, one signature that was refused, one call that was answered and one packet. */
async function makeJudged() {
  const world = await makeEvent(db)
  const seat = await seatPanel(db, world.eventId)
  const scope = seat("J1").scope()
  await saveMark(scope, { id: operationId(), entry: "A001", slot: "finish", value: "8", seenVersion: 0 })
  await carryOut(scope, { kind: "sign", id: operationId(), marks: [] })
  const call = operationId()
  await carryOut(scope, { kind: "call", id: call })
  const officer = await officerScope(db, world.eventId)
  await setAside(officer, { eventId: world.eventId, id: call, reason: "已到场" })
  await makePacket(db, world.eventId, seat("J1").seatId, world.officerId)
  return { ...world, officer }
}

const keysOf = async (eventId: number) => {
  const rows = await db.select().from(markOperations).where(eq(markOperations.eventId, eventId))
  const files = await db.select().from(packets).where(eq(packets.eventId, eventId))
  return [...rows.map(({ kind }) => kind).sort(), ...files.map(() => "packet")]
}

test("keys are kept until a contest is closed and for 30 days more, then all but the marks' history goes", async () => {
  const [world, running] = [await makeJudged(), await makeJudged()]
  await db.update(events).set({ state: "published" }).where(eq(events.id, world.eventId))
  await db.update(contests).set({ state: "announced" }).where(eq(contests.id, world.contest.id))
  const closed = await moveContest(world.officer, world.contest.id, world.contest.version, "close")
  expect(closed.ok && closed.value.closedAt).toEqual(at)
  const all = ["call", "mark", "sign", "packet"]
  expect([await forgetOperations(upkeep(after(-1))), await keysOf(world.eventId)]).toEqual([0, all])
  expect([await forgetOperations(upkeep(after(0))), await keysOf(world.eventId)]).toEqual([1, ["mark"]])
  expect(await keysOf(running.eventId)).toEqual(all)
  expect((await db.select().from(operationSettlements)).length).toBe(1)
  expect(await forgetOperations(upkeep(after(86_400_000)))).toBe(0)
  const trail = await db.select().from(auditEntries).where(eq(auditEntries.action, "contest.forget_operations"))
  expect(trail.map(({ subjectId, facts }) => [subjectId, facts])).toEqual([
    [world.contest.id, { operations: 2, packets: 1 }],
  ])
})

test("Workers forget them, too, with what else is too old", async () => {
  const world = await makeJudged()
  await db.update(contests).set({ state: "closed", closedAt: at }).where(eq(contests.id, world.contest.id))
  await caresByCron(400)["30 18 * * *"]?.tend(upkeep(after(0)))
  expect(await keysOf(world.eventId)).toEqual(["mark"])
})
