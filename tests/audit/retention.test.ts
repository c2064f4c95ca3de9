import { asc, eq, sql } from "drizzle-orm"
import { expect, test } from "vitest"
import { latestCheckpoint, makeCheckpoint } from "#audit/checkpoints.ts"
import { cutOld } from "#audit/retention.ts"
import { upkeepOf } from "#audit/upkeep.ts"
import { verifyTrail } from "#audit/verify/verify.ts"
import { auditCuts, auditEntries } from "#db/schema/index.ts"
import { keys } from "../support/app.ts"
import { freshDatabase } from "../support/database.ts"
import { at, found, recordEach, scopeAt, tampered } from "./trail.ts"

const after = (days: number) => new Date(at.getTime() + days * 86_400_000)
const units = (count: number) => Array.from({ length: count }, () => ({ kind: "unit", id: 1 }))
const contest = { kind: "contest", id: 9 }

test("what is too old goes from the beginnings of chains as far as a checkpoint covers it, and the rest still holds", async () => {
  const { db } = await freshDatabase()
  await recordEach(scopeAt(db), [...units(3), contest])
  await recordEach(scopeAt(db, after(200)), units(2))
  expect(await cutOld(scopeAt(db, after(500)), 400)).toEqual({ entries: 0, chains: 0 })
  await makeCheckpoint(scopeAt(db, after(200)))
  const kept = await latestCheckpoint(db)
  expect(await cutOld(scopeAt(db, after(300)), 400)).toEqual({ entries: 0, chains: 0 })
  expect(await cutOld(scopeAt(db, after(500)), 400)).toEqual({ entries: 4, chains: 2 })
  const rows = await db.select().from(auditEntries).orderBy(asc(auditEntries.id))
  expect(rows.map(({ chain, sequence, action }) => [chain, sequence, action])).toEqual([
    ["directory", 4, "unit.change"],
    ["directory", 5, "unit.change"],
    ["audit", 1, "audit.cut"],
  ])
  expect(rows.at(-1)?.facts).toEqual({ before: after(100).toISOString(), entries: 4, chains: 2 })
  expect(await found(db, kept)).toEqual([])
  await recordEach(scopeAt(db, after(500)), [contest])
  await makeCheckpoint(scopeAt(db, after(500)))
  expect(await found(db, kept)).toEqual([])
  expect(await cutOld(scopeAt(db, after(601)), 400)).toEqual({ entries: 2, chains: 1 })
  expect(
    (await db.select().from(auditCuts).orderBy(asc(auditCuts.chain))).map(({ chain, sequence }) => [chain, sequence]),
  ).toEqual([
    ["contest:9", 1],
    ["directory", 5],
  ])
  expect(await found(db, kept)).toEqual([])
  const moved = ["update audit_cuts set sequence = 6 where chain = 'directory'"]
  expect(await tampered(db, moved, () => found(db))).toEqual([
    "chain directory, entry 6 begins after a cut that retention did not make",
    "chain directory is missing as a whole",
  ])
})

test("nothing younger than 180 days is ever cut, neither by the command nor by the database", async () => {
  const { db } = await freshDatabase()
  await expect(cutOld(scopeAt(db), 179)).rejects.toThrow("the trail is kept for 180 days at least")
  const yesterday = new Date(Date.now() - 86_400_000)
  await recordEach(scopeAt(db, yesterday), units(2))
  await makeCheckpoint(scopeAt(db, yesterday))
  const inTenYears = new Date(Date.now() + 3650 * 86_400_000)
  await expect(cutOld(scopeAt(db, inTenYears), 180)).rejects.toThrow("the chain directory could not be cut at 2")
  expect(await db.$count(auditEntries)).toBe(2)
})

test("a checkpoint is made when enough time or enough entries have gone by, and never of nothing", async () => {
  const { db } = await freshDatabase()
  const tend = upkeepOf({ minutes: 15, entries: 5, retentionDays: 400 })
  const number = async () => (await latestCheckpoint(db))?.number
  const minute = (count: number) => scopeAt(db, new Date(at.getTime() + count * 60_000))
  await tend(minute(0))
  expect(await number()).toBe(undefined)
  await recordEach(minute(1), units(1))
  await tend(minute(1))
  expect(await number()).toBe(1)
  await recordEach(minute(2), units(4))
  await tend(minute(15))
  expect(await number()).toBe(1)
  await tend(minute(16))
  expect(await number()).toBe(2)
  await recordEach(minute(17), units(5))
  await tend(minute(17))
  expect(await number()).toBe(3)
  await tend(minute(60))
  expect(await latestCheckpoint(db)).toMatchObject({ number: 3, entries: 10 })
  await tend(minute(401 * 1440))
  expect(await db.select({ action: auditEntries.action }).from(auditEntries)).toEqual([{ action: "audit.cut" }])
  expect(await found(db)).toEqual([])
})

test("entries from before there were chains are covered from the first checkpoint on", async () => {
  const { db } = await freshDatabase()
  const old = (n: number) =>
    db.execute(sql`insert into audit_entries (at, actor_kind, action, subject_kind, subject_id, facts, chain, sequence, previous, mac, key_id)
      values (${at.toISOString()}::timestamptz, 'system', 'unit.change', 'unit', ${n}, '{}', '', ${n}, '', '', '')`)
  for (const n of [1, 2, 3]) await old(n)
  expect((await verifyTrail({ db, keys })).unknown).toEqual([{ code: "not_adopted" }, { code: "no_checkpoint" }])
  await recordEach(scopeAt(db), units(1))
  await makeCheckpoint(scopeAt(db))
  expect((await verifyTrail({ db, keys })).unknown).toEqual([{ code: "tail" }])
  expect(await latestCheckpoint(db)).toMatchObject({ number: 1, entries: 4 })
  expect(await found(db)).toEqual([])
  const altered = ["update audit_entries set subject_id = 9 where chain = '' and sequence = 2"]
  expect(await tampered(db, altered, () => found(db))).toEqual([
    "chain (before chains), entry 3 is another entry than the checkpoint covers: the chain was rewritten",
  ])
  const removed = ["delete from audit_entries where chain = '' and sequence = 3"]
  expect(await tampered(db, removed, () => found(db))).toEqual([
    "chain (before chains), entry 1 stands among the entries from before the chains and is not covered by the first checkpoint",
    "chain (before chains), entry 3, checkpoint 1 is covered by a checkpoint and missing: the end of the chain was cut off",
  ])
  await old(4)
  expect(await found(db)).toEqual([
    "chain (before chains), entry 4 stands among the entries from before the chains and is not covered by the first checkpoint",
  ])
  await tampered(db, ["delete from audit_entries where chain = '' and sequence = 4"], async () => {
    expect(await cutOld(scopeAt(db, after(500)), 400)).toEqual({ entries: 4, chains: 2 })
    expect(await db.select().from(auditEntries).where(eq(auditEntries.chain, ""))).toEqual([])
    expect(await found(db)).toEqual([])
  })
})
