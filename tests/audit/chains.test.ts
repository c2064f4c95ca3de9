import { asc, eq } from "drizzle-orm"
import { expect, test } from "vitest"
import { chainOf, type Subject } from "#audit/chains.ts"
import { record } from "#audit/record.ts"
import { verifyTrail } from "#audit/verify/verify.ts"
import { connect } from "#db/connect.ts"
import { transact } from "#db/db.ts"
import { auditEntries, auditHeads } from "#db/schema/index.ts"
import { ok, refuse } from "#lib/result.ts"
import { keys, scopeOf } from "../support/app.ts"
import { freshDatabase, onPostgres } from "../support/database.ts"
import { at, found, recordEach, scopeAt } from "./trail.ts"

test.each([
  ["system", null, { kind: "contest", id: 7 }, "contest:7"],
  ["account", 3, { kind: "event", id: 7 }, "event:7"],
  ["account", 3, { kind: "seat", id: 7 }, "seat:7"],
  ["seat", 5, { kind: "entry", id: 7 }, "seat:5"],
  ["account", 3, { kind: "entry", id: 37 }, "entries:5"],
  ["account", 3, { kind: "person", id: 16 }, "people:0"],
  ["public", null, { kind: "account", id: 17 }, "accounts:1"],
  ["account", 3, { kind: "unit", id: 7 }, "directory"],
  ["account", 3, { kind: "register_entry", id: 7 }, "honours"],
  ["account", 3, { kind: "honour", id: 7 }, "honours"],
  ["account", 3, { kind: "something_new", id: 7 }, "something_new"],
] as const)("what %s %s does to %o stands in %s", (kind, id, subject, chain) => {
  expect(chainOf({ kind }, id, subject)).toBe(chain)
})

test("entries of a transaction are linked in the order in which they were noted, and a refused part leaves none", async () => {
  const { db } = await freshDatabase()
  const unit: Subject = { kind: "unit", id: 1 }
  await recordEach(scopeAt(db), [unit])
  await transact(scopeAt(db), async (inner) => {
    await record(inner, "unit.change", unit, { n: 2 })
    await record(inner, "contest.create", { kind: "contest", id: 4 })
    await transact(inner, async (nested) => {
      await record(nested, "unit.change", unit, { n: "refused" })
      return refuse({ code: "invalid" })
    })
    await record(inner, "unit.change", unit, { n: 3 })
    return ok(undefined)
  })
  const rows = await db
    .select()
    .from(auditEntries)
    .where(eq(auditEntries.chain, "directory"))
    .orderBy(asc(auditEntries.sequence))
  expect(rows.map(({ sequence, facts }) => [sequence, facts.n])).toEqual([
    [1, 0],
    [2, 2],
    [3, 3],
  ])
  expect(rows.map(({ previous }) => previous)).toEqual(["", rows[0]?.mac, rows[1]?.mac])
  expect(rows.map(({ keyId }) => keyId)).toEqual([keys.current, keys.current, keys.current])
  expect(await db.select().from(auditHeads).orderBy(asc(auditHeads.chain))).toEqual([
    {
      chain: "contest:4",
      count: 1,
      mac: (await db.select().from(auditEntries).where(eq(auditEntries.chain, "contest:4")))[0]?.mac,
    },
    { chain: "directory", count: 3, mac: rows[2]?.mac },
  ])
  expect(await found(db)).toEqual([])
})

test("a number that somebody types into a reason does not get into the trail", async () => {
  const { db } = await freshDatabase()
  await transact(scopeAt(db), async (inner) => {
    const reasons = { reason: "本人 790042199001010042，电话 139 0000 0042", more: ["13900000042", { n: 13900000042 }] }
    await record(inner, "entry.withdraw", { kind: "entry", id: 1 }, reasons)
    return ok(undefined)
  })
  expect((await db.select().from(auditEntries)).map(({ facts }) => facts)).toEqual([
    { reason: "本人 [identity]，电话 [phone]", more: ["[phone]", { n: 13900000042 }] },
  ])
  expect(await found(db)).toEqual([])
})

test("five thousand entries of one transaction take their places", { timeout: 120_000 }, async () => {
  const { db } = await freshDatabase()
  await transact(scopeAt(db), async (inner) => {
    for (let id = 0; id < 5_000; id++) await record(inner, "person.create", { kind: "person", id })
    return ok(undefined)
  })
  const report = await verifyTrail({ db, keys })
  expect(report).toEqual({
    entries: 5_000,
    chains: 16,
    checkpoints: 0,
    findings: [],
    found: 0,
    unknown: [{ code: "no_checkpoint" }],
  })
})

test.skipIf(!onPostgres())(
  "two thousand entries over 32 connections, several chains each, neither queue up nor break (needs PostgreSQL)",
  async () => {
    const { url } = await freshDatabase()
    const { db, close } = connect(url, 32)
    const kinds = ["unit", "honour", "contest", "event", "new"]
    const work = Array.from({ length: 32 }, async (_, worker) => {
      for (let n = 0; n < 25; n++)
        await transact(scopeOf(db, { kind: "system", name: "test" }, at), async (inner) => {
          // Noted in an order of its own each time: the chains are locked in theirs.
          const three = [0, 1, 2].map((step) => kinds[(worker + n * 3 + step * (worker % 4)) % kinds.length] as string)
          for (const kind of three.slice(0, n % 2 ? 2 : 3))
            await record(inner, "unit.change", { kind, id: 1 }, { worker, n })
          return ok(undefined)
        })
    })
    await Promise.all(work)
    const report = await verifyTrail({ db, keys })
    await close()
    expect([report.entries, report.chains, report.findings]).toEqual([2_016, 5, []])
  },
)
